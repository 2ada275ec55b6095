import { AllSelection, type Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/**
 * Takes over a selection that the browser already made and has not told about: `selectionchange` comes a task later, and
 * whatever is drawn before that (somebody's caret, somebody's words) would have ProseMirror put the old one back; a key
 * would act at the old place.
 * Nothing but the selection is read: changes of the text are told at once.
 */
export function readPendingSelection(view: EditorView): void {
  const { selection, doc, tr } = view.state;
  if (view.composing || !view.hasFocus()) return;
  const range = (view.root as Document).getSelection?.();
  if (range == null || range.anchorNode === null || range.focusNode === null) return;
  if (!view.dom.contains(range.anchorNode) || !view.dom.contains(range.focusNode)) return;
  const anchor = view.posAtDOM(range.anchorNode, range.anchorOffset);
  const head = view.posAtDOM(range.focusNode, range.focusOffset);
  if (anchor < 0 || head < 0 || Math.max(anchor, head) > doc.content.size) return;
  if (anchor === selection.anchor && head === selection.head) return;
  if (!(selection instanceof TextSelection) && !leaves(selection, anchor, head)) return;
  const next = TextSelection.between(doc.resolve(anchor), doc.resolve(head));
  if (!next.eq(selection)) view.dispatch(tr.setSelection(next));
}

/**
 * Whether a place is a caret away from a selected block, cells or the whole document: somebody clicked into text. The
 * browser's selection within those says nothing: there are several for the same thing.
 */
function leaves(selection: Selection, anchor: number, head: number): boolean {
  // A gap between blocks has no place of its own in a browser, which then says one nearby.
  if (selection.empty || anchor !== head || !selection.$from.doc.resolve(anchor).parent.inlineContent) return false;
  return selection instanceof AllSelection || anchor < selection.from || anchor > selection.to;
}
