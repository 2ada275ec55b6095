import type { Cancel, Clock } from './clock.js';

/** Awareness of a room is sent at most this often: 20 times a second. */
const awarenessGapMs = 50;

const longestGapMs = 50;

/** What a room does when its time to send has come. */
export interface FanOutTarget {
  readonly memberCount: number;
  sendUpdates(updates: readonly Uint8Array[]): void;
  sendAwareness(): void;
}

/**
 * Decides when a room sends. The first update after a pause goes out in the same turn of the event loop; under load,
 * updates gather for a gap that grows with the room, because one edit costs as many frames as there are readers.
 */
export class FanOut {
  readonly #target: FanOutTarget;
  readonly #clock: Clock;
  #updates: Uint8Array[] = [];
  #hasAwareness = false;
  #updatesSentAt = Number.NEGATIVE_INFINITY;
  #awarenessSentAt = Number.NEGATIVE_INFINITY;
  #dueAt = Number.POSITIVE_INFINITY;
  #cancel: Cancel | null = null;

  constructor(target: FanOutTarget, clock: Clock) {
    this.#target = target;
    this.#clock = clock;
  }

  addUpdate(update: Uint8Array): void {
    this.#updates.push(update);
    this.#schedule();
  }

  addAwareness(): void {
    this.#hasAwareness = true;
    this.#schedule();
  }

  /** Forgets what was not sent. */
  stop(): void {
    this.#updates = [];
    this.#hasAwareness = false;
    this.#cancel?.();
    this.#cancel = null;
    this.#dueAt = Number.POSITIVE_INFINITY;
  }

  /** A third of a millisecond for each person: nothing for two, 33 ms for a hundred, 50 ms from 150 on. */
  get #updateGapMs(): number {
    return Math.min(longestGapMs, Math.floor(this.#target.memberCount / 3));
  }

  get #updatesDueAt(): number {
    return this.#updates.length > 0 ? this.#updatesSentAt + this.#updateGapMs : Number.POSITIVE_INFINITY;
  }

  get #awarenessDueAt(): number {
    return this.#hasAwareness ? this.#awarenessSentAt + awarenessGapMs : Number.POSITIVE_INFINITY;
  }

  #schedule(): void {
    const dueAt = Math.min(this.#updatesDueAt, this.#awarenessDueAt);
    if (dueAt >= this.#dueAt) return;
    this.#cancel?.();
    this.#dueAt = dueAt;
    const waitMs = dueAt - this.#clock.now();
    const flush = () => this.#flush();
    this.#cancel = waitMs > 0 ? this.#clock.after(waitMs, flush) : this.#clock.soon(flush);
  }

  #flush(): void {
    this.#cancel = null;
    this.#dueAt = Number.POSITIVE_INFINITY;
    const now = this.#clock.now();
    if (this.#updatesDueAt <= now) {
      const updates = this.#updates;
      this.#updates = [];
      this.#updatesSentAt = now;
      this.#target.sendUpdates(updates);
    }
    if (this.#awarenessDueAt <= now) {
      this.#hasAwareness = false;
      this.#awarenessSentAt = now;
      this.#target.sendAwareness();
    }
    this.#schedule();
  }
}
