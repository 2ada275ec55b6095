import * as Y from 'yjs';
import { BadFrameError } from './errors.js';
import type { ClockRange } from './update-contents.js';

/**
 * How much of each client's work a document holds: client id → number of operations known without a gap.
 *
 * It may lag behind the truth when updates arrive with gaps. That is always safe: a smaller state vector only makes
 * peers send something twice, and applying an update twice is harmless.
 */
export class StateVector {
  readonly #clocks: Map<number, number>;

  constructor(clocks: Map<number, number> = new Map()) {
    this.#clocks = clocks;
  }

  /** @throws {BadFrameError} for bytes that are not a state vector. */
  static decode(bytes: Uint8Array): StateVector {
    try {
      return new StateVector(Y.decodeStateVector(bytes));
    } catch (error) {
      throw new BadFrameError('the state vector cannot be decoded', { cause: error });
    }
  }

  encode(): Uint8Array {
    return Y.encodeStateVector(this.#clocks);
  }

  get isEmpty(): boolean {
    return this.#clocks.size === 0;
  }

  /** Takes in the ranges of an update. A range that starts past what is known leaves a gap and does not count. */
  advance(ranges: readonly ClockRange[]): void {
    for (const { client, clock, length } of ranges) {
      const known = this.clockOf(client);
      if (clock <= known && clock + length > known) this.#clocks.set(client, clock + length);
    }
  }

  /** Whether every range is already known. */
  covers(ranges: readonly ClockRange[]): boolean {
    return ranges.every(({ client, clock, length }) => clock + length <= this.clockOf(client));
  }

  clockOf(client: number): number {
    return this.#clocks.get(client) ?? 0;
  }

  /** A copy in which some clients are set back to an earlier clock. */
  copyWith(earlier: ReadonlyMap<number, number>): StateVector {
    const clocks = new Map(this.#clocks);
    for (const [client, clock] of earlier) {
      if (clock === 0) clocks.delete(client);
      else clocks.set(client, clock);
    }
    return new StateVector(clocks);
  }

  /** What both know: the larger state vector cannot be assumed of a peer that said either. */
  intersect(other: StateVector): StateVector {
    const clocks = new Map<number, number>();
    for (const [client, clock] of this.#clocks) {
      const least = Math.min(clock, other.clockOf(client));
      if (least > 0) clocks.set(client, least);
    }
    return new StateVector(clocks);
  }
}
