import type { Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/**
 * Whether a transaction brings what the shared document holds: other people's edits, the first content, an undo. Nobody
 * may answer it with an edit: everyone who has the document open would make that edit.
 */
export function isRemoteTransaction(transaction: Transaction): boolean {
  return transaction.getMeta(ySyncPluginKey) !== undefined;
}
