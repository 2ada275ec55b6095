/** Runs tasks one after the other, in the order they came. */
export class Mutex {
  #tail: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  get isFree(): boolean {
    return this.#waiting === 0;
  }

  run<T>(task: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const result = this.#tail.then(task).finally(() => {
      this.#waiting -= 1;
    });
    this.#tail = result.catch(() => undefined);
    return result;
  }
}

/** A mutex per name, kept only while somebody holds or waits for it. */
export class NamedMutex {
  readonly #byName = new Map<string, Mutex>();

  run<T>(name: string, task: () => Promise<T>): Promise<T> {
    const mutex = this.#byName.get(name) ?? new Mutex();
    this.#byName.set(name, mutex);
    return mutex.run(task).finally(() => {
      if (mutex.isFree && this.#byName.get(name) === mutex) this.#byName.delete(name);
    });
  }
}
