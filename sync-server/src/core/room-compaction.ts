import type { Clock } from './clock.js';
import { hasOutgrown, isWorthFoldingAtLast, isWorthSettling, type LogSize } from './compaction.js';
import type { CompactionResult, DocumentStore } from './store.js';
import type { Telemetry } from './telemetry.js';

/** A compaction that failed is not tried again before this. */
const pauseMs = 60_000;

export interface RoomCompactionOptions {
  /** The room's name. */
  readonly name: string;
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly logSize: () => LogSize;
  readonly onCompacted: (before: LogSize, result: CompactionResult) => void;
}

/** Has one room's log folded when that is worth it: one fold at a time, and none right after one that failed. */
export class RoomCompaction {
  readonly #options: RoomCompactionOptions;
  #running: Promise<void> | null = null;
  #nextAt = 0;

  constructor(options: RoomCompactionOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Folds a log that has outgrown its snapshot, or takes the document past its limit (bytes, 0 = none). */
  startIfOutgrown(documentBytes: number): void {
    if (this.#mayStart && hasOutgrown(this.#options.logSize(), documentBytes)) this.#start();
  }

  /**
   * Folds the log of a room in which nobody writes just now, if it is worth it.
   *
   * @param isAbandoned whether everybody has left, and the room is about to be let go
   * @returns whether it is being folded now
   */
  startIfWorthIt(isAbandoned: boolean): boolean {
    const logSize = this.#options.logSize();
    const isWorthIt = isWorthSettling(logSize) || (isAbandoned && isWorthFoldingAtLast(logSize));
    if (isWorthIt && this.#mayStart) this.#start();
    return this.isRunning;
  }

  get #mayStart(): boolean {
    return !this.isRunning && this.#options.clock.now() >= this.#nextAt;
  }

  #start(): void {
    const { name, store, clock, telemetry, logSize, onCompacted } = this.#options;
    const before = logSize();
    const startedAt = clock.now();
    this.#running = store
      .compact(name)
      .then(
        (result) => {
          onCompacted(before, result);
          telemetry.count('compactions');
          telemetry.observe('compaction', (clock.now() - startedAt) / 1000);
        },
        () => {
          this.#nextAt = clock.now() + pauseMs;
          telemetry.count('compactions-failed');
        },
      )
      .finally(() => {
        this.#running = null;
      });
  }
}
