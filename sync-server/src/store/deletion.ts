import type { Operation, ReadView } from './database.js';
import { DocumentKeys } from './keys.js';
import type { StoreContext } from './store-context.js';
import { encodeTombstone, type Tombstones } from './tombstones.js';

/** Keys that one write of a purge removes. */
const purgeStep = 1_000;

/**
 * Deletes documents in two steps: a tombstone that takes the document out of the index, in one atomic write; then the
 * content, in bounded writes. A purge that was interrupted is taken up at the next start.
 */
export class Deletion {
  readonly #store: StoreContext;
  readonly #deleted: Set<string>;
  readonly #unpurged: Set<string>;
  readonly #cancelCompaction: (name: string) => void;
  readonly #running = new Map<string, Promise<void>>();

  /** @param tombstones what the whole store looks at; only this class changes it. */
  constructor(store: StoreContext, tombstones: Tombstones, cancelCompaction: (name: string) => void) {
    this.#store = store;
    this.#deleted = tombstones.deleted;
    this.#unpurged = tombstones.unpurged;
    this.#cancelCompaction = cancelCompaction;
  }

  delete(name: string): Promise<void> {
    const running = this.#running.get(name);
    if (running !== undefined) return running;
    const deletion = this.#run(name).finally(() => this.#running.delete(name));
    this.#running.set(name, deletion);
    return deletion;
  }

  /** Takes up the purges that the last process did not finish. */
  async resume(): Promise<void> {
    for (const name of [...this.#unpurged]) {
      try {
        await this.delete(name);
      } catch (error) {
        // Every other one would fail alike. They stay deleted, and the next start tries again.
        this.#store.log({ kind: 'purge-failed', document: name, error });
        return;
      }
    }
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.#running.values());
  }

  async #run(name: string): Promise<void> {
    const keys = new DocumentKeys(name);
    if (!this.#deleted.has(name)) {
      // From here on nothing of this document is accepted any more; what was accepted before is written before.
      this.#deleted.add(name);
      this.#cancelCompaction(name);
      try {
        await this.#store.locks.run(name, () => this.#bury(name, keys));
      } catch (error) {
        this.#deleted.delete(name);
        throw error;
      }
      this.#unpurged.add(name);
    }
    if (!this.#unpurged.has(name)) return;
    await this.#purge(keys);
    this.#unpurged.delete(name);
  }

  async #bury(name: string, keys: DocumentKeys): Promise<void> {
    const { commit, database, index, now } = this.#store;
    await commit.drained();
    const shares = await database.read((view) => collect(view.scanKeys(keys.range('index'))));
    await commit.submit({
      operations: [...shares.map(removal), tombstone(keys, now(), false)],
    });
    index.drop(name);
  }

  async #purge(keys: DocumentKeys): Promise<void> {
    const { commit, database, now } = this.#store;
    await database.read(async (view) => {
      for await (const step of contentKeys(view, keys)) {
        for (let start = 0; start < step.length; start += purgeStep) {
          await commit.submit({ operations: step.slice(start, start + purgeStep).map(removal) });
        }
      }
    });
    await commit.submit({ operations: [tombstone(keys, now(), true)] });
  }
}

async function* contentKeys(view: ReadView, keys: DocumentKeys): AsyncGenerator<Uint8Array[], void, undefined> {
  for (const kind of ['snapshot', 'log', 'history'] as const) yield* view.scanKeys(keys.range(kind));
}

async function collect(steps: AsyncIterable<Uint8Array[]>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const step of steps) all.push(...step);
  return all;
}

function removal(key: Uint8Array): Operation {
  return { type: 'del', key };
}

function tombstone(keys: DocumentKeys, deletedAt: number, isPurged: boolean): Operation {
  return { type: 'put', key: keys.tombstone, value: encodeTombstone({ deletedAt, isPurged }) };
}
