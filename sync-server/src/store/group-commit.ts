import pRetry from 'p-retry';
import { StoreUnavailableError } from '../core/errors.js';
import { exceeds } from '../core/limits.js';
import type { StoreHealth } from '../core/store.js';
import type { Telemetry } from '../core/telemetry.js';
import type { Operation } from './database.js';
import { type Growth, indexOperations } from './document-index.js';
import type { StoreLog } from './store-event.js';

/** Some operations that become durable together, and after everything that was submitted before them. */
export interface Job {
  readonly operations: readonly Operation[];
  readonly growth?: Growth;
  /** What counts against the bound on accepted bytes; 0 for the store's own work, which is bounded elsewhere. */
  readonly acceptedBytes?: number;
}

export interface GroupCommitOptions {
  /** One atomic, durable write. It is called again with the same operations until it succeeds. */
  readonly write: (operations: readonly Operation[]) => Promise<void>;
  /** Past this many accepted bytes further ones are refused; 0 = no bound. */
  readonly maxAcceptedBytes: number;
  /** A write that takes longer is reported as a failing store; no second one is started. */
  readonly slowWriteMs: number;
  /**
   * Most time from the start of one write to the next. A write after a pause starts at once, and a writer that waits for
   * each of its edits is hardly held up: see `msPerOperation`.
   */
  readonly intervalMs: number;
  readonly retry: { readonly minMs: number; readonly maxMs: number };
  readonly telemetry: Telemetry;
  readonly log: StoreLog;
}

interface Pending {
  readonly job: Job;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** How long the next write waits for each operation of the last one: the more is going on, the more gathers. */
const msPerOperation = 10;

/** Bounds one batch, so that a backlog after an outage is not one write of its whole size. */
const maxBatchOperations = 10_000;
const maxBatchBytes = 8 * 1024 * 1024;

/**
 * One write at a time for all documents; what is submitted while it is under way makes the next. Jobs become durable in
 * the order of submission. A job is given up only when `close` runs out of time.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  readonly #abort = new AbortController();
  #queue: Pending[] = [];
  /** The batch being written. */
  #batch: Pending[] = [];
  #acceptedBytes = 0;
  #isRunning = false;
  #isWriting = false;
  #startedAt = Number.NEGATIVE_INFINITY;
  #lastOperations = 0;
  #isClosing = false;
  #failure: string | null = null;
  #isSlow = false;
  readonly #idleWaiters: (() => void)[] = [];

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  /**
   * Resolves once the job is durable.
   * @throws {StoreUnavailableError} past the bound, while closing, or when `close` ran out of time.
   */
  submit(job: Job): Promise<void> {
    const { maxAcceptedBytes, telemetry } = this.#options;
    const bytes = job.acceptedBytes ?? 0;
    if (this.#isClosing) return Promise.reject(new StoreUnavailableError('the store is closing'));
    if (bytes > 0 && exceeds(this.#acceptedBytes + bytes, maxAcceptedBytes)) {
      telemetry.count('limit-unstored-bytes');
      return Promise.reject(new StoreUnavailableError('too much is waiting to be stored'));
    }
    this.#acceptedBytes += bytes;
    if (job.growth !== undefined) job.growth.share.pending += 1;
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject });
      this.#start();
    });
  }

  /** Resolves once everything that was submitted before is durable. */
  drained(): Promise<void> {
    return this.submit({ operations: [] });
  }

  health(): Pick<StoreHealth, 'ok' | 'reason' | 'unstoredBytes'> {
    const unstoredBytes = this.#acceptedBytes;
    if (this.#failure !== null) return { ok: false, reason: this.#failure, unstoredBytes };
    if (this.#isSlow) return { ok: false, reason: 'a write is taking too long', unstoredBytes };
    return { ok: true, unstoredBytes };
  }

  /**
   * Accepts nothing more and waits for what was accepted, at most until `deadline` aborts; what is left then is
   * rejected. `hanging` is the write that is still under way then: the database cannot be closed before it ends.
   */
  async close(deadline: AbortSignal): Promise<{ lost: number; hanging: Promise<unknown> | null }> {
    this.#isClosing = true;
    if (!this.#isRunning) return { lost: 0, hanging: null };
    const idle = new Promise<'idle'>((resolve) => this.#idleWaiters.push(() => resolve('idle')));
    const late = new Promise<'late'>((resolve) => {
      if (deadline.aborted) resolve('late');
      deadline.addEventListener('abort', () => resolve('late'), { once: true });
    });
    if ((await Promise.race([idle, late])) === 'idle') return { lost: 0, hanging: null };
    const given = [...this.#batch, ...this.#queue];
    this.#queue = [];
    this.#batch = [];
    const error = new StoreUnavailableError('the store was closed before this could be stored');
    this.#abort.abort(error);
    this.#settle(given, ({ reject }) => reject(error));
    const lost = given.filter(({ job }) => job.operations.length > 0 || job.growth !== undefined).length;
    return { lost, hanging: this.#isWriting ? idle : null };
  }

  #start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#schedule();
  }

  /**
   * A write costs about the same processor time whether it holds one record or a hundred. On a fast disk writes would
   * follow each other with one record each, so a little time is left for more to gather; on a slow one they gather anyway.
   */
  #schedule(): void {
    const pauseMs = Math.min(this.#options.intervalMs, this.#lastOperations * msPerOperation);
    const waitMs = this.#startedAt + pauseMs - performance.now();
    const next = (): void => void this.#run();
    // After the events that are ready now: what several sockets brought in one turn shares the first write.
    if (waitMs <= 0 || this.#isClosing) setImmediate(next);
    else setTimeout(next, waitMs);
  }

  async #run(): Promise<void> {
    this.#startedAt = performance.now();
    await this.#writeBatch();
    if (this.#queue.length > 0) {
      this.#schedule();
      return;
    }
    this.#isRunning = false;
    for (const wake of this.#idleWaiters.splice(0)) wake();
  }

  async #writeBatch(): Promise<void> {
    const batch = this.#take();
    this.#batch = batch;
    this.#lastOperations = batch.reduce((sum, { job }) => sum + job.operations.length, 0);
    const growths = batch.flatMap(({ job }) => job.growth ?? []);
    const operations = [...batch.flatMap(({ job }) => job.operations), ...indexOperations(growths)];
    try {
      if (operations.length > 0) await this.#writeUntilDone(operations);
    } catch {
      // Only an abort ends the retries.
    }
    // `close` ran out of time and has rejected everything.
    if (this.#abort.signal.aborted) return;
    for (const { share } of growths) share.isDurable = true;
    this.#batch = [];
    this.#settle(batch, ({ resolve }) => resolve());
  }

  #take(): Pending[] {
    let operations = 0;
    let bytes = 0;
    let end = 0;
    for (const { job } of this.#queue) {
      operations += job.operations.length;
      bytes += job.acceptedBytes ?? 0;
      if (end > 0 && (operations > maxBatchOperations || bytes > maxBatchBytes)) break;
      end += 1;
    }
    if (end < this.#queue.length) return this.#queue.splice(0, end);
    const batch = this.#queue;
    this.#queue = [];
    return batch;
  }

  async #writeUntilDone(operations: readonly Operation[]): Promise<void> {
    const { retry, telemetry, log } = this.#options;
    await pRetry(() => this.#attempt(operations), {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: retry.minMs,
      maxTimeout: retry.maxMs,
      signal: this.#abort.signal,
      onFailedAttempt: ({ error, attemptNumber }) => {
        this.#failure = reasonOf(error);
        telemetry.count('store-write-failures');
        log({ kind: 'write-failed', attempt: attemptNumber, reason: this.#failure, error });
      },
    });
    if (this.#failure === null) return;
    this.#failure = null;
    log({ kind: 'write-recovered' });
  }

  async #attempt(operations: readonly Operation[]): Promise<void> {
    const { slowWriteMs, telemetry, log, write } = this.#options;
    const startedAt = performance.now();
    const timer = setTimeout(() => {
      this.#isSlow = true;
      log({ kind: 'write-slow', afterMs: slowWriteMs });
    }, slowWriteMs);
    timer.unref();
    this.#isWriting = true;
    try {
      await write(operations);
      telemetry.observe('store-commit', (performance.now() - startedAt) / 1000);
    } catch (error) {
      // p-retry gives up on a TypeError; nothing may make this give up.
      throw new Error('the write failed', { cause: error });
    } finally {
      this.#isWriting = false;
      clearTimeout(timer);
      this.#isSlow = false;
    }
  }

  #settle(jobs: readonly Pending[], settle: (pending: Pending) => void): void {
    let bytes = 0;
    for (const pending of jobs) {
      const { growth, acceptedBytes } = pending.job;
      bytes += acceptedBytes ?? 0;
      if (growth !== undefined) growth.share.pending -= 1;
      settle(pending);
    }
    this.#acceptedBytes -= bytes;
  }
}

/** One sentence for operators without the paths that LevelDB puts into its messages. */
function reasonOf(error: Error): string {
  let text = '';
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) text += `${cause} `;
  if (/ENOSPC|no space left|EDQUOT|quota/i.test(text)) return 'the disk is full';
  if (/EROFS|read-only/i.test(text)) return 'the disk is read-only';
  if (/LEVEL_LOCKED|lock/i.test(text)) return 'another process holds the database';
  return 'writes are failing';
}
