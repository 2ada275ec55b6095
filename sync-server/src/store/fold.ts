import * as Y from 'yjs';
import { joinTypedRuns } from '../core/joined-runs.js';
import type { LogRecord } from '../core/store.js';
import { type UnreadableReason, UnreadableRecordError } from './envelope.js';
import { decodeSegment, encodeSegment, spanOf } from './history-segment.js';
import { type Packed, unpack } from './packed.js';
import { decodeLogRecord, decodeSnapshot, encodeSnapshot } from './record.js';

/** Stored values, as they are in the database. */
export interface FoldTask {
  /** What to fold into; it was found readable. `null` starts from an empty document. */
  readonly snapshot: Uint8Array | null;
  /** History to replay first, when a snapshot has to be rebuilt. */
  readonly segments: Packed;
  /** Log records, oldest first; they become a history segment. */
  readonly records: Packed;
  /** The stamp of the newest of `records`. */
  readonly foldedUntil: Uint8Array | null;
}

export interface FoldResult {
  /** The new snapshot as a value to store; `null` when there was nothing readable to fold. */
  readonly snapshot: Uint8Array | null;
  /** The readable log records as a value to store; `null` when there were none. */
  readonly segment: Uint8Array | null;
  /** Size of the snapshot's update; `null` without a new snapshot. */
  readonly updateBytes: number | null;
  /** Times of the records in `segment`. */
  readonly from: number;
  readonly to: number;
  readonly unreadableSegments: readonly Unreadable[];
  readonly unreadableRecords: readonly Unreadable[];
}

export interface Unreadable {
  readonly index: number;
  readonly reason: UnreadableReason;
}

/** Past this many updates that decode but cannot be applied, something else is wrong than single records. */
const maxRejectedUpdates = 32;

/**
 * Folds updates into a snapshot. Deleted content is dropped by Yjs' garbage collection; structs that still wait for
 * others are kept. Runs in the compaction worker.
 *
 * @throws when the result would lack something that went in.
 */
export async function fold(task: FoldTask): Promise<FoldResult> {
  const base = task.snapshot === null ? null : decodeSnapshot(task.snapshot);
  const history = await readAll(unpack(task.segments), decodeSegment);
  const log = await readAll(unpack(task.records), decodeLogRecord);
  const replayed = history.readable.flatMap(({ value }) => value.records.map(({ update }) => update));
  const { update, rejected } = applyAll(base?.update ?? null, [
    ...replayed,
    ...log.readable.map(({ value }) => value.update),
  ]);
  const folded: LogRecord[] = [];
  for (const [position, { index, value }] of log.readable.entries()) {
    if (rejected.has(replayed.length + position)) log.unreadable.push({ index, reason: 'content' });
    else folded.push(value);
  }
  const isNew = folded.length > 0 || replayed.length > 0;
  return {
    snapshot: isNew
      ? encodeSnapshot({ update, stateVector: stateVectorOf(update, base?.stateVector), foldedUntil: task.foldedUntil })
      : null,
    updateBytes: isNew ? update.byteLength : null,
    segment: folded.length > 0 ? encodeSegment(folded) : null,
    ...spanOf(folded),
    unreadableSegments: history.unreadable,
    unreadableRecords: log.unreadable,
  };
}

async function readAll<T>(values: readonly Uint8Array[], decode: (value: Uint8Array) => T | Promise<T>) {
  const readable: { index: number; value: T }[] = [];
  const unreadable: Unreadable[] = [];
  for (const [index, value] of values.entries()) {
    try {
      readable.push({ index, value: await decode(value) });
    } catch (error) {
      if (!(error instanceof UnreadableRecordError)) throw error;
      unreadable.push({ index, reason: error.reason });
    }
  }
  return { readable, unreadable };
}

/** Applies what can be applied; the rest is named by its index. */
function applyAll(
  base: Uint8Array | null,
  updates: readonly Uint8Array[],
): { update: Uint8Array; rejected: ReadonlySet<number> } {
  const rejected = new Set<number>();
  try {
    return { update: integrate(base, joinTypedRuns(updates)), rejected };
  } catch {
    // Some update cannot be applied. Which one is found without joining.
  }
  for (;;) {
    let current = -1;
    try {
      const update = integrate(base, updates, (index) => {
        current = index;
        return !rejected.has(index);
      });
      return { update, rejected };
    } catch (error) {
      if (current < 0 || rejected.size >= maxRejectedUpdates) throw error;
      rejected.add(current);
    }
  }
}

/**
 * In a document of its own: one that failed may be half-changed. All in one transaction: Yjs then cleans up once.
 *
 * @param isWanted asked before each update is applied, and with -1 once all are
 */
function integrate(
  base: Uint8Array | null,
  updates: readonly Uint8Array[],
  isWanted: (index: number) => boolean = () => true,
): Uint8Array {
  const doc = new Y.Doc({ gc: true });
  try {
    doc.transact(() => {
      if (base !== null) Y.applyUpdate(doc, base);
      for (const [index, update] of updates.entries()) if (isWanted(index)) Y.applyUpdate(doc, update);
      isWanted(-1);
    });
    return Y.encodeStateAsUpdate(doc);
  } finally {
    doc.destroy();
  }
}

/**
 * What the bytes hold, counted from the bytes: structs that wait for others are in them too, and a server that diffs
 * bytes must not ask for those again.
 */
function stateVectorOf(update: Uint8Array, before: Uint8Array | undefined): Uint8Array {
  const stateVector = Y.encodeStateVectorFromUpdate(update);
  if (before !== undefined) {
    const clocks = Y.decodeStateVector(stateVector);
    for (const [client, clock] of Y.decodeStateVector(before)) {
      // The records are deleted on the strength of this snapshot: refuse one that lost anything.
      if ((clocks.get(client) ?? 0) < clock) throw new Error('a folded snapshot lacks what the one before it had');
    }
  }
  return stateVector;
}
