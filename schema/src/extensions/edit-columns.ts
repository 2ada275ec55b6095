import type { CommandProps } from '@tiptap/core';
import type { Node, NodeType } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { nodeAround } from './wrapping.js';

/** Columns, and which of them holds the caret. */
interface ColumnsAround {
  readonly node: Node;
  /** Before the columns. */
  readonly pos: number;
  readonly index: number;
  /** Before the column with the caret. */
  readonly columnPos: number;
}

/** @param most of them in a line */
export function addColumn({ state, tr, dispatch }: CommandProps, most: number): boolean {
  const around = columnsAround({ state, tr });
  const empty = state.schema.nodes['column']?.createAndFill() ?? null;
  if (around === null || empty === null || around.node.childCount >= most) return false;
  if (!dispatch) return true;
  const at = around.columnPos + around.node.child(around.index).nodeSize;
  tr.insert(at, empty);
  tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView();
  return true;
}

/** Words are kept: those of the first column go in front of the second's, those of another behind the one before it. */
export function removeColumn({ state, tr, dispatch, commands }: CommandProps, { fewest }: { fewest: number }): boolean {
  const around = columnsAround({ state, tr });
  if (around === null) return false;
  const { node, index, columnPos } = around;
  if (node.childCount <= fewest) return commands.unsetColumns();
  if (!dispatch) return true;
  const column = node.child(index);
  const heir = node.child(index === 0 ? 1 : index - 1);
  const offset = tr.selection.head - columnPos;
  const moved = isEmptyColumn(column) ? null : column.content;
  tr.delete(columnPos, columnPos + column.nodeSize);
  // In front of what the next column holds, or behind what the one before holds.
  const at = index === 0 ? columnPos + 1 : columnPos - 1;
  if (moved === null) {
    tr.setSelection(TextSelection.near(tr.doc.resolve(at), index === 0 ? 1 : -1)).scrollIntoView();
    return true;
  }
  if (isEmptyColumn(heir)) {
    const start = index === 0 ? columnPos + 1 : columnPos - heir.nodeSize + 1;
    tr.replaceWith(start, start + heir.content.size, moved);
    tr.setSelection(TextSelection.near(tr.doc.resolve(start + offset - 1))).scrollIntoView();
    return true;
  }
  tr.insert(at, moved);
  tr.setSelection(TextSelection.near(tr.doc.resolve(at + offset - 1))).scrollIntoView();
  return true;
}

export function evenColumns({ state, tr, dispatch }: CommandProps): boolean {
  const around = columnsAround({ state, tr });
  if (around === null) return false;
  const { node, pos } = around;
  let isUneven = false;
  node.forEach((column, offset) => {
    if (column.attrs['width'] === null) return;
    isUneven = true;
    if (dispatch) tr.setNodeAttribute(pos + 1 + offset, 'width', null);
  });
  return isUneven;
}

/** One empty line is all that an empty column holds. */
export function isEmptyColumn(column: Node): boolean {
  const only = column.childCount === 1 ? column.firstChild : null;
  return column.childCount === 0 || (only?.type.name === 'paragraph' && only.content.size === 0);
}

function columnsAround({ state, tr }: Pick<CommandProps, 'state' | 'tr'>): ColumnsAround | null {
  const { columns, column } = state.schema.nodes;
  const of = (type: NodeType | undefined) => (type === undefined ? undefined : nodeAround(type, tr.selection));
  const around = of(columns);
  const inside = of(column);
  if (around === undefined || inside === undefined) return null;
  const index = tr.doc.resolve(inside.pos).index();
  return { node: around.node, pos: around.pos, index, columnPos: inside.pos };
}
