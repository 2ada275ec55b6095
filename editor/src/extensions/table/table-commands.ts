import { Fragment, type Node } from '@tiptap/pm/model';
import { type Command, type EditorState, Selection, type Transaction } from '@tiptap/pm/state';
import {
  addColumn,
  addRow,
  CellSelection,
  deleteColumn,
  deleteRow,
  deleteTable,
  mergeCells,
  nextCell,
  selectionCell,
  setCellAttr,
  TableMap,
  tableNodeTypes,
  toggleHeader,
} from '@tiptap/pm/tables';
import {
  type Axis,
  isCrossed,
  isHeader,
  isWhole,
  lengthOf,
  selectedRange,
  selectSameCells,
  selectSpan,
  type TableRange,
  wholeSpanOf,
} from './table-range.js';
import { isSound, repairBeforeEdit } from './table-soundness.js';

/** Makes a command of prosemirror-tables safe on a table that two people have broken: it is repaired first. */
export function onSoundTable(command: Command): Command {
  return (state, dispatch, view) => {
    if (dispatch === undefined || view === undefined) return selectedRange(state) !== null && command(state);
    return repairBeforeEdit(view) && command(view.state, dispatch, view);
  };
}

/** Selects the rows, or the columns, of the selected cells from edge to edge. */
export function selectAlong(axis: Axis): Command {
  return onRange((range, state) => {
    const [from, to] = wholeSpanOf(range, axis);
    return selectSpan(state.tr, range.pos, axis, from, to);
  });
}

/**
 * Moves the selected rows or columns past their neighbour. The rows and cells themselves are kept, not written anew, so
 * that what others type in them meanwhile is not lost with them.
 */
export function moveAlong(axis: Axis, direction: -1 | 1): Command {
  return onRange((range, state) => {
    const [from, to] = wholeSpanOf(range, axis);
    const line = direction < 0 ? from - 1 : to + 1;
    if (line < 0 || line > lengthOf(range, axis)) return null;
    let neighbour = line;
    while (isCrossed(range, axis, neighbour)) neighbour += direction;
    const [first, middle, last] = direction < 0 ? [neighbour, from, to] : [from, to, neighbour];
    // A header that was not the first row any more would head nothing.
    if (isHeader(range, axis, first) !== isHeader(range, axis, middle)) return null;
    const tr = state.tr;
    tr.replaceWith(range.pos + 1, range.pos + range.table.nodeSize - 1, swapped(range, axis, first, middle, last));
    return selectSameCells(tr, state, range.pos);
  });
}

/** Puts a copy of the selected rows or columns behind them. */
export function duplicateAlong(axis: Axis): Command {
  return onRange((range, state) => {
    const [from, to] = wholeSpanOf(range, axis);
    const tr = state.tr;
    if (axis === 'row') {
      const rows = childrenOf(range.table).slice(from, to);
      tr.insert(rowStart(range, to), Fragment.from(rows));
    } else {
      for (let row = range.map.height - 1; row >= 0; row--) {
        const at = range.pos + 1 + range.map.positionAt(row, to, range.table);
        tr.insert(at, Fragment.from(cellsStartingIn(range, row, from, to)));
      }
    }
    return selectSpan(tr, range.pos, axis, to, to + to - from);
  });
}

/** Takes the selected rows or columns out, and the table with its last ones. */
export function deleteAlong(axis: Axis): Command {
  return onSoundTable((state, dispatch) => {
    const range = selectedRange(state);
    if (range === null) return false;
    const isEverything = axis === 'row' ? isWhole(range, 'column') : isWhole(range, 'row');
    if (isEverything) return deleteTable(state, dispatch);
    return (axis === 'row' ? deleteRow : deleteColumn)(state, (tr) => dispatch?.(keepInTable(tr, range)));
  });
}

/** A row or column at the end of the table, without moving the caret. */
export function addAtEnd(axis: Axis): Command {
  return onRange((range, state) => {
    const rect = { ...range, tableStart: range.pos + 1 };
    return axis === 'row' ? addRow(state.tr, rect, range.map.height) : addColumn(state.tr, rect, range.map.width);
  });
}

/** Empties the selected cells, or the one with the caret; false if they are empty already. */
export const clearCells: Command = onRange((range, state) => {
  const empty = tableNodeTypes(state.schema)['cell']?.createAndFill()?.content;
  if (empty === undefined) return null;
  const tr = state.tr;
  for (const at of range.map.cellsInRect(range)) {
    const cell = range.table.nodeAt(at);
    const from = range.pos + 2 + at;
    if (cell === null || cell.content.eq(empty)) continue;
    tr.replaceWith(tr.mapping.map(from), tr.mapping.map(from + cell.content.size), empty);
  }
  if (!tr.docChanged) return null;
  return selectCells(tr, range, state);
});

/** Backspace and Delete on selected cells: what is in them first, and then the rows, the columns or the table. */
export const deleteSelectedCells: Command = (state, dispatch, view) => {
  if (!(state.selection instanceof CellSelection)) return false;
  if (clearCells(state, dispatch, view)) return true;
  const range = selectedRange(state);
  if (range === null) return false;
  if (isWhole(range, 'row')) deleteAlong('row')(state, dispatch, view);
  else if (isWhole(range, 'column')) deleteAlong('column')(state, dispatch, view);
  return true;
};

/** Makes the first row, or column, a header, or plain again. */
export function toggleHeaderAlong(axis: Axis): Command {
  return onSoundTable(toggleHeader(axis));
}

/** @param color a palette name, or null for none */
export function setCellColor(color: string | null): Command {
  return onSoundTable(setCellAttr('backgroundColor', color));
}

/** Merges the cell with the caret with its neighbour. */
export function mergeWithNext(axis: Axis): Command {
  return onSoundTable((state, dispatch) => {
    const $cell = selectionCell(state);
    const $next = nextCell($cell, axis === 'row' ? 'vert' : 'horiz', 1);
    if ($next === null) return false;
    const selection = new CellSelection($cell, $next);
    return mergeCells(state.apply(state.tr.setSelection(selection)), dispatch);
  });
}

/**
 * Gives a column a width.
 *
 * @param pos position before the table
 * @param width in CSS pixels; null for as wide as the others leave it
 */
export function setColumnWidth(pos: number, column: number, width: number | null): Command {
  return (state, dispatch) => {
    const table = state.doc.nodeAt(pos);
    if (table === null || !isSound(table)) return false;
    const map = TableMap.get(table);
    if (column < 0 || column >= map.width) return false;
    const tr = state.tr;
    for (const at of new Set(Array.from({ length: map.height }, (_, row) => map.map[row * map.width + column]))) {
      const cell = at === undefined ? null : table.nodeAt(at);
      if (cell === null || at === undefined) continue;
      const widths: number[] = cell.attrs['colwidth']?.slice() ?? new Array(cell.attrs['colspan']).fill(0);
      widths[column - map.colCount(at)] = width === null ? 0 : Math.round(width);
      tr.setNodeAttribute(pos + 1 + at, 'colwidth', widths.some((one) => one > 0) ? widths : null);
    }
    if (tr.docChanged) dispatch?.(tr);
    return tr.docChanged;
  };
}

/** Takes all widths from the columns of the selection's table. */
export const evenColumns: Command = onRange((range, state) => {
  const tr = state.tr;
  range.table.descendants((node, at) => {
    if (node.attrs['colwidth'] != null) tr.setNodeAttribute(range.pos + 1 + at, 'colwidth', null);
    return node.type.spec['tableRole'] === 'row';
  });
  return tr.docChanged ? tr : null;
});

function onRange(edit: (range: TableRange, state: EditorState) => Transaction | null): Command {
  return onSoundTable((state, dispatch) => {
    const range = selectedRange(state);
    const tr = range === null ? null : edit(range, state);
    if (tr === null) return false;
    dispatch?.(tr);
    return true;
  });
}

function swapped(range: TableRange, axis: Axis, first: number, middle: number, last: number): Node[] {
  const rows = childrenOf(range.table);
  if (axis === 'row') {
    return [...rows.slice(0, first), ...rows.slice(middle, last), ...rows.slice(first, middle), ...rows.slice(last)];
  }
  return rows.map((row, index) => {
    const cells = (from: number, to: number) => cellsStartingIn(range, index, from, to);
    return row.copy(
      Fragment.from([
        ...cells(0, first),
        ...cells(middle, last),
        ...cells(first, middle),
        ...cells(last, range.map.width),
      ]),
    );
  });
}

/** The cells whose upper left corner is in a row between two lines. */
function cellsStartingIn({ table, map }: TableRange, row: number, from: number, to: number): Node[] {
  const cells: Node[] = [];
  for (let column = from; column < to; column++) {
    const place = row * map.width + column;
    const at = map.map[place];
    const isContinued = (column > 0 && map.map[place - 1] === at) || (row > 0 && map.map[place - map.width] === at);
    const cell = at === undefined || isContinued ? null : table.nodeAt(at);
    if (cell !== null) cells.push(cell);
  }
  return cells;
}

function rowStart({ table, pos }: TableRange, row: number): number {
  return childrenOf(table)
    .slice(0, row)
    .reduce((at, child) => at + child.nodeSize, pos + 1);
}

function childrenOf(node: Node): Node[] {
  return Array.from({ length: node.childCount }, (_, index) => node.child(index));
}

function selectCells(tr: Transaction, range: TableRange, { selection }: EditorState): Transaction {
  const table = tr.doc.nodeAt(range.pos);
  if (table === null || !(selection instanceof CellSelection)) return tr;
  const map = TableMap.get(table);
  const first = map.map[range.top * map.width + range.left];
  const last = map.map[(range.bottom - 1) * map.width + range.right - 1];
  if (first === undefined || last === undefined) return tr;
  return tr.setSelection(CellSelection.create(tr.doc, range.pos + 1 + first, range.pos + 1 + last));
}

/** The caret would fall out of the table behind the last row or column. */
function keepInTable(tr: Transaction, range: TableRange): Transaction {
  const table = tr.doc.nodeAt(range.pos);
  if (table === null || table.type !== range.table.type) return tr;
  const map = TableMap.get(table);
  const row = Math.min(range.top, map.height - 1);
  const column = Math.min(range.left, map.width - 1);
  const cell = map.map[row * map.width + column];
  if (cell === undefined) return tr;
  return tr.setSelection(Selection.near(tr.doc.resolve(range.pos + 2 + cell), 1));
}
