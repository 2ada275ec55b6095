import type { Slice } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { endUndoStep } from '../undo/undo-steps.js';

/** Puts something in place of the selection, as an undo step of its own. */
export function insertPasted(view: EditorView, transaction: Transaction): void {
  endUndoStep(view.state);
  view.dispatch(transaction.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
  endUndoStep(view.state);
}

/** Replaces the selection with a slice. Blocks that do not continue the line they are pasted into stand below it. */
export function replaceWithSlice(state: EditorState, slice: Slice): Transaction {
  const only =
    slice.openStart === 0 && slice.openEnd === 0 && slice.content.childCount === 1 ? slice.content.firstChild : null;
  return only !== null ? state.tr.replaceSelectionWith(only, false) : state.tr.replaceSelection(slice);
}

/**
 * Inserts the literal text and then what it means in its place: Undo gives the literal text back, and a second one
 * nothing.
 */
export function insertConverted(view: EditorView, literal: Slice, converted: Slice): void {
  const start = view.state;
  const first = replaceWithSlice(start, literal);
  const steps = first.steps.map((step, index) => step.invert(first.docs[index] ?? first.doc)).reverse();
  insertPasted(view, first);
  const { tr } = view.state;
  for (const step of steps) tr.step(step);
  // Back where it was, all in one turn of the event loop: nobody else's edit can be in between.
  tr.setSelection(TextSelection.between(tr.doc.resolve(start.selection.from), tr.doc.resolve(start.selection.to)));
  const slice = converted;
  const only =
    slice.openStart === 0 && slice.openEnd === 0 && slice.content.childCount === 1 ? slice.content.firstChild : null;
  insertPasted(view, only === null ? tr.replaceSelection(slice) : tr.replaceSelectionWith(only, false));
}
