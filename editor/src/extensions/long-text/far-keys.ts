import { Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/**
 * To the beginning and to the end of the text by key, with Shift up to there. A browser would stop before the last line:
 * what is out of sight has no lines for it.
 *
 * @returns whether the key was one of these
 */
export function goFar(view: EditorView, event: KeyboardEvent): boolean {
  const { key, shiftKey, altKey, ctrlKey, metaKey, isComposing } = event;
  if (isComposing || altKey) return false;
  const isFirst = ((ctrlKey || metaKey) && key === 'Home') || (metaKey && key === 'ArrowUp');
  const isLast = ((ctrlKey || metaKey) && key === 'End') || (metaKey && key === 'ArrowDown');
  if (!isFirst && !isLast) return false;
  const { doc, selection, tr } = view.state;
  const end = isFirst ? Selection.atStart(doc) : Selection.atEnd(doc);
  const next = shiftKey ? TextSelection.between(selection.$anchor, end.$head) : end;
  view.dispatch(tr.setSelection(next).scrollIntoView());
  return true;
}
