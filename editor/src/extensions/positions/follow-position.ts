import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { comesFromDocument } from '../undo/change-origin.js';

/** What a transaction changed: `from` to `to` of the document before is `from` to `newTo` of the one after. */
export interface ChangedRange {
  readonly from: number;
  readonly to: number;
  readonly newTo: number;
}

const known = new WeakMap<Transaction, ChangedRange | null>();

/** The part of the document that differs, or `null`. Everything before and after it is the same. */
export function changedRange(transaction: Transaction): ChangedRange | null {
  const cached = known.get(transaction);
  if (cached !== undefined) return cached;
  const range = transaction.docChanged ? difference(transaction.before, transaction.doc) : null;
  known.set(transaction, range);
  return range;
}

function difference(before: Node, after: Node): ChangedRange | null {
  const from = before.content.findDiffStart(after.content);
  const end = before.content.findDiffEnd(after.content);
  if (from === null || end === null) return null;
  // Where text repeats, both ends may claim the same letters.
  const overlap = Math.max(0, from - Math.min(end.a, end.b));
  return { from, to: end.a + overlap, newTo: end.b + overlap };
}

/**
 * Where a position is after a transaction. y-prosemirror replaces the whole document for every remote edit, which
 * ProseMirror's mapping takes for a deletion of everything; what has really changed is found by comparing.
 *
 * @param assoc -1 to stay before what is inserted at the position, 1 to stay after
 */
export function followPosition(transaction: Transaction, position: number, assoc: -1 | 1 = 1): number {
  if (!transaction.docChanged) return position;
  if (!comesFromDocument(transaction)) return transaction.mapping.map(position, assoc);
  const range = changedRange(transaction);
  if (range === null || position < range.from || (position === range.from && assoc < 0)) return position;
  if (position >= range.to) return position + range.newTo - range.to;
  return assoc < 0 ? range.from : range.newTo;
}
