import type { Level } from '../../src/store/database.js';

type Behaviour = { kind: 'works' } | { kind: 'fails'; error: Error } | { kind: 'hangs' };

/** The error that LevelDB gives on a full disk; with a path, as LevelDB has it. */
export function fullDiskError(): Error {
  return Object.assign(new Error('IO error: /data/000005.log: No space left on device'), { code: 'LEVEL_IO_ERROR' });
}

/** Takes over how batches of a database are written. */
export class FaultyWrites {
  #behaviour: Behaviour = { kind: 'works' };
  #hanging: (() => void)[] = [];
  #listeners: (() => void)[] = [];
  /** Batches that were handed to the database. */
  started = 0;
  /** Batches that are neither written nor failed. */
  underWay = 0;
  mostUnderWay = 0;

  constructor(level: Level) {
    const original = level.batch.bind(level) as () => ReturnType<typeof level.batch>;
    const intercepted = () => {
      const batch = original() as unknown as { write(options?: object): Promise<void> };
      const write = batch.write.bind(batch);
      batch.write = (options) => this.#run(() => write(options));
      return batch;
    };
    level.batch = intercepted as unknown as Level['batch'];
  }

  fail(error: Error): void {
    this.#behaviour = { kind: 'fails', error };
  }

  /** Writes neither end nor fail until `heal`. */
  hang(): void {
    this.#behaviour = { kind: 'hangs' };
  }

  heal(): void {
    this.#behaviour = { kind: 'works' };
    for (const release of this.#hanging.splice(0)) release();
  }

  /** Resolves once that many batches were started in all. */
  async startedAtLeast(count: number): Promise<void> {
    while (this.started < count) await new Promise<void>((resolve) => this.#listeners.push(resolve));
  }

  async #run(write: () => Promise<void>): Promise<void> {
    this.started += 1;
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    for (const listener of this.#listeners.splice(0)) listener();
    try {
      if (this.#behaviour.kind === 'fails') throw this.#behaviour.error;
      if (this.#behaviour.kind === 'hangs') await new Promise<void>((resolve) => this.#hanging.push(resolve));
      await write();
    } finally {
      this.underWay -= 1;
    }
  }
}
