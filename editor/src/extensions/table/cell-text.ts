import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { CellSelection, tableNodeTypes } from '@tiptap/pm/tables';
import { selectedRange } from './table-range.js';

const maxCells = 20_000;

/**
 * Rows of text with tabs between, as spreadsheets copy them, made of the selected cells.
 *
 * @returns null where no cells are selected
 */
export function selectedCellText(state: EditorState): string | null {
  const range = state.selection instanceof CellSelection ? selectedRange(state) : null;
  if (range === null) return null;
  const rows: string[] = [];
  for (let row = range.top; row < range.bottom; row++) {
    const cells: string[] = [];
    for (let column = range.left; column < range.right; column++) {
      const place = row * range.map.width + column;
      const at = range.map.map[place];
      const isContinued =
        (column > range.left && range.map.map[place - 1] === at) ||
        (row > range.top && range.map.map[place - range.map.width] === at);
      const cell = at === undefined || isContinued ? null : range.table.nodeAt(at);
      cells.push(cell === null ? '' : quoted(cell.textBetween(0, cell.content.size, '\n')));
    }
    rows.push(cells.join('\t'));
  }
  return rows.join('\n');
}

/** Where text goes: beside tables, to a caret in a cell, or into selected cells. */
export type CellTextTarget = 'text' | 'table' | 'cells';

/**
 * Reads text that a spreadsheet put on the clipboard.
 *
 * @param target one row is a table only in one, and one column only in selected cells: at a caret in a cell, several lines
 * are several lines
 * @returns null for any other text, for instance code that is indented with tabs
 */
export function readCellText(text: string, target: CellTextTarget): string[][] | null {
  if (!text.includes('\t') && !(target === 'cells' && text.trimEnd().includes('\n'))) return null;
  const rows = parse(text.replace(/\r\n?/g, '\n').replace(/\n$/, ''));
  const width = rows[0]?.length ?? 0;
  if (rows.length * width > maxCells || rows.some((row) => row.length !== width)) return null;
  if (target !== 'text') return rows;
  const isIndented = rows.every((row) => row[0] === '');
  return width > 1 && rows.length > 1 && !isIndented ? rows : null;
}

/** A table of plain text, as a slice that can be pasted into cells or between blocks. */
export function cellTextSlice(schema: Schema, rows: readonly (readonly string[])[]): Slice | null {
  const { table, row, cell } = tableNodeTypes(schema);
  const { paragraph } = schema.nodes;
  if (table === undefined || row === undefined || cell === undefined || paragraph === undefined) return null;
  const block = (line: string): Node => paragraph.create(null, line === '' ? null : schema.text(line));
  const content = rows.map((texts) =>
    row.create(
      null,
      texts.map((text) => cell.create(null, text.split('\n').map(block))),
    ),
  );
  return new Slice(Fragment.from(table.create(null, content)), 0, 0);
}

/** A cell with a line break or a quote in it is quoted, and its quotes are doubled. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= text.length) {
    const [cell, end] = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at);
    rows.at(-1)?.push(cell);
    if (text[end] === '\n') rows.push([]);
    at = end + 1;
  }
  return rows;
}

function readPlain(text: string, from: number): [cell: string, end: number] {
  let end = from;
  while (end < text.length && text[end] !== '\t' && text[end] !== '\n') end++;
  return [text.slice(from, end), end];
}

function readQuoted(text: string, from: number): [cell: string, end: number] {
  let cell = '';
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== '"') cell += text[at];
    else if (text[at + 1] === '"') {
      cell += '"';
      at++;
    } else {
      const next = text[at + 1];
      // A quote in the middle of a cell: it was no quoted cell.
      return next === undefined || next === '\t' || next === '\n' ? [cell, at + 1] : readPlain(text, from);
    }
  }
  return readPlain(text, from);
}

function quoted(text: string): string {
  return /[\n\t"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
