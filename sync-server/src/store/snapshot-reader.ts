import type { Entry, Operation, ReadView } from './database.js';
import { UnreadableRecordError } from './envelope.js';
import type { Folder } from './fold-pool.js';
import { keyAfter } from './keys.js';
import { readChunk } from './log-reader.js';
import { pack } from './packed.js';
import { decodeSnapshot, type Snapshot } from './record.js';
import type { FoldChunk, OpenDocument, StoreContext } from './store-context.js';

/** A document's snapshot as it should be in the database. */
export interface CurrentSnapshot {
  /** The stored value and what it says, or `null` for none. */
  readonly value: Uint8Array | null;
  readonly snapshot: Snapshot | null;
  /** Size of what is stored under the snapshot's key. */
  readonly storedBytes: number;
  /** What brings the database there; empty when it is there already. */
  readonly repair: readonly Operation[];
}

/** The stored snapshot if it is readable, else `null`. */
export async function readSnapshot(view: ReadView, { keys }: OpenDocument): Promise<CurrentSnapshot | null> {
  const stored = await view.get(keys.snapshot);
  if (stored !== undefined) {
    const snapshot = decode(stored);
    if (snapshot instanceof UnreadableRecordError) return null;
    return { value: stored, snapshot, storedBytes: stored.byteLength, repair: [] };
  }
  // History is only ever written together with a snapshot: having one without the other means that it was lost.
  const hasHistory = (await view.lastKey(keys.range('history'))) !== undefined;
  return hasHistory ? null : { value: null, snapshot: null, storedBytes: 0, repair: [] };
}

/**
 * The snapshot, made again from history if it cannot be read: the segments hold every update that was ever folded.
 * Call it with the document's lock held, and submit `repair` before letting go of it.
 */
export async function readOrRebuildSnapshot(
  store: StoreContext,
  view: ReadView,
  document: OpenDocument,
  { folder, chunk, signal }: { folder: Folder; chunk: FoldChunk; signal: AbortSignal },
): Promise<CurrentSnapshot> {
  const current = await readSnapshot(view, document);
  if (current !== null) return current;
  const { name, keys } = document;
  const stored = await view.get(keys.snapshot);
  const repair: Operation[] = [];
  if (stored !== undefined) {
    const flaw = decode(stored);
    const reason = flaw instanceof UnreadableRecordError ? flaw.reason : 'content';
    repair.push(
      ...store.quarantine.move({ what: 'snapshot', document: name, key: keys.snapshot, value: stored, reason }),
    );
  }
  let value: Uint8Array | null = null;
  let range = keys.range('history');
  let fromSegments = 0;
  for (let isLast = false; !isLast; ) {
    const read = await readChunk(view, range, chunk);
    isLast = read.isLast;
    const last = read.entries.at(-1);
    if (last === undefined) break;
    range = { ...range, gte: keyAfter(last[0]) };
    const result = await folder.fold(
      {
        snapshot: value,
        segments: pack(read.entries.map(([, segment]) => segment)),
        records: pack([]),
        foldedUntil: null,
      },
      signal,
    );
    value = result.snapshot ?? value;
    fromSegments += read.entries.length - result.unreadableSegments.length;
    for (const { index, reason } of result.unreadableSegments) {
      const [key, segment] = read.entries[index] as Entry;
      repair.push(...store.quarantine.move({ what: 'history', document: name, key, value: segment, reason }));
    }
  }
  if (value !== null) {
    repair.push({ type: 'put', key: keys.snapshot, value });
    store.log({ kind: 'snapshot-rebuilt', document: name, fromSegments });
  }
  const snapshot = value === null ? null : decodeSnapshot(value);
  return { value, snapshot, storedBytes: stored?.byteLength ?? 0, repair };
}

function decode(stored: Uint8Array): Snapshot | UnreadableRecordError {
  try {
    return decodeSnapshot(stored);
  } catch (error) {
    if (error instanceof UnreadableRecordError) return error;
    throw error;
  }
}
