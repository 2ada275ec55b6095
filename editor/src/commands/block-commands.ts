import type { Editor } from '@tiptap/core';
import { deleteBlocks, duplicateBlocks, onSelectedBlocks } from '../extensions/block-handle/block-edits.js';
import { blockAddress, giveBlockId, linkableIn } from '../extensions/block-handle/block-link.js';
import { type BlockRange, selectedBlocks } from '../extensions/block-handle/block-range.js';
import { moveBlocks, nextGap } from '../extensions/block-handle/move-blocks.js';
import type { EditorCommand } from './editor-command.js';
import { requestMenu } from './menu-request.js';

/** What is done to whole blocks: the one with the caret, or all that are selected. */
export const blockCommands: readonly EditorCommand[] = [
  {
    id: 'block.menu',
    title: 'Block menu',
    group: 'block',
    icon: 'settings',
    keywords: ['handle', 'actions', 'options'],
    shortcut: 'Mod-Shift-Enter',
    isEnabled: (editor) => editor.isEditable,
    run: (editor) => requestMenu(editor, 'block-menu'),
  },
  {
    id: 'block.duplicate',
    title: 'Duplicate',
    group: 'block',
    icon: 'copy',
    keywords: ['copy', 'repeat', 'clone'],
    shortcut: 'Mod-Shift-d',
    isEnabled: (editor) => editor.isEditable,
    run: (editor) => {
      const tr = onSelectedBlocks(editor.state, duplicateBlocks);
      if (tr !== null) editor.view.dispatch(tr);
    },
  },
  move('up', 'Move up', 'Alt-Shift-ArrowUp'),
  move('down', 'Move down', 'Alt-Shift-ArrowDown'),
  {
    id: 'block.copy-link',
    title: 'Copy link',
    group: 'block',
    icon: 'link',
    keywords: ['address', 'url', 'share', 'anchor', 'reference'],
    isForReaders: true,
    isEnabled: (editor) => canLink(editor, selectedBlocks(editor.state)),
    run: (editor) => {
      const range = selectedBlocks(editor.state);
      if (range !== null) void copyBlockLink(editor, range);
    },
  },
  {
    id: 'block.delete',
    title: 'Delete',
    group: 'block',
    icon: 'delete',
    keywords: ['remove', 'trash', 'erase'],
    isEnabled: (editor) => editor.isEditable,
    run: (editor) => {
      const tr = onSelectedBlocks(editor.state, deleteBlocks);
      if (tr !== null) editor.view.dispatch(tr);
    },
  },
];

/** A reader can copy the link of a block that has one already. */
function canLink(editor: Editor, range: BlockRange | null): boolean {
  const block = range === null ? null : linkableIn(editor.state, range);
  return block !== null && (editor.isEditable || block.id !== null);
}

/**
 * Copies the address of a block, which gets its id with its first link.
 *
 * @throws where the browser refuses the clipboard
 */
export async function copyBlockLink(editor: Editor, range: BlockRange): Promise<void> {
  const block = linkableIn(editor.state, range);
  if (block === null) return;
  let { id } = block;
  if (id === null) {
    const given = giveBlockId(editor.state, block.pos);
    editor.view.dispatch(given.tr);
    id = given.id;
  }
  await navigator.clipboard.writeText(blockAddress(id, location.href));
}

function move(direction: 'up' | 'down', title: string, shortcut: string): EditorCommand {
  return {
    id: `block.move-${direction}`,
    title,
    group: 'block',
    icon: `arrow-${direction}`,
    keywords: ['reorder', 'swap', 'shift', direction === 'up' ? 'raise' : 'lower'],
    shortcut,
    isEnabled: (editor) => editor.isEditable && gapOf(editor, direction) !== null,
    run: (editor) => {
      const range = selectedBlocks(editor.state);
      const gap = gapOf(editor, direction);
      const tr = range === null || gap === null ? null : moveBlocks(editor.state, range, gap);
      if (tr !== null) editor.view.dispatch(tr);
    },
  };
}

function gapOf({ state }: Editor, direction: 'up' | 'down'): number | null {
  const range = selectedBlocks(state);
  return range === null ? null : nextGap(state.doc, range, direction);
}
