import type { Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { endUndoStep } from '../undo/undo-steps.js';

/** Puts something in place of the selection, as an undo step of its own. */
export function insertPasted(view: EditorView, transaction: Transaction): void {
  endUndoStep(view.state);
  view.dispatch(transaction.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
  endUndoStep(view.state);
}
