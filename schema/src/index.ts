export {
  type ConversionLimits,
  defaultConversionLimits,
} from './conversions/conversion-budget.js';
export { ConversionError, type ConversionErrorCode } from './conversions/conversion-error.js';
export {
  contentToUpdate,
  jsonToUpdate,
  markdownToUpdate,
  type NewDocument,
  parseBody,
} from './conversions/create-update.js';
export { bodyToHtml, contentToHtml } from './conversions/html.js';
export type { DocumentContent, JsonMark, JsonNode } from './conversions/json-content.js';
export { markdownToBody } from './conversions/markdown/from-markdown.js';
export { bodyToMarkdown, contentToMarkdown } from './conversions/markdown/to-markdown.js';
export { bodyToText, contentToText } from './conversions/plain-text.js';
export { maxTitleLength, readBody, readTitle, readTitleOfUpdate, readUpdate } from './conversions/read-update.js';
export { documentSchema } from './document-schema.js';
export { documentExtensions, maxHeadingLevel } from './extensions/document-extensions.js';
export { isSafeHref } from './extensions/safe-href.js';
export { titleExtensions } from './extensions/title-extensions.js';
export { bodyField, metaField, titleField } from './fields.js';
export { schemaVersion } from './schema-version.js';
