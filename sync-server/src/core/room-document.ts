import * as Y from 'yjs';
import type { LogSize } from './compaction.js';
import { DocumentBytes } from './document-bytes.js';
import { TooLargeError } from './errors.js';
import { exceeds, type Limits } from './limits.js';
import { StateVector } from './state-vector.js';
import type { CompactionResult, DocumentStore, LogRecord, StoredDocument } from './store.js';
import type { Telemetry } from './telemetry.js';
import { readUpdate } from './update.js';
import type { UpdateContents } from './update-contents.js';

/** Bytes that nobody asked for during this time are let go; the store has them. */
const bytesIdleMs = 10_000;

/**
 * The content of one room: its state vector always, its bytes only while somebody needs them.
 *
 * Bytes in memory are what the store holds plus every update accepted since they were read. Reading the same update
 * twice is harmless, so a reload need not know which updates became durable meanwhile.
 */
export class RoomDocument {
  readonly #name: string;
  readonly #store: DocumentStore;
  readonly #limits: Limits;
  readonly #telemetry: Telemetry;
  readonly #unstored: () => Uint8Array[];
  readonly #stateVector: StateVector;
  /** Clocks before the updates that were accepted since the last `markSent`. */
  readonly #earlier = new Map<number, number>();
  #bytes: DocumentBytes | null;
  #usedAt: number;
  /** Updates accepted while a reload is under way. */
  #meanwhile: Uint8Array[] = [];
  #reload: Promise<DocumentBytes> | null = null;
  /** What the store holds. */
  #size: LogSize;
  #unstoredBytes = 0;

  private constructor(stored: StoredDocument, options: RoomDocumentOptions) {
    this.#name = options.name;
    this.#store = options.store;
    this.#limits = options.limits;
    this.#telemetry = options.telemetry;
    this.#unstored = options.unstored;
    this.#usedAt = options.now;
    this.#bytes = new DocumentBytes(stored);
    this.#stateVector =
      stored.snapshotStateVector === null ? new StateVector() : StateVector.decode(stored.snapshotStateVector);
    let logBytes = 0;
    for (const update of stored.tail) {
      logBytes += update.byteLength;
      this.#stateVector.advance(readUpdate(update).inserted);
    }
    this.#size = { snapshotBytes: stored.snapshot?.byteLength ?? 0, logBytes, logRecords: stored.tail.length };
  }

  /** @throws {StoreUnavailableError} */
  static async load(options: RoomDocumentOptions): Promise<RoomDocument> {
    return new RoomDocument(await options.store.load(options.name), options);
  }

  get stateVector(): StateVector {
    return this.#stateVector;
  }

  get logSize(): LogSize {
    return this.#size;
  }

  /** Bytes held in memory. */
  get heldBytes(): number {
    return this.#bytes?.byteLength ?? 0;
  }

  /** Whether an update would change nothing; deletions of a long document are only looked up if `lookUpDeletions`. */
  isKnown({ inserted, deleted }: UpdateContents, lookUpDeletions: boolean): boolean {
    if (!this.#stateVector.covers(inserted)) return false;
    if (deleted.size === 0) return true;
    return lookUpDeletions && (this.#bytes?.knowsDeleted(deleted) ?? false);
  }

  /**
   * An update without the operations that are known, in memory of its own: a view would keep the whole socket buffer it
   * came in. Whoever says again what is known may say it differently, and Yjs fails for good on a reader that was given
   * two versions of one operation.
   */
  unknownPart(update: Uint8Array, { inserted }: UpdateContents): Uint8Array {
    const repeats = inserted.some(({ client, clock }) => clock < this.#stateVector.clockOf(client));
    return repeats ? Y.diffUpdate(update, this.#stateVector.encode()) : new Uint8Array(update);
  }

  /** Takes in an update that was read and allowed. */
  accept(update: Uint8Array, contents: UpdateContents): void {
    const { inserted } = contents;
    for (const { client } of inserted) {
      if (!this.#earlier.has(client)) this.#earlier.set(client, this.#stateVector.clockOf(client));
    }
    this.#stateVector.advance(inserted);
    this.#bytes?.append(update, contents);
    this.#unstoredBytes += update.byteLength;
    if (this.#reload !== null) this.#meanwhile.push(update);
  }

  /**
   * The limit is for the folded document. How small an update folds is not known before, so a log may take a document
   * past its limit, by as much again at most, until the fold that it asks for has told.
   *
   * @throws {TooLargeError} Deletions may always come.
   */
  checkSize(update: Uint8Array, { inserted }: UpdateContents): void {
    const limit = this.#limits.documentBytes;
    const { snapshotBytes, logBytes } = this.#size;
    const added = update.byteLength;
    const loggedBytes = logBytes + this.#unstoredBytes;
    if (inserted.length === 0) return;
    if (!exceeds(snapshotBytes + added, limit) && !exceeds(snapshotBytes + loggedBytes + added, 2 * limit)) return;
    this.#telemetry.count('limit-document-bytes');
    throw new TooLargeError(`the document would be larger than ${limit} bytes`);
  }

  /** The state vector before what was accepted since the last `markSent`. */
  sentStateVector(): StateVector {
    return this.#stateVector.copyWith(this.#earlier);
  }

  /** Everything accepted so far is on its way to every reader. */
  markSent(): void {
    this.#earlier.clear();
  }

  /** The bytes, if they are in memory. */
  loadedBytes(now: number): DocumentBytes | null {
    if (this.#bytes !== null) this.#usedAt = now;
    return this.#bytes;
  }

  /** The bytes, read again if they were let go; single-flight. @throws {StoreUnavailableError} */
  bytes(now: number): Promise<DocumentBytes> {
    const loaded = this.loadedBytes(now);
    if (loaded !== null) return Promise.resolve(loaded);
    this.#reload ??= this.#readAgain(now);
    return this.#reload;
  }

  onStored(records: readonly LogRecord[]): void {
    const bytes = records.reduce((sum, { update }) => sum + update.byteLength, 0);
    const { snapshotBytes, logBytes, logRecords } = this.#size;
    this.#size = { snapshotBytes, logBytes: logBytes + bytes, logRecords: logRecords + records.length };
    this.#unstoredBytes -= bytes;
  }

  /** The log as it stood `before` was folded into a snapshot. What is in memory is the same, but not the smallest form. */
  onCompacted(before: LogSize, { folded, snapshotBytes }: CompactionResult): void {
    this.#size = {
      snapshotBytes,
      logBytes: Math.max(0, this.#size.logBytes - before.logBytes),
      logRecords: Math.max(0, this.#size.logRecords - folded),
    };
    this.#bytes = null;
  }

  /** Lets the bytes go if nobody has needed them for a while. */
  tidy(now: number): void {
    if (now - this.#usedAt >= bytesIdleMs) this.#bytes = null;
  }

  async #readAgain(now: number): Promise<DocumentBytes> {
    this.#meanwhile = this.#unstored();
    try {
      const bytes = new DocumentBytes(await this.#store.load(this.#name));
      for (const update of this.#meanwhile) bytes.append(update, readUpdate(update));
      this.#bytes = bytes;
      this.#usedAt = now;
      return bytes;
    } finally {
      this.#reload = null;
      this.#meanwhile = [];
    }
  }
}

export interface RoomDocumentOptions {
  readonly name: string;
  readonly store: DocumentStore;
  readonly limits: Limits;
  readonly telemetry: Telemetry;
  /** Updates that are accepted but not known to be on disk. */
  readonly unstored: () => Uint8Array[];
  readonly now: number;
}
