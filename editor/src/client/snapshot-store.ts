/** Something with an immutable snapshot that React's `useSyncExternalStore` can read. */
export interface Readable<T> {
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
  getSnapshot(): T;
}

/**
 * Holds one immutable value. Listeners hear of changes only; a listener that throws does not keep the others from
 * hearing, and its error is reported where the platform reports errors.
 */
export class SnapshotStore<T> implements Readable<T> {
  readonly #isSame: (a: T, b: T) => boolean;
  readonly #listeners = new Set<() => void>();
  #value: T;

  constructor(initial: T, isSame: (a: T, b: T) => boolean = Object.is) {
    this.#value = initial;
    this.#isSame = isSame;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    // Wrapped, so that subscribing the same function twice is two subscriptions.
    const entry = () => listener();
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  };

  readonly getSnapshot = (): T => this.#value;

  set(value: T): void {
    if (this.#isSame(this.#value, value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
