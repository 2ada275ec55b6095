import type { Node } from '@tiptap/pm/model';
import { readAttributes } from '../../extensions/attribute-readers.js';
import { tableCellAttributes } from '../../extensions/table.js';
import { textAlignAttributes } from '../../extensions/text-align.js';
import { writeImage } from './write-embeds.js';
import { writeInline } from './write-inline.js';

/**
 * A table as GFM's, where that can say it: one row of headers, every row as long, in each cell one line of text or a
 * picture. Any other table is written with HTML's tags and Markdown in the cells, as GitHub reads it.
 */
export function writeTable(table: Node, writeBlocks: (cell: Node) => string): string {
  return isPlain(table) ? writePipes(table) : writeTags(table, writeBlocks);
}

function isPlain(table: Node): boolean {
  const columns = table.firstChild?.childCount ?? 0;
  let isPlain = columns > 0;
  table.forEach((row, _, index) => {
    isPlain &&= row.type.name === 'tableRow' && row.childCount === columns;
    row.forEach((cell) => {
      isPlain &&= cell.type.name === (index === 0 ? 'tableHeader' : 'tableCell') && isPlainCell(cell);
    });
  });
  return isPlain;
}

function isPlainCell(cell: Node): boolean {
  const { colspan, rowspan, backgroundColor } = readAttributes(tableCellAttributes, cell.attrs);
  const blocks = contentOf(cell);
  const only = blocks[0];
  const isLine = only === undefined || only.type.name === 'paragraph' || isPlainPicture(only);
  return colspan === 1 && rowspan === 1 && backgroundColor === null && blocks.length <= 1 && isLine;
}

function isPlainPicture({ type, attrs }: Node): boolean {
  return type.name === 'image' && attrs['src'] !== null;
}

/** Empty paragraphs have no form in Markdown. */
function contentOf(cell: Node): Node[] {
  const blocks: Node[] = [];
  cell.forEach((block) => {
    if (block.type.name !== 'paragraph' || block.content.size > 0) blocks.push(block);
  });
  return blocks;
}

function writePipes(table: Node): string {
  const rows: string[] = [];
  table.forEach((row, _, index) => {
    const cells: string[] = [];
    row.forEach((cell) => {
      cells.push(writePlainCell(cell));
    });
    rows.push(writeRow(cells));
    if (index === 0) rows.push(writeRow(cells.map((_cell, column) => writeRule(alignmentOf(table, column)))));
  });
  return rows.join('\n');
}

function writePlainCell(cell: Node): string {
  const [only] = contentOf(cell);
  if (only === undefined) return '';
  return only.type.name === 'image' ? writeImage(only) : writeInline(only, { inCell: true });
}

function writeRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function writeRule(align: string | null): string {
  const rules: Readonly<Record<string, string>> = { left: ':--', center: ':-:', right: '--:' };
  return rules[align ?? ''] ?? '---';
}

/** In Markdown a column is aligned, here a paragraph: said where all of a column agree. */
function alignmentOf(table: Node, column: number): string | null {
  const found = new Set<string | null>();
  table.forEach((row) => {
    for (const block of contentOf(row.child(column))) {
      if (block.type.name === 'paragraph') found.add(textAlignAttributes.textAlign(block.attrs['textAlign']));
    }
  });
  const [only = null] = found;
  return found.size === 1 && only !== 'justify' ? only : null;
}

function writeTags(table: Node, writeBlocks: (cell: Node) => string): string {
  const parts: string[] = [];
  // Lines of tags stand together, Markdown between empty lines.
  let tags: string[] = ['<table>'];
  table.forEach((row) => {
    tags.push('<tr>');
    row.forEach((cell) => {
      const tag = cell.type.name === 'tableHeader' ? 'th' : 'td';
      const markdown = writeBlocks(cell);
      if (markdown === '') {
        tags.push(`<${tag}${attributesOf(cell)}></${tag}>`);
        return;
      }
      parts.push([...tags, `<${tag}${attributesOf(cell)}>`].join('\n'), markdown);
      tags = [`</${tag}>`];
    });
    tags.push('</tr>');
  });
  parts.push([...tags, '</table>'].join('\n'));
  return parts.join('\n\n');
}

function attributesOf(cell: Node): string {
  const { colspan, rowspan, backgroundColor } = readAttributes(tableCellAttributes, cell.attrs);
  const blocks = contentOf(cell);
  const aligned = new Set(
    blocks.map(({ type, attrs }) =>
      type.name === 'paragraph' ? textAlignAttributes.textAlign(attrs['textAlign']) : undefined,
    ),
  );
  aligned.delete(undefined);
  const [align = null] = aligned.size === 1 ? aligned : [];
  return [
    colspan > 1 ? ` colspan="${colspan}"` : '',
    rowspan > 1 ? ` rowspan="${rowspan}"` : '',
    align ? ` align="${align}"` : '',
    backgroundColor === null ? '' : ` data-color="${backgroundColor}"`,
  ].join('');
}
