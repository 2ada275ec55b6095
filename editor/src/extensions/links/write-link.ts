import type { Editor } from '@tiptap/core';
import { linkAtCaret } from './link-at-caret.js';

/** Gives the link at the caret, or the selected words, an address; `null` takes it from them. The caret stays. */
export function writeLink(editor: Editor, href: string | null): void {
  const { head } = editor.state.selection;
  const around = linkAtCaret(editor.state);
  const chain = editor.chain();
  if (around === null) chain.extendMarkRange('link');
  else chain.setTextSelection(around);
  if (href === null) chain.unsetMark('link');
  else chain.setMark('link', { href });
  if (around !== null) chain.setTextSelection(head);
  chain.run();
}
