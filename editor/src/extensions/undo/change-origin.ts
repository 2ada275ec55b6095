import type { Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

interface SyncMeta {
  readonly isChangeOrigin?: boolean;
}

/** Whether a transaction comes out of the shared document: a remote edit, or this person's undo or redo. */
export function comesFromDocument(transaction: Transaction): boolean {
  const meta = transaction.getMeta(ySyncPluginKey) as SyncMeta | undefined;
  return meta?.isChangeOrigin === true;
}
