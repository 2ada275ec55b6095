interface Spent {
  amount: number;
  at: number;
}

const minuteMs = 60_000;
/** Addresses that are remembered at a time; the least recent ones are forgotten first. */
const maxKeys = 10_000;

/** So many things a minute for each key, a minute's worth at once; 0 for no limit. */
export class RateLimit {
  readonly #perMinute: number;
  /** In the order of last use. */
  readonly #spent = new Map<string, Spent>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Takes one; `null`, or how many milliseconds until there is one again. @param now milliseconds */
  take(key: string, now: number): number | null {
    if (this.#perMinute === 0) return null;
    const { amount, at } = this.#spent.get(key) ?? { amount: 0, at: now };
    const refilled = (Math.max(0, now - at) / minuteMs) * this.#perMinute;
    const left = Math.max(0, amount - refilled);
    this.#spent.delete(key);
    const isTaken = left + 1 <= this.#perMinute;
    this.#spent.set(key, { amount: isTaken ? left + 1 : left, at: now });
    for (const oldest of this.#spent.keys()) {
      if (this.#spent.size <= maxKeys) break;
      this.#spent.delete(oldest);
    }
    return isTaken ? null : Math.ceil(((left + 1 - this.#perMinute) / this.#perMinute) * minuteMs);
  }
}
