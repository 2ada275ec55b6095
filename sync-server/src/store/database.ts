import type {
  AbstractChainedBatchWriteOptions,
  AbstractIteratorOptions,
  AbstractLevel,
  AbstractSnapshot,
} from 'abstract-level';
import { StoreUnavailableError } from '../core/errors.js';
import type { KeyRange } from './keys.js';

/** Any abstract-level database with binary keys and values. */
export type Level = AbstractLevel<string | Buffer | Uint8Array, Uint8Array, Uint8Array>;

export type Entry = [key: Uint8Array, value: Uint8Array];

export type Operation =
  | { readonly type: 'put'; readonly key: Uint8Array; readonly value: Uint8Array }
  | { readonly type: 'del'; readonly key: Uint8Array };

/** `sync` is LevelDB's own option: the write ends once it is on disk. Databases without it ignore it. */
interface DurableWriteOptions extends AbstractChainedBatchWriteOptions {
  readonly sync: true;
}

/** LevelDB's own options for reading in larger steps, and for not filling its cache with what is read once. */
interface ScanOptions extends AbstractIteratorOptions<Uint8Array, Uint8Array> {
  readonly highWaterMarkBytes: number;
  readonly fillCache: boolean;
}

const durably: DurableWriteOptions = { sync: true };

/** Entries and bytes that one step of a scan takes into memory. */
const scanEntries = 1_000;
const scanBytes = 512 * 1024;

/** Reads that all see the same moment. Close it: it keeps LevelDB from dropping old data. */
export class ReadView {
  readonly #level: Level;
  readonly #snapshot: AbstractSnapshot;

  constructor(level: Level) {
    this.#level = level;
    this.#snapshot = level.snapshot();
  }

  get(key: Uint8Array): Promise<Uint8Array | undefined> {
    return this.#level.get(key, { snapshot: this.#snapshot });
  }

  /** Entries in the order of their keys, a step at a time. */
  async *scan(range: KeyRange): AsyncGenerator<Entry[], void, undefined> {
    const options: ScanOptions = {
      ...range,
      snapshot: this.#snapshot,
      highWaterMarkBytes: scanBytes,
      fillCache: false,
    };
    const iterator = this.#level.iterator(options);
    try {
      for (;;) {
        const entries = await iterator.nextv(scanEntries);
        if (entries.length === 0) return;
        yield entries;
      }
    } finally {
      await iterator.close();
    }
  }

  /** Like `scan` without the values. */
  async *scanKeys(range: KeyRange): AsyncGenerator<Uint8Array[], void, undefined> {
    const iterator = this.#level.keys({ ...range, snapshot: this.#snapshot });
    try {
      for (;;) {
        const keys = await iterator.nextv(scanEntries);
        if (keys.length === 0) return;
        yield keys;
      }
    } finally {
      await iterator.close();
    }
  }

  async lastKey(range: KeyRange): Promise<Uint8Array | undefined> {
    const [key] = await this.#level.keys({ ...range, snapshot: this.#snapshot, reverse: true, limit: 1 }).all();
    return key;
  }

  close(): Promise<void> {
    return this.#snapshot.close();
  }
}

/** The one way to the database: durable batches, consistent reads, and a fresh start after a failed write. */
export class Database {
  readonly #level: Level;
  #isSuspect = false;

  constructor(level: Level) {
    this.#level = level;
  }

  /**
   * Atomic and durable.
   *
   * After a failure the database is opened anew before the next attempt. LevelDB refuses every write after a failed
   * fsync until then; worse, after a log write that failed half-way (a full disk) it would go on writing at the wrong
   * offset, and what it accepts from there on would be dropped as garbage at the next start.
   */
  async write(operations: readonly Operation[]): Promise<void> {
    try {
      if (this.#isSuspect) await this.#reopen();
      // The array form of `batch` clones every operation twice and costs five times as much for each.
      const batch = this.#level.batch();
      for (const operation of operations) {
        if (operation.type === 'put') batch.put(operation.key, operation.value);
        else batch.del(operation.key);
      }
      await batch.write(durably);
    } catch (error) {
      this.#isSuspect = true;
      throw error;
    }
  }

  /**
   * Has LevelDB drop deleted values of a range from its files now. It would do so by itself some time, such as right
   * after the next start, when people are waiting. Other databases have nothing to do.
   */
  async reclaim({ gte, lt }: KeyRange): Promise<void> {
    if (canCompact(this.#level)) await this.#level.compactRange(gte, lt);
  }

  /** Runs `read` on one moment of the database. @throws {StoreUnavailableError} when the database cannot be read. */
  async read<T>(read: (view: ReadView) => Promise<T>): Promise<T> {
    const view = this.view();
    try {
      return await read(view);
    } catch (error) {
      throw toUnavailable(error);
    } finally {
      await closeQuietly(view);
    }
  }

  /** For reads that outlive one call. @throws {StoreUnavailableError} */
  view(): ReadView {
    try {
      return new ReadView(this.#level);
    } catch (error) {
      throw toUnavailable(error);
    }
  }

  close(): Promise<void> {
    return this.#level.close();
  }

  async #reopen(): Promise<void> {
    // A database in memory has no file that could be half-written.
    if (this.#level.supports.permanence) {
      await this.#level.close();
      await this.#level.open();
    }
    this.#isSuspect = false;
  }
}

/** What abstract-level throws becomes the one failure that the core knows; everything else is passed on. */
export function toUnavailable(error: unknown): unknown {
  const isFromLevel = error instanceof Error && 'code' in error && String(error.code).startsWith('LEVEL_');
  return isFromLevel ? new StoreUnavailableError('the database cannot be read', { cause: error }) : error;
}

/** A view of a database that was closed meanwhile is closed already. */
export async function closeQuietly(view: ReadView): Promise<void> {
  await view.close().catch(() => undefined);
}

/** What classic-level has and abstract-level has not. */
interface CompactableLevel {
  compactRange(start: Uint8Array, end: Uint8Array): Promise<void>;
}

function canCompact(level: object): level is CompactableLevel {
  return 'compactRange' in level && typeof level.compactRange === 'function';
}
