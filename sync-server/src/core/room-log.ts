import type { Cancel, Clock } from './clock.js';
import { DocumentDeletedError, StoreUnavailableError } from './errors.js';
import { exceeds } from './limits.js';
import type { DocumentStore, LogRecord } from './store.js';
import type { Telemetry } from './telemetry.js';

/** Whoever waits for the disk. Sequence numbers of one target become durable in order. */
export interface DurabilityTarget {
  markDurable(sequence: number): void;
  /** Called once after each write that made something of this target durable. */
  flushAck(): void;
}

/** Bytes that the process has accepted and not yet stored, over all rooms. */
export class UnstoredBudget {
  readonly #maxBytes: number;
  readonly #telemetry: Telemetry;
  #bytes = 0;

  constructor(maxBytes: number, telemetry: Telemetry) {
    this.#maxBytes = maxBytes;
    this.#telemetry = telemetry;
  }

  /** @throws {StoreUnavailableError} when the disk is so far behind that accepting more would risk the memory. */
  take(bytes: number): void {
    if (exceeds(this.#bytes + bytes, this.#maxBytes)) {
      this.#telemetry.count('limit-unstored-bytes');
      throw new StoreUnavailableError('the store is not keeping up; nothing was lost, try again later');
    }
    this.#add(bytes);
  }

  give(bytes: number): void {
    this.#add(-bytes);
  }

  #add(bytes: number): void {
    this.#bytes += bytes;
    this.#telemetry.gauge('store-unstored-bytes', this.#bytes);
  }
}

/** A record on its way to the disk, or (`record` null) a wait for those before it. */
interface Entry {
  readonly record: LogRecord | null;
  readonly target: DurabilityTarget;
  readonly sequence: number;
}

const firstRetryMs = 100;
const longestRetryMs = 5_000;

/**
 * The way of one room's updates to the disk: in order, one append under way at a time, whatever gathered meanwhile in
 * the next. An append that fails is tried again with the same records until the store takes them: they have been shown
 * to others, so they may not be given up.
 */
export class RoomLog {
  readonly #name: string;
  readonly #store: DocumentStore;
  readonly #budget: UnstoredBudget;
  readonly #clock: Clock;
  readonly #telemetry: Telemetry;
  readonly #onStored: (records: readonly LogRecord[]) => void;
  readonly #onDeleted: () => void;
  #waiting: Entry[] = [];
  #writing: Entry[] = [];
  #failures = 0;
  #cancelRetry: Cancel | null = null;
  #isDiscarded = false;
  #isClosed = false;
  #settledListeners: (() => void)[] = [];

  constructor(options: {
    readonly name: string;
    readonly store: DocumentStore;
    readonly budget: UnstoredBudget;
    readonly clock: Clock;
    readonly telemetry: Telemetry;
    /** Called after each write. */
    readonly onStored: (records: readonly LogRecord[]) => void;
    /** The store says that the document was deleted, by somebody else than this process. */
    readonly onDeleted: () => void;
  }) {
    this.#name = options.name;
    this.#store = options.store;
    this.#budget = options.budget;
    this.#clock = options.clock;
    this.#telemetry = options.telemetry;
    this.#onStored = options.onStored;
    this.#onDeleted = options.onDeleted;
  }

  /** Whether everything that was accepted is on disk. */
  get isSettled(): boolean {
    return this.#waiting.length === 0 && this.#writing.length === 0;
  }

  /** Updates that are not known to be on disk, oldest first. */
  unstored(): Uint8Array[] {
    return [...this.#writing, ...this.#waiting].flatMap(({ record }) => (record === null ? [] : [record.update]));
  }

  /** @throws {StoreUnavailableError} see `UnstoredBudget.take`; the record is then not accepted. */
  append(record: LogRecord, target: DurabilityTarget, sequence: number): void {
    this.#budget.take(record.update.byteLength);
    this.#waiting.push({ record, target, sequence });
    this.#write();
  }

  /** Marks `sequence` durable once everything before it is. */
  afterPending(target: DurabilityTarget, sequence: number): void {
    if (this.isSettled) {
      target.markDurable(sequence);
      target.flushAck();
    } else {
      this.#waiting.push({ record: null, target, sequence });
    }
  }

  /** Resolves when everything accepted so far and meanwhile is on disk, or was discarded. */
  settled(): Promise<void> {
    if (this.isSettled) return Promise.resolve();
    return new Promise((resolve) => this.#settledListeners.push(resolve));
  }

  /** The document is deleted: nothing of it is to be written any more. */
  discard(): void {
    this.#isDiscarded = true;
    this.#cancelRetry?.();
    this.#release([...this.#writing, ...this.#waiting]);
    this.#writing = [];
    this.#waiting = [];
    this.#announceSettled();
  }

  /** What the store has not taken by now is not offered to it again. Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#cancelRetry?.();
  }

  #write(): void {
    if (this.#writing.length > 0 || this.#waiting.length === 0) return;
    this.#writing = this.#waiting;
    this.#waiting = [];
    void this.#append();
  }

  async #append(): Promise<void> {
    const records = this.#writing.flatMap(({ record }) => (record === null ? [] : [record]));
    try {
      if (records.length > 0) await this.#store.append(this.#name, records);
    } catch (error) {
      if (this.#isDiscarded) return;
      if (error instanceof DocumentDeletedError) this.#onDeleted();
      else this.#retryLater();
      return;
    }
    if (this.#isDiscarded) return;
    this.#failures = 0;
    const stored = this.#writing;
    this.#writing = [];
    this.#onStored(records);
    this.#release(stored);
    this.#acknowledge(stored);
    this.#write();
    this.#announceSettled();
  }

  #retryLater(): void {
    this.#telemetry.count('store-write-failures');
    if (this.#isClosed) return;
    const delayMs = Math.min(longestRetryMs, firstRetryMs * 2 ** this.#failures++);
    this.#cancelRetry = this.#clock.after(delayMs, () => void this.#append());
  }

  #acknowledge(entries: readonly Entry[]): void {
    const targets = new Set<DurabilityTarget>();
    for (const { target, sequence } of entries) {
      target.markDurable(sequence);
      targets.add(target);
    }
    this.#telemetry.count('updates-durable', entries.length);
    for (const target of targets) target.flushAck();
  }

  #release(entries: readonly Entry[]): void {
    this.#budget.give(entries.reduce((bytes, { record }) => bytes + (record?.update.byteLength ?? 0), 0));
  }

  #announceSettled(): void {
    if (!this.isSettled) return;
    const listeners = this.#settledListeners;
    this.#settledListeners = [];
    for (const listener of listeners) listener();
  }
}
