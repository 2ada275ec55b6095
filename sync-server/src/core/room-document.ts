import type { LogSize } from './compaction.js';
import { DocumentBytes } from './document-bytes.js';
import { TooLargeError } from './errors.js';
import { exceeds, type Limits } from './limits.js';
import { StateVector } from './state-vector.js';
import type { CompactionResult, DocumentStore, LogRecord, StoredDocument } from './store.js';
import type { Telemetry } from './telemetry.js';
import { readUpdate, type UpdateContents } from './update.js';

/** Bytes that nobody asked for during this time are let go; the store has them. */
const bytesIdleMs = 10_000;

/** Near its limit a document is merged to learn its true size; each merge has to buy at least this part of the limit. */
const leastSlack = 1 / 64;

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
  #size: LogSize;

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
    return lookUpDeletions && this.#bytes !== null && this.#bytes.knowsDeleted(deleted);
  }

  /** Takes in an update that was read and allowed. */
  accept(update: Uint8Array, { inserted, deleted }: UpdateContents): void {
    for (const { client } of inserted) {
      if (!this.#earlier.has(client)) this.#earlier.set(client, this.#stateVector.clockOf(client));
    }
    this.#stateVector.advance(inserted);
    this.#bytes?.append(update, deleted);
    if (this.#reload !== null) this.#meanwhile.push(update);
  }

  /** @throws {TooLargeError} if the document would outgrow its limit. Deletions may always come. */
  checkSize(update: Uint8Array, { inserted }: UpdateContents): void {
    const limit = this.#limits.documentBytes;
    const added = update.byteLength;
    if (inserted.length === 0 || !exceeds(this.#sizeBound + added, limit)) return;
    if (this.#bytes === null && added <= limit) {
      // Only a document below half its limit lets its bytes go, so this one update cannot take it far past it.
      this.bytes(this.#usedAt).catch(() => this.#telemetry.count('room-loads-failed'));
      return;
    }
    this.#bytes?.whole();
    if (added <= limit && !exceeds(this.#sizeBound + added, limit * (1 - leastSlack))) return;
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

  /** Lets the bytes go if nobody has needed them for a while and their size is far from its limit. */
  tidy(now: number): void {
    if (this.#bytes === null || now - this.#usedAt < bytesIdleMs) return;
    if (exceeds(this.#sizeBound, this.#limits.documentBytes / 2)) return;
    this.#bytes = null;
  }

  get #sizeBound(): number {
    return this.#bytes?.byteLength ?? this.#size.snapshotBytes + this.#size.logBytes;
  }

  async #readAgain(now: number): Promise<DocumentBytes> {
    this.#meanwhile = this.#unstored();
    try {
      const bytes = new DocumentBytes(await this.#store.load(this.#name));
      for (const update of this.#meanwhile) bytes.append(update);
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
