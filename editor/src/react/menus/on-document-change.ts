import type { Editor } from '@tiptap/core';

/** For what stands beside the text: calls back when the text may have moved, once for each frame. */
export function onDocumentChange(editor: Editor): (update: () => void) => () => void {
  return (update) => {
    let frame = 0;
    const onTransaction = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(update);
    };
    editor.on('transaction', onTransaction);
    return () => {
      cancelAnimationFrame(frame);
      editor.off('transaction', onTransaction);
    };
  };
}
