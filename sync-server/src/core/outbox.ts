import { encodeFrame } from '@manyhands/protocol';
import type { Connection } from './connection.js';
import { exceeds } from './limits.js';
import type { StateVector } from './state-vector.js';
import type { Telemetry } from './telemetry.js';

/** What a reader that fell behind is owed once it has drained. */
interface Debt {
  /** What it is known to have been given. */
  since: StateVector;
  /** It asked by sync step 1, and only a step 2 makes a stock client call itself synced. */
  owesStep2: boolean;
}

/**
 * The way out to one connection, with a bound. Past it nothing more is queued: the outbox remembers what the reader had
 * been given, and one resync from there makes up for everything in between.
 */
export class Outbox {
  readonly #connection: Connection;
  readonly #maxBytes: number;
  readonly #telemetry: Telemetry;
  #debt: Debt | null = null;
  #owedAck: number | null = null;
  #owesAwareness = false;
  /** When something was last sent, milliseconds. */
  #lastSentAt: number;

  constructor(connection: Connection, maxBytes: number, telemetry: Telemetry, now: number) {
    this.#connection = connection;
    this.#maxBytes = maxBytes;
    this.#telemetry = telemetry;
    this.#lastSentAt = now;
  }

  get isBehind(): boolean {
    return this.#debt !== null || this.#owedAck !== null || this.#owesAwareness;
  }

  /** Behind, and drained to a quarter of its bound: `settle` would make good for what was left out. */
  get canSettle(): boolean {
    return this.isBehind && !exceeds(this.#connection.bufferedBytes, this.#maxBytes / 4);
  }

  get lastSentAt(): number {
    return this.#lastSentAt;
  }

  /**
   * Sends a batch, the updates first and awareness, if anything changed, behind; or notes that the reader lacks it.
   *
   * @param batch one or two frames, shared by everybody in the room
   * @param before what the room had sent before this batch; only asked for when the reader falls behind
   */
  sendBatch(batch: readonly Uint8Array[], before: () => StateVector, now: number): void {
    if (this.#debt !== null || this.#isFull) {
      this.#debt ??= { since: before(), owesStep2: false };
      this.#owesAwareness ||= batch.length > 1;
      return;
    }
    this.#lastSentAt = now;
    this.#telemetry.count('frames-sent', batch.length);
    this.#connection.sendTogether(batch);
  }

  /** Answers sync step 1, at once or after the reader has drained. */
  answer(has: StateVector, makeStep2: () => Uint8Array, now: number): void {
    if (this.#debt !== null) {
      this.#debt = { since: this.#debt.since.intersect(has), owesStep2: true };
    } else if (this.#isFull) {
      this.#debt = { since: has, owesStep2: true };
    } else {
      this.#send(makeStep2(), now);
    }
  }

  /** Presence is only worth something fresh: a reader that is behind gets the latest when it has drained. */
  sendAwareness(frame: Uint8Array, now: number): void {
    if (this.#debt !== null || this.#isFull) this.#owesAwareness = true;
    else this.#send(frame, now);
  }

  /** Cumulative, so only the last one counts. */
  sendAck(durable: number, now: number): void {
    if (this.#debt !== null || this.#isFull) {
      this.#owedAck = durable;
      return;
    }
    this.#owedAck = null;
    this.#send(encodeFrame({ type: 'ack', durable }), now);
  }

  /** Small frames without a substitute: hello, step 1, keep-alive. At most a few per connection and minute. */
  sendControl(frame: Uint8Array, now: number): void {
    this.#send(frame, now);
  }

  /**
   * Makes good for what was left out, once the reader has drained to a quarter of its bound.
   *
   * @param resync makes the frame that brings a reader from `since` to now
   * @returns whether nothing is owed any more
   */
  settle(
    resync: (since: StateVector, asStep2: boolean) => Uint8Array,
    awareness: Uint8Array | null,
    now: number,
  ): boolean {
    if (!this.isBehind) return true;
    if (!this.canSettle) return false;
    const debt = this.#debt;
    this.#debt = null;
    if (debt !== null) {
      this.#telemetry.count('resyncs');
      this.#send(resync(debt.since, debt.owesStep2), now);
    }
    if (this.#owesAwareness && awareness !== null) this.#send(awareness, now);
    this.#owesAwareness = false;
    const ack = this.#owedAck;
    this.#owedAck = null;
    if (ack !== null) this.#send(encodeFrame({ type: 'ack', durable: ack }), now);
    return true;
  }

  get #isFull(): boolean {
    return exceeds(this.#connection.bufferedBytes, this.#maxBytes);
  }

  #send(frame: Uint8Array, now: number): void {
    this.#lastSentAt = now;
    this.#telemetry.count('frames-sent');
    this.#connection.send(frame);
  }
}
