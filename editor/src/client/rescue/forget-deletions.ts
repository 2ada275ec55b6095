import type * as Y from 'yjs';
import type { Deletions } from './deletions.js';

type Ranges = NonNullable<ReturnType<Deletions['clients']['get']>>;

/** Leaves deletions out of what a person can take back. */
export function forgetDeletions({ undoStack }: Y.UndoManager, taken: Deletions): void {
  for (const { deletions } of undoStack) {
    for (const [client, ranges] of deletions.clients)
      deletions.clients.set(client, (taken.clients.get(client) ?? []).reduce(without, ranges));
  }
}

function without(ranges: Ranges, { clock, len }: Ranges[number]): Ranges {
  const end = clock + len;
  return ranges.flatMap((range) => {
    const rangeEnd = range.clock + range.len;
    const before = { clock: range.clock, len: Math.min(rangeEnd, clock) - range.clock };
    const after = { clock: Math.max(range.clock, end), len: rangeEnd - Math.max(range.clock, end) };
    return [before, after].filter((part) => part.len > 0);
  });
}
