import type { Node } from '@tiptap/pm/model';
import { readAttributes } from '../extensions/attribute-readers.js';
import { fileAttributes } from '../extensions/file.js';
import { linkCardAttributes } from '../extensions/link-card.js';
import { mathAttributes } from '../extensions/math.js';
import { mentionAttributes, mentionText } from '../extensions/mention.js';
import type { DocumentContent, JsonNode } from './json-content.js';
import { knownContent } from './known-content.js';

/** The body without formatting: one line per text block. */
export function bodyToText(body: JsonNode): string {
  const node = knownContent(body);
  return node.textBetween(0, node.content.size, '\n', textOfLeaf);
}

/** The title, an empty line and the body. */
export function contentToText({ title, body }: DocumentContent): string {
  const text = bodyToText(body);
  return title === '' ? text : `${title}\n\n${text}`;
}

/** What a node without content says, such as a mention. */
export function textOfLeaf({ type, attrs }: Node): string {
  switch (type.name) {
    case 'hardBreak':
      return '\n';
    case 'mention':
      return mentionText(readAttributes(mentionAttributes, attrs));
    case 'inlineMath':
    case 'blockMath':
      return mathAttributes.latex(attrs['latex']);
    case 'file':
      return fileAttributes.name(attrs['name']);
    case 'linkCard': {
      const { title, href } = readAttributes(linkCardAttributes, attrs);
      return [title, href].filter(Boolean).join(' ');
    }
    default:
      return '';
  }
}
