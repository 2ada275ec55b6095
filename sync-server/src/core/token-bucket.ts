import { exceeds } from './limits.js';

/** How many seconds' worth may come at once, after a pause of as long. */
const burstSeconds = 5;

/** Lets `perSecond` things through on average and a burst after a pause; 0 lets everything through. */
export class TokenBucket {
  readonly #perSecond: number;
  #spent = 0;
  #at: number;

  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond;
    this.#at = now;
  }

  /** Takes one token; `false`, and nothing is taken, if there was none. `now` in milliseconds. */
  take(now: number): boolean {
    const refilled = (Math.max(0, now - this.#at) / 1000) * this.#perSecond;
    this.#spent = Math.max(0, this.#spent - refilled);
    this.#at = now;
    if (exceeds(this.#spent + 1, this.#perSecond * burstSeconds)) return false;
    this.#spent++;
    return true;
  }
}
