import type { Editor } from '@tiptap/core';
import { linkAtCaret } from '../../extensions/links/link-at-caret.js';

const name = 'mh-place';

/**
 * Keeps the selected words, or the link at the caret, visible while the focus is elsewhere, without touching the document's elements.
 *
 * @returns ends it
 */
export function markPlace(editor: Editor): () => void {
  // Where the browser has no such highlights (Firefox before 140) the words are simply not marked.
  if (!('highlights' in CSS)) return () => undefined;
  const update = () => {
    const { from, to } = linkAtCaret(editor.state) ?? editor.state.selection;
    const start = editor.view.domAtPos(from);
    const end = editor.view.domAtPos(to);
    const range = new StaticRange({
      startContainer: start.node,
      startOffset: start.offset,
      endContainer: end.node,
      endOffset: end.offset,
    });
    CSS.highlights.set(name, new Highlight(range));
  };
  update();
  editor.on('transaction', update);
  return () => {
    editor.off('transaction', update);
    CSS.highlights.delete(name);
  };
}
