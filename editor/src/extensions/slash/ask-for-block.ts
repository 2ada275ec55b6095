import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { insertBelow } from '../block-handle/block-edits.js';
import { type BlockRange, selectedBlocks } from '../block-handle/block-range.js';

/** Opens the slash menu in an empty line under a block; an empty line itself is used as it is. */
export function askForBlockBelow(view: EditorView, range: BlockRange): void {
  view.dispatch(insertBelow(view.state, range));
  view.focus();
  view.dispatch(view.state.tr.insertText('/'));
}

/** Opens the slash menu where the caret is, or under its block if there are words already. */
export function askForBlock(view: EditorView): void {
  const { selection, schema } = view.state;
  const { parent } = selection.$from;
  const isEmptyLine = selection instanceof TextSelection && parent.type === schema.nodes['paragraph'];
  const range = selectedBlocks(view.state);
  // The empty line of an item, too, of which a block below would be another item.
  if (isEmptyLine && parent.content.size === 0) view.dispatch(view.state.tr.insertText('/'));
  else if (range !== null) askForBlockBelow(view, range);
}
