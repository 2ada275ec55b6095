import type { Cancel, Clock } from '../../src/core/clock.js';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly task: () => void;
}

/** A clock that stands still until a test moves it. Tasks run in the order of their times. */
export class FakeClock implements Clock {
  #now = 1_700_000_000_000;
  #offsetMs = 0;
  #order = 0;
  readonly #timers = new Set<Timer>();

  now = (): number => this.#now + this.#offsetMs;

  /** Sets the clock, as a time server does. Timers go on as if nothing had happened. */
  set(byMs: number): void {
    this.#offsetMs += byMs;
  }

  /** How many timers have not fired. */
  get waiting(): number {
    return this.#timers.size;
  }

  after(ms: number, task: () => void): Cancel {
    const timer = { at: this.#now + Math.max(0, ms), order: this.#order++, task };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  soon(task: () => void): Cancel {
    return this.after(0, task);
  }

  /** Passes `ms`, letting promises settle around every task. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (;;) {
      const next = this.#next();
      if (next === undefined || next.at > until) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.task();
      await settle();
    }
    this.#now = until;
  }

  #next(): Timer | undefined {
    return [...this.#timers].sort((a, b) => a.at - b.at || a.order - b.order)[0];
  }
}

/** Lets promise callbacks run that are ready now, and those that they make ready. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
