/** Lets a bounded number of tasks run at a time, the others in the order they came. */
export class Slots {
  #free: number;
  readonly #queue: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.#queue.shift();
      // Handed on without becoming free in between: nobody can push in front.
      if (next === undefined) this.#free++;
      else next();
    }
  }
}
