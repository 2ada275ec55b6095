import type { Node } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { CellSelection, selectionCell, TableMap } from '@tiptap/pm/tables';
import { tableAround } from './table-around.js';
import { isSound } from './table-soundness.js';

export type Axis = 'row' | 'column';

/** The selected part of a table, in rows and columns; `right` and `bottom` are the first ones outside. */
export interface TableRange {
  readonly table: Node;
  /** Position before the table. */
  readonly pos: number;
  readonly map: TableMap;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What an action on "this row" or "these cells" is about; null outside of tables and in broken ones. */
export function selectedRange(state: EditorState): TableRange | null {
  const { selection } = state;
  const $inside = selection instanceof CellSelection ? selection.$headCell : selection.$head;
  const table = tableAround($inside);
  if (table === null || !isSound(table.node)) return null;
  const map = TableMap.get(table.node);
  const start = table.pos + 1;
  const rect =
    selection instanceof CellSelection
      ? map.rectBetween(selection.$anchorCell.pos - start, selection.$headCell.pos - start)
      : map.findCell(selectionCell(state).pos - start);
  return { table: table.node, pos: table.pos, map, ...rect };
}

/** How many rows, or columns. */
export function lengthOf({ map }: TableRange, axis: Axis): number {
  return axis === 'row' ? map.height : map.width;
}

/** The first and the first-after-the-last selected row or column. */
function spanOf(range: TableRange, axis: Axis): [from: number, to: number] {
  return axis === 'row' ? [range.top, range.bottom] : [range.left, range.right];
}

/** Whether a merged cell lies over the line before a row or column. */
export function isCrossed({ map }: TableRange, axis: Axis, line: number): boolean {
  if (line <= 0 || line >= (axis === 'row' ? map.height : map.width)) return false;
  const across = axis === 'row' ? map.width : map.height;
  for (let at = 0; at < across; at++) {
    const [before, after] =
      axis === 'row'
        ? [map.map[(line - 1) * map.width + at], map.map[line * map.width + at]]
        : [map.map[at * map.width + line - 1], map.map[at * map.width + line]];
    if (before === after) return true;
  }
  return false;
}

/** The selected rows or columns with all that merged cells tie to them. */
export function wholeSpanOf(range: TableRange, axis: Axis): [from: number, to: number] {
  let [from, to] = spanOf(range, axis);
  while (isCrossed(range, axis, from)) from--;
  while (isCrossed(range, axis, to)) to++;
  return [from, to];
}

/** Whether every cell of a row or column is a header. */
export function isHeader({ table, map }: TableRange, axis: Axis, index: number): boolean {
  const across = axis === 'row' ? map.width : map.height;
  for (let at = 0; at < across; at++) {
    const place = axis === 'row' ? index * map.width + at : at * map.width + index;
    if (table.nodeAt(map.map[place] ?? 0)?.type.spec['tableRole'] !== 'header_cell') return false;
  }
  return true;
}

/** Whether all of the selected rows, or columns, are selected from edge to edge. */
export function isWhole(range: TableRange, axis: Axis): boolean {
  return axis === 'row'
    ? range.left === 0 && range.right === range.map.width
    : range.top === 0 && range.bottom === range.map.height;
}

/** Selects cells by the grid: rows `from` to `to`, or columns, of the table before which `pos` is. */
export function selectSpan(tr: Transaction, pos: number, axis: Axis, from: number, to: number): Transaction {
  const table = tr.doc.nodeAt(pos);
  if (table === null || !isSound(table)) return tr;
  const map = TableMap.get(table);
  const [top, left, bottom, right] = axis === 'row' ? [from, 0, to, map.width] : [0, from, map.height, to];
  const first = map.map[top * map.width + left];
  const last = map.map[(bottom - 1) * map.width + right - 1];
  if (first === undefined || last === undefined) return tr;
  return tr.setSelection(CellSelection.create(tr.doc, pos + 1 + first, pos + 1 + last));
}

/**
 * Puts the selection back after cells were moved: they are the same cells, elsewhere in the table.
 *
 * @param pos position before the table
 */
export function selectSameCells(tr: Transaction, before: EditorState, pos: number): Transaction {
  const { selection } = before;
  const table = tr.doc.nodeAt(pos);
  if (table === null) return tr;
  if (selection instanceof CellSelection) {
    const anchor = findCellNode(table, selection.$anchorCell.nodeAfter);
    const head = findCellNode(table, selection.$headCell.nodeAfter);
    if (anchor === null || head === null) return tr;
    return tr.setSelection(CellSelection.create(tr.doc, pos + 1 + anchor, pos + 1 + head));
  }
  const $cell = selectionCell(before);
  const cell = findCellNode(table, $cell.nodeAfter);
  if (cell === null) return tr;
  const shift = pos + 1 + cell - $cell.pos;
  return tr.setSelection(
    TextSelection.between(tr.doc.resolve(selection.anchor + shift), tr.doc.resolve(selection.head + shift)),
  );
}

function findCellNode(table: Node, cell: Node | null): number | null {
  let found: number | null = null;
  table.forEach((row, rowAt) => {
    row.forEach((child, cellAt) => {
      if (child === cell) found = rowAt + 1 + cellAt;
    });
  });
  return found;
}
