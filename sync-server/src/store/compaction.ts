import { StoreUnavailableError } from '../core/errors.js';
import { Mutex } from '../core/mutex.js';
import type { CompactionResult } from '../core/store.js';
import type { Entry, Operation, ReadView } from './database.js';
import { UnreadableRecordError } from './envelope.js';
import type { FoldResult, FoldTask } from './fold.js';
import type { Folder } from './fold-pool.js';
import { addEntries, decodeIndexEntry, emptyEntry, encodeIndexEntry, type IndexEntry } from './index-entry.js';
import { stampBytes } from './key-clock.js';
import { clockKey, keyAfter } from './keys.js';
import { readChunk } from './log-reader.js';
import { pack } from './packed.js';
import { type CurrentSnapshot, readOrRebuildSnapshot, readSnapshot } from './snapshot-reader.js';
import { type FoldChunk, type OpenDocument, openDocument, type StoreContext, submitFor } from './store-context.js';

interface Running {
  readonly abort: AbortController;
  readonly result: Promise<CompactionResult>;
}

/** One round's input, all of one moment. */
interface Round {
  readonly snapshot: CurrentSnapshot;
  readonly entries: readonly Entry[];
  /** Whether everything that this compaction set out to fold is folded after this round. */
  readonly isLast: boolean;
  /** Whether `entries` are all that the log held at that moment. */
  readonly isWholeLog: boolean;
  readonly shares: IndexShares;
  readonly result: FoldResult;
}

interface IndexShares {
  /** What the other shares say; they are folded into the base entry. */
  readonly settled: IndexEntry;
  readonly settledKeys: readonly Uint8Array[];
  /** What this process's own share said at that moment; it is left alone. */
  readonly live: IndexEntry;
  readonly repair: readonly Operation[];
}

/** Folding less than this leaves so little behind that dropping it can wait for LevelDB's own time. */
const reclaimedBytes = 1024 * 1024;

const nothing: CompactionResult = { folded: 0, snapshotBytes: 0 };

/** Folds logs into snapshots: one document at a time, in bounded rounds, each one atomic batch. */
export class Compactor {
  readonly #store: StoreContext;
  readonly #folder: Folder;
  readonly #chunk: FoldChunk;
  readonly #turns = new Mutex();
  readonly #running = new Map<string, Running>();

  constructor(store: StoreContext, folder: Folder, chunk: FoldChunk) {
    this.#store = store;
    this.#folder = folder;
    this.#chunk = chunk;
  }

  /** A compaction that is already under way is joined. One that is overtaken by a deletion ends with what it did. */
  compact(name: string): Promise<CompactionResult> {
    const running = this.#running.get(name);
    if (running !== undefined) return running.result;
    const abort = new AbortController();
    const result = this.#run(name, abort.signal).finally(() => this.#running.delete(name));
    this.#running.set(name, { abort, result });
    return result;
  }

  /** Asks the document's compaction to end. What it has not submitted by then, it will not. */
  cancel(name: string): void {
    this.#running.get(name)?.abort.abort();
  }

  cancelAll(): void {
    for (const { abort } of this.#running.values()) abort.abort();
  }

  /** Resolves once no compaction is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled(Array.from(this.#running.values(), ({ result }) => result));
  }

  async #run(name: string, signal: AbortSignal): Promise<CompactionResult> {
    const { locks, deleted } = this.#store;
    if (deleted.has(name)) return nothing;
    try {
      // One at a time: what is read for a fold stays in memory until it is written.
      return await this.#turns.run(() => locks.run(name, () => this.#compact(name, signal)));
    } catch (error) {
      if (deleted.has(name)) return nothing;
      if (signal.aborted) throw new StoreUnavailableError('the store is closing');
      throw error;
    }
  }

  async #compact(name: string, signal: AbortSignal): Promise<CompactionResult> {
    const { database } = this.#store;
    const document = openDocument(this.#store, name);
    const start = await database.read(async (view) => {
      const current = await readSnapshot(view, document);
      const until = await view.lastKey(document.keys.logAfter(current?.snapshot?.foldedUntil ?? null));
      return { until, snapshotBytes: current?.snapshot?.update.byteLength ?? 0 };
    });
    let { snapshotBytes } = start;
    if (start.until === undefined) return { folded: 0, snapshotBytes };
    this.#store.clock.witness(start.until);
    // Records that arrive from now on wait for the next compaction, so that a busy document cannot keep this one going.
    const end = keyAfter(start.until);
    let folded = 0;
    let foldedBytes = 0;
    for (let isDone = false; !isDone; ) {
      signal.throwIfAborted();
      const round = await this.#fold(document, end, signal);
      signal.throwIfAborted();
      await this.#write(document, round);
      foldedBytes += round.entries.reduce((sum, [, value]) => sum + value.byteLength, 0);
      folded += round.entries.length - round.result.unreadableRecords.length;
      snapshotBytes = round.result.updateBytes ?? round.snapshot.snapshot?.update.byteLength ?? 0;
      isDone = round.isLast;
    }
    // Not worth failing for: it only frees room.
    if (foldedBytes >= reclaimedBytes) await database.reclaim(document.keys.range('log')).catch(() => undefined);
    return { folded, snapshotBytes };
  }

  #fold(document: OpenDocument, end: Uint8Array, signal: AbortSignal): Promise<Round> {
    // Asked before the view is taken: a share that is let go afterwards may have grown since.
    const liveKey = this.#store.index.peek(document.name)?.key;
    return this.#store.database.read(async (view) => {
      const options = { folder: this.#folder, chunk: this.#chunk, signal };
      const snapshot = await readOrRebuildSnapshot(this.#store, view, document, options);
      const shares = await this.#readShares(view, document, liveKey);
      const log = document.keys.logAfter(snapshot.snapshot?.foldedUntil ?? null);
      const { entries, isLast } = await readChunk(view, { gte: log.gte, lt: end }, this.#chunk);
      const newest = await view.lastKey(log);
      const isWholeLog = isLast && (newest === undefined || Buffer.compare(newest, end) < 0);
      const task: FoldTask = {
        snapshot: snapshot.value,
        segments: pack([]),
        records: pack(entries.map(([, value]) => value)),
        foldedUntil: entries.at(-1)?.[0].slice(-stampBytes) ?? null,
      };
      const result = await this.#folder.fold(task, signal);
      return { snapshot, entries, isLast, isWholeLog, shares, result };
    });
  }

  /** Everything at once, or nothing: a kill at any moment leaves the document as it was before or as it is after. */
  #write(document: OpenDocument, { snapshot, entries, isWholeLog, shares, result }: Round): Promise<void> {
    const { keys, name } = document;
    const { clock, quarantine } = this.#store;
    const operations: Operation[] = [...snapshot.repair, ...shares.repair];
    if (result.snapshot !== null) operations.push({ type: 'put', key: keys.snapshot, value: result.snapshot });
    const [first] = entries;
    if (result.segment !== null && first !== undefined) {
      const key = keys.history(first[0].subarray(-stampBytes));
      operations.push({ type: 'put', key, value: result.segment });
    }
    for (const { index, reason } of result.unreadableRecords) {
      const [key, value] = entries[index] as Entry;
      operations.push(quarantine.copy({ what: 'log', document: name, key, value, reason }));
    }
    for (const [key] of entries) operations.push({ type: 'del', key });

    const { settled, settledKeys, live } = shares;
    const newBytes = (result.snapshot ?? snapshot.value)?.byteLength ?? 0;
    const foldedBytes = entries.reduce((sum, [, value]) => sum + value.byteLength, 0);
    const base: IndexEntry = {
      createdAt: result.segment === null ? settled.createdAt : Math.min(settled.createdAt, result.from),
      updatedAt: Math.max(settled.updatedAt, result.to),
      // Once the whole log was read its true size is known, which mends what an unreadable share has lost.
      bytes: isWholeLog ? newBytes - live.bytes : settled.bytes - snapshot.storedBytes - foldedBytes + newBytes,
    };
    for (const key of settledKeys) operations.push({ type: 'del', key });
    operations.push({ type: 'put', key: keys.index(new Uint8Array()), value: encodeIndexEntry(base) });
    // Written together with `foldedUntil`, before which nothing may be appended, also not after a restart.
    operations.push({ type: 'put', key: clockKey, value: clock.encodeFloor() });
    return submitFor(this.#store, document, { operations });
  }

  async #readShares(
    view: ReadView,
    { name, keys }: OpenDocument,
    liveKey: Uint8Array | undefined,
  ): Promise<IndexShares> {
    let settled = emptyEntry;
    let live = emptyEntry;
    const settledKeys: Uint8Array[] = [];
    const repair: Operation[] = [];
    for await (const entries of view.scan(keys.range('index'))) {
      for (const [key, value] of entries) {
        const isLive = liveKey !== undefined && Buffer.compare(key, liveKey) === 0;
        if (!isLive) settledKeys.push(key);
        try {
          const entry = decodeIndexEntry(value);
          if (isLive) live = entry;
          else settled = addEntries(settled, entry);
        } catch (error) {
          if (!(error instanceof UnreadableRecordError)) throw error;
          repair.push(this.#store.quarantine.copy({ what: 'index', document: name, key, value, reason: error.reason }));
        }
      }
    }
    return { settled, settledKeys, live, repair };
  }
}
