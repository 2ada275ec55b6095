import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { fixTables, TableMap } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import { tableAround } from './table-around.js';

/** More columns than anybody draws. A peer may write any number into a cell's span, and a map of it would fill the memory. */
const maxColumns = 500;
const maxCells = 20_000;

/** Whether a table's map can be computed at all. */
export function isMeasurable(table: Node): boolean {
  let cells = 0;
  for (let index = 0; index < table.childCount; index++) {
    let columns = 0;
    const row = table.child(index);
    for (let at = 0; at < row.childCount; at++) {
      const { colspan, rowspan } = row.child(at).attrs;
      if (!isSpan(colspan) || !isSpan(rowspan)) return false;
      columns += colspan;
      cells += colspan * rowspan;
    }
    if (columns > maxColumns || cells > maxCells) return false;
  }
  return true;
}

/**
 * Whether every place of a table's grid belongs to exactly one cell. Two people who merge or delete at the same time
 * leave tables of which that is not true: they are shown, and nothing may be computed from their map.
 */
export function isSound(table: Node): boolean {
  return isMeasurable(table) && TableMap.get(table).problems === null;
}

/** Whether the selection's table, if it is in one, is sound. */
export function isSelectionSound({ selection }: EditorState): boolean {
  const table = tableAround(selection.$head);
  return table === null || isSound(table.node);
}

/**
 * Repairs the tables of a document before an action of this person that counts on their grid.
 *
 * @returns whether the selection's table is sound now
 */
export function repairBeforeEdit(view: EditorView): boolean {
  if (isSelectionSound(view.state)) return true;
  const table = tableAround(view.state.selection.$head);
  if (table === null || !isMeasurable(table.node) || !view.editable) return false;
  const repair = fixTables(view.state);
  if (repair !== undefined) view.dispatch(repair);
  return isSelectionSound(view.state);
}

function isSpan(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= maxColumns;
}
