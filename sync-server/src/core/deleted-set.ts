import type { DeletedRanges } from './update-contents.js';

interface Run {
  clock: number;
  end: number;
}

/**
 * What a document has deleted, as sorted runs per client.
 *
 * State vectors do not cover deletions, so a client that reconnects sends all of them again. Knowing them keeps every
 * reconnect from being logged and sent to everybody.
 */
export class DeletedSet {
  readonly #runs = new Map<number, Run[]>();

  add(deleted: DeletedRanges): void {
    for (const [client, ranges] of deleted) {
      const added = ranges.map(({ clock, len }) => ({ clock, end: clock + len }));
      this.#runs.set(client, mergeRuns([...(this.#runs.get(client) ?? []), ...added]));
    }
  }

  covers(deleted: DeletedRanges): boolean {
    for (const [client, ranges] of deleted) {
      const runs = this.#runs.get(client) ?? [];
      if (!ranges.every(({ clock, len }) => isInside(runs, clock, clock + len))) return false;
    }
    return true;
  }
}

function mergeRuns(runs: Run[]): Run[] {
  runs.sort((a, b) => a.clock - b.clock);
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last !== undefined && run.clock <= last.end) last.end = Math.max(last.end, run.end);
    else merged.push(run);
  }
  return merged;
}

/** Binary search for the only run that can hold `clock`. */
function isInside(runs: readonly Run[], clock: number, end: number): boolean {
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const run = runs[middle];
    if (run === undefined) return false;
    if (clock < run.clock) high = middle - 1;
    else if (clock >= run.end) low = middle + 1;
    else return end <= run.end;
  }
  return false;
}
