import type { Editor } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';

/** What all our editors have in common. */
export const editorOptions = {
  // Its rules are in styles.css: a style element is what a content security policy forbids.
  injectCSS: false,
  // Ours are in extensions/input-rules and extensions/paste: an undo step for each, and none from a remote edit.
  enableInputRules: false,
  enablePasteRules: false,
  editable: false,
} as const;

/** Moves the focus now. Tiptap's own command waits for a frame, and a fast writer's next letter goes to the old place. */
export function focusAt({ view }: Editor, position: 'start' | 'end'): void {
  const { doc, tr } = view.state;
  const selection = position === 'start' ? Selection.atStart(doc) : Selection.atEnd(doc);
  view.dispatch(tr.setSelection(selection).scrollIntoView());
  view.focus();
}

/**
 * Puts the caret where somebody has clicked, before there was a text to click into.
 *
 * @returns whether that is in this editor
 */
export function focusPlace({ view }: Editor, { left, top }: { left: number; top: number }): boolean {
  if (top < view.dom.getBoundingClientRect().top) return false;
  const { doc, tr } = view.state;
  const place = view.posAtCoords({ left, top });
  const selection = place === null ? Selection.atEnd(doc) : Selection.near(doc.resolve(place.pos));
  view.dispatch(tr.setSelection(selection));
  view.focus();
  return true;
}

/** A key without Shift, Alt, Ctrl or ⌘. */
export function isPlain({ shiftKey, altKey, metaKey, ctrlKey }: KeyboardEvent): boolean {
  return !shiftKey && !altKey && !metaKey && !ctrlKey;
}
