import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { keptBlock, keptInline } from './kept-content.js';

/**
 * Whether a change of this person takes away what this version cannot show. A click selects such a block, and the next
 * key would replace what nobody here has even seen; it can be moved, and deleted with an app that knows it.
 */
export function losesKept(tr: Transaction): boolean {
  const balance = new Map<unknown, number>();
  const count = (doc: Node, from: number, to: number, by: number) => {
    doc.nodesBetween(from, to, (node) => {
      if (node.type.name !== keptBlock && node.type.name !== keptInline) return;
      const { stored } = node.attrs;
      balance.set(stored, (balance.get(stored) ?? 0) + by);
    });
  };
  tr.steps.forEach((step, index) => {
    const before = tr.docs[index] ?? tr.before;
    const after = tr.docs[index + 1] ?? tr.doc;
    step.getMap().forEach((oldFrom, oldTo, newFrom, newTo) => {
      count(before, oldFrom, oldTo, -1);
      count(after, newFrom, newTo, 1);
    });
  });
  return [...balance.values()].some((left) => left < 0);
}
