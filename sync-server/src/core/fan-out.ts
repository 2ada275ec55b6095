import type { Cancel, Clock } from './clock.js';

/** Awareness of a room is sent at most this often: 20 times a second. */
const awarenessGapMs = 50;

const longestGapMs = 50;

/** How much longer a gap gets for each person: 45 ms for a hundred people leaves p95 of delivery under 50 ms. */
const gapMsPerMember = 0.45;

/** What a room does when its time to send has come. */
export interface FanOutTarget<Update> {
  readonly memberCount: number;
  /** Sends updates (perhaps none) and, if asked to, what changed in awareness, together. */
  send(updates: readonly Update[], withAwareness: boolean): void;
}

/**
 * Decides when a room sends. The first update after a pause goes out in the same turn of the event loop; under load,
 * updates gather for a gap that grows with the room, because one edit costs as many frames as there are readers.
 * Awareness waits for the updates that are about to go, so that both leave in one write.
 *
 * @typeParam Update what the room keeps of an update until it is sent
 */
export class FanOut<Update> {
  readonly #target: FanOutTarget<Update>;
  readonly #clock: Clock;
  #updates: Update[] = [];
  #hasAwareness = false;
  #updatesSentAt = Number.NEGATIVE_INFINITY;
  #awarenessSentAt = Number.NEGATIVE_INFINITY;
  #dueAt = Number.POSITIVE_INFINITY;
  #cancel: Cancel | null = null;

  constructor(target: FanOutTarget<Update>, clock: Clock) {
    this.#target = target;
    this.#clock = clock;
  }

  addUpdate(update: Update): void {
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

  #nextAt(): number {
    if (this.#updates.length > 0) {
      const gapMs = Math.min(longestGapMs, Math.floor(this.#target.memberCount * gapMsPerMember));
      return this.#updatesSentAt + gapMs;
    }
    return this.#hasAwareness ? this.#awarenessSentAt + awarenessGapMs : Number.POSITIVE_INFINITY;
  }

  /** The time. Once the clock is set back, what was sent counts as sent now: else nothing would go out for as long. */
  #readClock(): number {
    const now = this.#clock.now();
    this.#updatesSentAt = Math.min(this.#updatesSentAt, now);
    this.#awarenessSentAt = Math.min(this.#awarenessSentAt, now);
    return now;
  }

  #schedule(): void {
    const now = this.#readClock();
    const nextAt = this.#nextAt();
    if (nextAt >= this.#dueAt) return;
    this.#cancel?.();
    this.#dueAt = nextAt;
    const waitMs = nextAt - now;
    const flush = () => this.#flush();
    this.#cancel = waitMs > 0 ? this.#clock.after(waitMs, flush) : this.#clock.soon(flush);
  }

  #flush(): void {
    this.#cancel = null;
    this.#dueAt = Number.POSITIVE_INFINITY;
    const now = this.#readClock();
    // Updates that came since the timer was set for awareness: it waits for their turn.
    if (this.#nextAt() > now) return this.#schedule();
    const updates = this.#updates;
    const withAwareness = this.#hasAwareness && now - this.#awarenessSentAt >= awarenessGapMs;
    this.#updates = [];
    if (updates.length > 0) this.#updatesSentAt = now;
    if (withAwareness) {
      this.#hasAwareness = false;
      this.#awarenessSentAt = now;
    }
    if (updates.length > 0 || withAwareness) this.#target.send(updates, withAwareness);
    this.#schedule();
  }
}
