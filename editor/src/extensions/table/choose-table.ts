import type { Editor } from '@tiptap/core';
import { showToast } from '../surface/toast.js';

/** Opens the grid on which the size of a new table is chosen, beside the caret, and puts the table in. */
export function chooseTable(editor: Editor): void {
  const { view } = editor;
  const { node } = view.domAtPos(view.state.selection.from);
  const anchor = node instanceof Element ? node : (node.parentElement ?? view.dom);
  import('./tools/size-chooser.js').then(
    ({ openSizeChooser }) =>
      openSizeChooser(
        anchor,
        ({ rows, columns }) => editor.chain().focus().insertTable({ rows, cols: columns }).run(),
        () => view.focus(),
      ),
    () => showToast('The table sizes could not be loaded. Check the connection and try again.', view.dom),
  );
}
