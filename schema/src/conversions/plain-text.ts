import type { Node } from '@tiptap/pm/model';
import { readAttributes } from '../extensions/attribute-readers.js';
import { fileAttributes } from '../extensions/file.js';
import { imageAttributes } from '../extensions/image.js';
import { linkCardAttributes } from '../extensions/link-card.js';
import { mathAttributes } from '../extensions/math.js';
import { mentionAttributes, mentionText } from '../extensions/mention.js';
import type { DocumentContent, JsonNode } from './json-content.js';
import { knownContent } from './known-content.js';

/**
 * The body without formatting: one line for each text block, items of lists behind a bullet, a number or a box and
 * indented by two spaces for each list around them, rows of tables with tabs between the cells, formulas as LaTeX.
 */
export function bodyToText(body: JsonNode): string {
  return linesOf(knownContent(body)).join('\n');
}

/** The title, an empty line and the body. */
export function contentToText({ title, body }: DocumentContent): string {
  const text = bodyToText(body);
  return title === '' ? text : `${title}\n\n${text}`;
}

function linesOf(parent: Node): string[] {
  const lines: string[] = [];
  parent.forEach((node) => {
    lines.push(...writeBlock(node));
  });
  return lines;
}

function writeBlock(node: Node): string[] {
  switch (node.type.name) {
    case 'bulletList':
      return itemLines(node, () => '•');
    case 'orderedList': {
      const start = Math.trunc(Number(node.attrs['start'] ?? 1));
      return itemLines(node, (_, index) => `${start + index}.`);
    }
    case 'taskList':
      return itemLines(node, ({ attrs }) => (attrs['checked'] === true ? '[x]' : '[ ]'));
    case 'table':
      return rowLines(node);
    case 'image': {
      const alt = imageAttributes.alt(node.attrs['alt']);
      return [[alt, node.textContent].filter(Boolean).join(' – ')].filter(Boolean);
    }
    case 'horizontalRule':
    case 'tableOfContents':
      return [];
    default:
      if (node.isTextblock) return textOf(node).split('\n');
      return node.isLeaf ? textOfLeaf(node).split('\n') : linesOf(node);
  }
}

function itemLines(list: Node, markerOf: (item: Node, index: number) => string): string[] {
  const lines: string[] = [];
  list.forEach((item, _, index) => {
    linesOf(item).forEach((line, lineIndex) => {
      lines.push(lineIndex === 0 ? `${markerOf(item, index)} ${line}`.trimEnd() : `  ${line}`);
    });
  });
  return lines;
}

function rowLines(table: Node): string[] {
  const lines: string[] = [];
  table.forEach((row) => {
    const cells: string[] = [];
    row.forEach((cell) => {
      // A line end or a tab in a cell would begin another row or cell.
      cells.push(linesOf(cell).join(' ').replace(/\s+/g, ' '));
    });
    lines.push(cells.join('\t'));
  });
  return lines;
}

function textOf(textblock: Node): string {
  return textblock.textBetween(0, textblock.content.size, '\n', textOfLeaf);
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
