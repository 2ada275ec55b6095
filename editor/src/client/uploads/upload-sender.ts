import { retryDelay } from '../retry-delay.js';
import { tokenExpiry } from '../token.js';
import { withTimeout } from '../with-timeout.js';
import { Pauses } from './pauses.js';
import { SendError, type SendFile } from './send-file.js';
import { Slots } from './slots.js';
import { outcomeOf, refusal, type UploadOutcome } from './upload-outcome.js';

export interface UploadSenderOptions {
  /** The address that takes the document's files. */
  readonly url: string;
  readonly getToken: (() => Promise<string>) | null;
  readonly send: SendFile;
  readonly random: () => number;
  readonly now: () => number;
}

/** One upload as the sender sees it. */
export interface SendJob {
  readonly name: string;
  /** The bytes as they are now; `null` if they are gone. @throws {SendError} they cannot be had without a network */
  readonly read: () => Promise<Blob | null>;
  readonly onSending: () => void;
  readonly onProgress: (progress: number) => void;
  /** It will be tried again later. */
  readonly onWaiting: () => void;
  readonly signal: AbortSignal;
}

export type SendResult = Extract<UploadOutcome, { kind: 'done' | 'refused' }>;

/** Few, so that the first ones arrive soon and the document's own connection is not starved. */
const concurrentUploads = 2;
const tokenTimeoutMs = 15_000;
/** A token about to end is not worth beginning with. */
const leastTokenLifeMs = 30_000;
/** A server does not get to silence a page for longer than that. */
const longestDemandSeconds = 600;

/** Sends files until the server has, or refuses, them. */
export class UploadSender {
  readonly #options: UploadSenderOptions;
  readonly #slots = new Slots(concurrentUploads);
  readonly #pauses = new Pauses();
  #token: string | null = null;

  constructor(options: UploadSenderOptions) {
    this.#options = options;
  }

  /** Tries again now what waits for its next attempt. */
  wake(): void {
    this.#pauses.wake();
  }

  /** @throws the signal's reason, when it is aborted */
  async run(job: SendJob): Promise<SendResult> {
    for (let failures = 1; ; failures++) {
      const outcome = await this.#slots.run(() => this.#attempt(job));
      if (outcome.kind === 'done' || outcome.kind === 'refused') return outcome;
      job.onWaiting();
      const demanded = outcome.kind === 'later' ? outcome.afterSeconds : null;
      const ownMs = retryDelay(failures, null, this.#options.random());
      const demandedMs = Math.min(demanded ?? 0, longestDemandSeconds) * 1000;
      await this.#pauses.wait(Math.max(ownMs, demandedMs), job.signal, { isFirm: demandedMs > ownMs });
    }
  }

  async #attempt(job: SendJob): Promise<UploadOutcome> {
    job.signal.throwIfAborted();
    const bytes = await job.read().catch((error: unknown) => {
      if (error instanceof SendError) return 'later' as const;
      throw error;
    });
    if (bytes === 'later') return { kind: 'later', afterSeconds: null };
    if (bytes === null) return { kind: 'refused', reason: refusal('unreadable') };
    job.onSending();
    const kept = this.#token;
    const outcome = await this.#send(job, bytes);
    if (outcome.kind !== 'unauthenticated') return outcome;
    this.#token = null;
    // A kept token may have been revoked or outlived by the server's key; a fresh one that fails will fail again.
    return kept === null ? outcome : this.#send(job, bytes);
  }

  async #send(job: SendJob, bytes: Blob): Promise<UploadOutcome> {
    try {
      const token = await this.#currentToken();
      job.signal.throwIfAborted();
      const { url, send } = this.#options;
      const { name, onProgress, signal } = job;
      const answer = await send({ url: `${url}?name=${encodeURIComponent(name)}`, bytes, token, onProgress, signal });
      return outcomeOf(answer);
    } catch (error) {
      job.signal.throwIfAborted();
      if (error instanceof SendError && !(await isReadable(bytes))) {
        return { kind: 'refused', reason: refusal('unreadable') };
      }
      // The network, or the application's own server that gives out tokens.
      return { kind: 'later', afterSeconds: null };
    }
  }

  async #currentToken(): Promise<string | null> {
    const { getToken, now } = this.#options;
    if (getToken === null) return null;
    const expiry = this.#token === null ? null : tokenExpiry(this.#token);
    // One without a known end is asked for each time.
    if (this.#token !== null && expiry !== null && expiry - now() > leastTokenLifeMs) return this.#token;
    this.#token = null;
    this.#token = await withTimeout(getToken(), tokenTimeoutMs, () => new SendError('stalled'));
    return this.#token;
  }
}

/** A file that changed or went away on the disk fails like a network does. */
async function isReadable(bytes: Blob): Promise<boolean> {
  try {
    await bytes.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
