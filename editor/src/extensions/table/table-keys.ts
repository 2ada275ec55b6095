import { GapCursor } from '@tiptap/pm/gapcursor';
import type { NodeType } from '@tiptap/pm/model';
import { liftListItem, sinkListItem } from '@tiptap/pm/schema-list';
import { type Command, Selection, TextSelection } from '@tiptap/pm/state';
import { addRowAfter, CellSelection, goToNextCell } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import { tableAround } from './table-around.js';
import { deleteSelectedCells, moveAlong, onSoundTable } from './table-commands.js';
import { selectedRange } from './table-range.js';
import { isSelectionSound, repairBeforeEdit } from './table-soundness.js';

/** Keys inside of tables. Where one of them is not for a table, false leaves it to the others. */
export function handleTableKey(view: EditorView, event: KeyboardEvent): boolean {
  if (event.isComposing || tableAround(view.state.selection.$head) === null) return false;
  const command = view.editable ? commandFor(event) : null;
  if (command?.(view.state, view.dispatch, view) === true) return true;
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  return !hasModifier && leaves(view, event.key);
}

function commandFor(event: KeyboardEvent): Command | null {
  const { key, shiftKey, altKey } = event;
  const isMod = event.ctrlKey || event.metaKey;
  if (key === 'Tab' && !isMod && !altKey) return shiftKey ? goBack : goOn;
  if ((key === 'Backspace' || key === 'Delete') && !altKey) return deleteCells;
  if (isMod && altKey && shiftKey) {
    if (key === 'ArrowUp') return moveAlong('row', -1);
    if (key === 'ArrowDown') return moveAlong('row', 1);
    if (key === 'ArrowLeft') return moveAlong('column', -1);
    if (key === 'ArrowRight') return moveAlong('column', 1);
  }
  return null;
}

/** Tab: a list item goes in, then the next cell, and behind the last cell a new row. */
const goOn: Command = (state, dispatch, view) => {
  if (inList(state.selection, (item) => sinkListItem(item)(state, dispatch))) return true;
  if (!isSelectionSound(state)) return view !== undefined && repairBeforeEdit(view);
  if (goToNextCell(1)(state, dispatch)) return true;
  if (view === undefined || !onSoundTable(addRowAfter)(state, dispatch, view)) return false;
  return goToNextCell(1)(view.state, dispatch);
};

const goBack: Command = (state, dispatch, view) => {
  if (inList(state.selection, (item) => liftListItem(item)(state, dispatch))) return true;
  if (!isSelectionSound(state)) return view !== undefined && repairBeforeEdit(view);
  goToNextCell(-1)(state, dispatch);
  // In the first cell too: the focus does not leave the text by surprise.
  return true;
};

const deleteCells: Command = (state, dispatch, view) => {
  if (!(state.selection instanceof CellSelection)) return false;
  if (view !== undefined && !isSelectionSound(state)) return repairBeforeEdit(view);
  return deleteSelectedCells(state, dispatch, view);
};

function inList({ $from }: Selection, run: (item: NodeType) => boolean): boolean {
  for (let depth = $from.depth; depth > 0; depth--) {
    const { type } = $from.node(depth);
    if (type.spec['tableRole'] !== undefined) return false;
    if (type.name === 'listItem' || type.name === 'taskItem') return run(type);
  }
  return false;
}

/**
 * The arrows out of a table that is the first or the last block: the caret comes to stand before or behind it, and a
 * paragraph is there once something is typed.
 */
function leaves(view: EditorView, key: string): boolean {
  const direction = key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : key === 'ArrowDown' || key === 'ArrowRight' ? 1 : 0;
  const { state } = view;
  const { selection } = state;
  if (direction === 0 || !(selection instanceof TextSelection) || !selection.empty) return false;
  const range = selectedRange(state);
  if (range === null || !isAtEdge(view, key, range)) return false;
  const outside = direction < 0 ? range.pos : range.pos + range.table.nodeSize;
  const $outside = state.doc.resolve(outside);
  if (Selection.findFrom($outside, direction) !== null || !isGap($outside)) return false;
  view.dispatch(state.tr.setSelection(new GapCursor($outside)).scrollIntoView());
  return true;
}

function isAtEdge(view: EditorView, key: string, range: NonNullable<ReturnType<typeof selectedRange>>): boolean {
  const { $head } = view.state.selection;
  const isUp = key === 'ArrowUp';
  if (isUp || key === 'ArrowDown') {
    const isOuterRow = isUp ? range.top === 0 : range.bottom === range.map.height;
    return isOuterRow && isOuterBlock($head, isUp) && view.endOfTextblock(isUp ? 'up' : 'down');
  }
  const isLeft = key === 'ArrowLeft';
  const edge = isLeft ? Selection.atStart(range.table) : Selection.atEnd(range.table);
  return $head.pos === range.pos + 1 + edge.head;
}

/** Whether nothing of the cell is above, or below, the block with the caret. */
function isOuterBlock($head: Selection['$head'], isFirst: boolean): boolean {
  for (let depth = $head.depth - 1; depth > 0; depth--) {
    const parent = $head.node(depth);
    if ($head.index(depth) !== (isFirst ? 0 : parent.childCount - 1)) return false;
    if (/cell$/.test(String(parent.type.spec['tableRole'] ?? ''))) return true;
  }
  return false;
}

// `valid` is public and documented, and missing from the types.
function isGap($pos: Selection['$head']): boolean {
  return (GapCursor as unknown as { valid(at: Selection['$head']): boolean }).valid($pos);
}
