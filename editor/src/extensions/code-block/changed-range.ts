import type { Transaction } from '@tiptap/pm/state';
import { AttrStep } from '@tiptap/pm/transform';

/** The part of the new document that a transaction wrote, one range around all of it; `null` where it wrote nothing. */
export function changedRange({
  mapping,
  doc,
  steps,
}: Pick<Transaction, 'mapping' | 'doc' | 'steps'>): { from: number; to: number } | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  mapping.maps.forEach((map, index) => {
    const rest = mapping.slice(index + 1);
    map.forEach((_oldFrom, _oldTo, newFrom, newTo) => {
      from = Math.min(from, rest.map(newFrom, -1));
      to = Math.max(to, rest.map(newTo, 1));
    });
    const step = steps[index];
    // An attribute moves nothing, so that its map is empty.
    if (step instanceof AttrStep) {
      from = Math.min(from, rest.map(step.pos, -1));
      to = Math.max(to, rest.map(step.pos + 1, 1));
    }
  });
  if (from > to) return null;
  return { from: Math.max(0, from), to: Math.min(doc.content.size, to) };
}
