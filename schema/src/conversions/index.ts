// Apart from the schema itself: the Markdown reader is large, and a page needs it only when somebody pastes or exports.
export {
  type ConversionLimits,
  defaultConversionLimits,
} from './conversion-budget.js';
export { ConversionError, type ConversionErrorCode } from './conversion-error.js';
export {
  contentToUpdate,
  htmlToUpdate,
  jsonToUpdate,
  markdownToUpdate,
  type NewDocument,
  parseBody,
} from './create-update.js';
export { bodyToHtml, contentToHtml } from './html.js';
export type { DocumentContent, JsonMark, JsonNode } from './json-content.js';
export { markdownToBody } from './markdown/from-markdown.js';
export { bodyToMarkdown, contentToMarkdown } from './markdown/to-markdown.js';
export { bodyToText, contentToText } from './plain-text.js';
export { type HtmlParser, htmlToBody } from './read-html.js';
export { maxTitleLength, readBody, readTitle, readTitleOfUpdate, readUpdate } from './read-update.js';
