import type { DocumentContent, JsonNode } from './json-content.js';
import { knownContent } from './known-content.js';

/** The body without formatting: one line per text block. */
export function bodyToText(body: JsonNode): string {
  const node = knownContent(body);
  return node.textBetween(0, node.content.size, '\n', (leaf) => (leaf.type.name === 'hardBreak' ? '\n' : ''));
}

/** The title, an empty line and the body. */
export function contentToText({ title, body }: DocumentContent): string {
  const text = bodyToText(body);
  return title === '' ? text : `${title}\n\n${text}`;
}
