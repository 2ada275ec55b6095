import type { DocumentContent, JsonNode } from '../json-content.js';
import { knownContent } from '../known-content.js';
import { escapeHeadingEnd, escapeInline } from './escape-text.js';
import { writeBlocks } from './write-blocks.js';

/**
 * The body as CommonMark with GFM, formulas between dollars, callouts as GitHub's alerts, and HTML's tags for what has no
 * other form. Reading it back with `markdownToBody` gives the same document but for what Markdown cannot say: empty
 * paragraphs, columns, alignment outside of tables, widths of columns, who a mentioned person is, what a link card shows,
 * files that wait for their upload, names of blocks, and tabs in code that stands in a list.
 */
export function bodyToMarkdown(body: JsonNode): string {
  const markdown = writeBlocks(knownContent(body));
  return markdown === '' ? '' : `${markdown}\n`;
}

/** The title as a first heading, then the body. */
export function contentToMarkdown({ title, body }: DocumentContent): string {
  const markdown = bodyToMarkdown(body);
  if (title === '') return markdown;
  const heading = `# ${escapeHeadingEnd(escapeInline(title))}\n`;
  return markdown === '' ? heading : `${heading}\n${markdown}`;
}
