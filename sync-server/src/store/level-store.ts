import { StoreUnavailableError } from '../core/errors.js';
import type { FileIndex } from '../core/files.js';
import { defaultLimits } from '../core/limits.js';
import { NamedMutex } from '../core/mutex.js';
import type {
  CompactionResult,
  DocumentInfo,
  DocumentStatus,
  DocumentStore,
  HistorySegment,
  ListOptions,
  LogRecord,
  RevocationStore,
  StoredDocument,
  StoreHealth,
} from '../core/store.js';
import { silentTelemetry, type Telemetry } from '../core/telemetry.js';
import { Compactor } from './compaction.js';
import { Database, type Level } from './database.js';
import { Deletion } from './deletion.js';
import { DocumentIndex } from './document-index.js';
import { loadDocument } from './document-loader.js';
import { LevelFileIndex } from './files/level-file-index.js';
import { createFoldPool, type Folder } from './fold-pool.js';
import { GroupCommit, type Job } from './group-commit.js';
import { readHistory } from './history.js';
import { emptyEntry } from './index-entry.js';
import type { KeyClock } from './key-clock.js';
import { DocumentKeys } from './keys.js';
import { listDocuments } from './listing.js';
import { claim, explainOpening, openClassicLevel, startClock } from './open-level.js';
import { Quarantine } from './quarantine.js';
import { encodeLogRecord } from './record.js';
import { LevelRevocations } from './revocations.js';
import { type FoldChunk, openDocument, type StoreContext, submitFor } from './store-context.js';
import type { StoreLog } from './store-event.js';
import { loadTombstones, type Tombstones } from './tombstones.js';

export interface StoreOptions {
  readonly telemetry?: Telemetry;
  /** Told what operators should know. It must not throw. */
  readonly log?: StoreLog;
  /** Accepted bytes that may wait for the disk before appends are refused; 0 = no bound. */
  readonly unstoredBytes?: number;
  /** From when on a write that has not ended makes the store unhealthy. Default 5 s. */
  readonly slowWriteMs?: number;
  /** Most time between two writes, in which records gather under load. Default 50 ms: nobody notices a later ack. */
  readonly commitIntervalMs?: number;
  /** Pauses between the attempts of a failing write: the first, and the longest. Default 100 ms and 5 s. */
  readonly retry?: { readonly minMs: number; readonly maxMs: number };
  /** How long `close` waits for a failing disk before it gives up what was not acknowledged. Default: for ever. */
  readonly closeTimeoutMs?: number;
  /** How much a compaction folds in one atomic write. Default 5,000 records or 8 MiB. */
  readonly foldChunk?: FoldChunk;
  /** Documents whose size and times are kept at hand. Default 10,000. */
  readonly indexShares?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Where logs are folded. Default: a worker thread. */
  readonly folder?: Folder;
}

export type LevelStoreOptions = StoreOptions & {
  /** The database's own folder; made if it is missing. */
  readonly location: string;
};

/** Documents, revocations and what is known of files, in one database. */
export type OpenedStore = DocumentStore & { readonly revocations: RevocationStore; readonly files: FileIndex };

/**
 * Opens the durable store of a folder. One process at a time can have it open.
 *
 * @throws {StoreLockedError} {StoreCorruptError} {StoreFormatError} {StoreInaccessibleError} all of them `StoreOpenError`s
 *   whose messages tell an operator what to do.
 */
export async function openLevelStore({ location, ...options }: LevelStoreOptions): Promise<OpenedStore> {
  const { log = () => undefined } = options;
  return openStoreOn(await openClassicLevel(location, log), location, options);
}

/**
 * The same store on any abstract-level database with explicit snapshots and `view` encodings, which it closes.
 *
 * @param name what error messages call the database.
 * @throws {StoreFormatError} {StoreInaccessibleError}
 */
export async function openStoreOn(level: Level, name: string, options: StoreOptions = {}): Promise<OpenedStore> {
  try {
    await claim(level, name);
    const clock = await startClock(level, options.now ?? Date.now);
    const database = new Database(level);
    const store = new LevelStore(database, clock, await loadTombstones(database), options);
    store.resumePurges();
    return store;
  } catch (error) {
    await level.close();
    throw explainOpening(name, error);
  }
}

class LevelStore implements DocumentStore {
  readonly revocations: RevocationStore;
  readonly files: FileIndex;
  readonly #context: StoreContext;
  readonly #folder: Folder;
  readonly #foldChunk: FoldChunk;
  readonly #compactor: Compactor;
  readonly #deletion: Deletion;
  readonly #closeTimeoutMs: number | undefined;
  readonly #closing = new AbortController();
  #closed: Promise<void> | null = null;

  constructor(database: Database, clock: KeyClock, tombstones: Tombstones, options: StoreOptions) {
    const { telemetry = silentTelemetry, log = () => undefined, now = Date.now } = options;
    const commit = new GroupCommit({
      write: (operations) => database.write(operations),
      maxAcceptedBytes: options.unstoredBytes ?? defaultLimits.unstoredBytes,
      slowWriteMs: options.slowWriteMs ?? 5_000,
      intervalMs: options.commitIntervalMs ?? 50,
      retry: options.retry ?? { minMs: 100, maxMs: 5_000 },
      telemetry,
      log,
    });
    this.#context = {
      database,
      commit,
      clock,
      index: new DocumentIndex(clock, options.indexShares ?? 10_000),
      quarantine: new Quarantine(now, telemetry, log),
      locks: new NamedMutex(),
      deleted: tombstones.deleted,
      telemetry,
      log,
      now,
    };
    this.#folder = options.folder ?? createFoldPool();
    this.#foldChunk = options.foldChunk ?? { records: 5_000, bytes: 8 * 1024 * 1024 };
    this.#compactor = new Compactor(this.#context, this.#folder, this.#foldChunk);
    this.#deletion = new Deletion(this.#context, tombstones, (name) => this.#compactor.cancel(name));
    this.revocations = new LevelRevocations(this.#context);
    this.files = new LevelFileIndex(this.#context);
    this.#closeTimeoutMs = options.closeTimeoutMs;
  }

  /** Takes up deletions that the last process did not finish; in the background, because it only frees room. */
  resumePurges(): void {
    void this.#deletion.resume();
  }

  async load(name: string): Promise<StoredDocument> {
    this.#assertOpen();
    const signal = this.#closing.signal;
    return loadDocument(this.#context, name, { folder: this.#folder, chunk: this.#foldChunk, signal });
  }

  async status(name: string): Promise<DocumentStatus> {
    this.#assertOpen();
    const { deleted, index, database } = this.#context;
    if (deleted.has(name)) return 'deleted';
    if (index.peek(name)?.isDurable === true) return 'present';
    const range = new DocumentKeys(name).range('index');
    return (await database.read((view) => view.lastKey(range))) === undefined ? 'absent' : 'present';
  }

  async create(name: string): Promise<void> {
    this.#assertOpen();
    const document = openDocument(this.#context, name);
    const share = this.#context.index.share(name);
    if (share.isDurable) return;
    // Blind: the earliest creation among all shares is the document's, so that a present one keeps its own.
    const by = { ...emptyEntry, createdAt: this.#context.now() };
    await submitFor(this.#context, document, { operations: [], growth: { share, by } });
  }

  async append(name: string, records: readonly LogRecord[]): Promise<void> {
    this.#assertOpen();
    const document = openDocument(this.#context, name);
    if (records.length === 0) return;
    await submitFor(this.#context, document, this.#appendJob(name, records));
  }

  async compact(name: string): Promise<CompactionResult> {
    this.#assertOpen();
    return this.#compactor.compact(name);
  }

  async delete(name: string): Promise<void> {
    this.#assertOpen();
    return this.#deletion.delete(name);
  }

  async list(options: ListOptions): Promise<DocumentInfo[]> {
    this.#assertOpen();
    return listDocuments(this.#context, options);
  }

  async *history(name: string): AsyncGenerator<HistorySegment, void, undefined> {
    this.#assertOpen();
    yield* readHistory(this.#context, name);
  }

  health(): StoreHealth {
    const { commit, quarantine } = this.#context;
    return { ...commit.health(), quarantinedRecords: quarantine.count };
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  #appendJob(name: string, records: readonly LogRecord[]): Job {
    const { index, clock } = this.#context;
    const share = index.share(name);
    let storedBytes = 0;
    let acceptedBytes = 0;
    let createdAt = emptyEntry.createdAt;
    let updatedAt = 0;
    const operations = records.map((record) => {
      const value = encodeLogRecord(record);
      storedBytes += value.byteLength;
      acceptedBytes += record.update.byteLength;
      createdAt = Math.min(createdAt, record.time);
      updatedAt = Math.max(updatedAt, record.time);
      return { type: 'put' as const, key: share.keys.log(clock.next()), value };
    });
    return { operations, growth: { share, by: { createdAt, updatedAt, bytes: storedBytes } }, acceptedBytes };
  }

  #assertOpen(): void {
    if (this.#closed !== null) throw new StoreUnavailableError('the store is closed');
  }

  async #close(): Promise<void> {
    const { commit, database } = this.#context;
    this.#closing.abort();
    this.#compactor.cancelAll();
    const deadline = new AbortController();
    const timeoutMs = this.#closeTimeoutMs;
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => deadline.abort(), timeoutMs);
    const { lost, hanging } = await commit.close(deadline.signal);
    clearTimeout(timer);
    await Promise.all([this.#compactor.settled(), this.#deletion.settled()]);
    await this.#folder.close();
    // A write that hangs would hold this up for ever.
    if (hanging === null) await database.close();
    else void hanging.then(() => database.close()).catch(() => undefined);
    if (lost > 0) throw new StoreUnavailableError(`the store was closed with ${lost} writes that could not be stored`);
  }
}
