import type { Editor } from '@tiptap/core';
import { SnapshotStore } from '../../client/snapshot-store.js';

export type FindMode = 'closed' | 'find' | 'replace';

const requests = new WeakMap<Editor, SnapshotStore<FindMode>>();

/** Whether an editor's find bar is open, and with the field to replace. */
export function findModeOf(editor: Editor): SnapshotStore<FindMode> {
  const known = requests.get(editor);
  if (known !== undefined) return known;
  const store = new SnapshotStore<FindMode>('closed');
  requests.set(editor, store);
  return store;
}

/** Opens the find bar of an editor: what the palette and the keys do. */
export function openFind(editor: Editor, mode: Exclude<FindMode, 'closed'> = 'find'): void {
  findModeOf(editor).set(mode);
}
