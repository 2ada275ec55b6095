import { Plugin } from '@tiptap/pm/state';
import { ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { KeptSelection } from './kept-selection.js';
import type { SharedTextBinding } from './shared-text-binding.js';
import { isEmptyParent } from './units.js';

/** Changes closer together than this are taken back together. */
const captureMs = 500;

/**
 * Undo and redo of this person's own changes: what others wrote stays, also inside a block that is taken back, and the
 * caret returns to where it was.
 */
export function undoOwnChanges(binding: SharedTextBinding): { readonly plugin: Plugin; readonly end: () => void } {
  const undoManager = new Y.UndoManager(binding.type, {
    captureTimeout: captureMs,
    trackedOrigins: new Set([ySyncPluginKey]),
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
    deleteFilter: (item) => !hasContent(item),
  });
  /** What the present undo or redo can be taken back by. */
  let opposites = 0;
  undoManager.on('stack-item-added', ({ stackItem, origin }) => {
    stackItem.meta.set(binding, binding.selectionBefore);
    if (origin === undoManager) opposites += 1;
  });
  // After the change was rendered.
  undoManager.on('stack-item-popped', ({ stackItem, type }) => {
    const stack = type === 'undo' ? undoManager.redoStack : undoManager.undoStack;
    // Words that it tore were put together again in a change of their own: one step takes back both.
    for (; opposites > 1; opposites -= 1) joinLast(stack);
    opposites = 0;
    const before = stackItem.meta.get(binding) as KeptSelection | null | undefined;
    if (before != null) binding.select(before);
  });
  const plugin = new Plugin({
    // Under the key and in the form that Tiptap's own commands look for.
    key: yUndoPluginKey,
    state: {
      init: () => ({ undoManager, hasUndoOps: false, hasRedoOps: false }),
      apply: (tr, value) => {
        // Whoever goes to another place begins something new there, however fast they are.
        if (tr.selectionSet && !tr.docChanged && tr.getMeta(ySyncPluginKey) === undefined) undoManager.stopCapturing();
        const hasUndoOps = undoManager.undoStack.length > 0;
        const hasRedoOps = undoManager.redoStack.length > 0;
        return value.hasUndoOps === hasUndoOps && value.hasRedoOps === hasRedoOps
          ? value
          : { undoManager, hasUndoOps, hasRedoOps };
      },
    },
  });
  return { plugin, end: () => undoManager.destroy() };
}

type Stack = Y.UndoManager['undoStack'];

function joinLast(stack: Stack): void {
  const last = stack.pop();
  const before = stack.at(-1);
  if (last === undefined || before === undefined) return;
  before.insertions = Y.mergeDeleteSets([before.insertions, last.insertions]);
  before.deletions = Y.mergeDeleteSets([before.deletions, last.deletions]);
}

/** Undo may remove a block it made only once nothing is left in it: what is left then is somebody else's. */
function hasContent(item: Y.Item): boolean {
  if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentType)) return false;
  const { type } = item.content;
  if (type instanceof Y.XmlText) return type.length > 0;
  return type instanceof Y.XmlFragment && !isEmptyParent(type);
}
