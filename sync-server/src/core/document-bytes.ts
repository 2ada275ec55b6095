import * as Y from 'yjs';
import { DeletedSet } from './deleted-set.js';
import type { StoredDocument } from './store.js';
import { type DeletedRanges, readUpdate } from './update.js';

/**
 * `Y.mergeUpdates` is quadratic in the number of updates, so a level of the tail that reaches this many is merged into
 * one update of the next level: every update is merged about log₆₄(n) times.
 */
const levelWidth = 64;

const emptyUpdate = Uint8Array.of(0, 0);

/** A document as bytes: the snapshot, and the updates since, merged only when somebody asks for the whole. */
export class DocumentBytes {
  #base: Uint8Array;
  /** Newest updates at level 0; each level holds fewer than `levelWidth`. */
  #levels: Uint8Array[][] = [];
  #byteLength: number;
  #deleted: DeletedSet | null = null;

  constructor(stored: StoredDocument) {
    this.#base = stored.snapshot ?? emptyUpdate;
    this.#byteLength = this.#base.byteLength;
    for (const update of stored.tail) this.append(update);
  }

  /** What is held in memory; an upper bound of the size of the whole. */
  get byteLength(): number {
    return this.#byteLength;
  }

  append(update: Uint8Array, deleted?: DeletedRanges): void {
    this.#byteLength += update.byteLength;
    if (deleted === undefined) this.#deleted = null;
    else this.#deleted?.add(deleted);
    this.#push(0, update);
  }

  /** The whole document as one update. The result is shared: do not change it. */
  whole(): Uint8Array {
    if (this.#levels.length > 0) {
      const tail = this.#levels.flat();
      this.#levels = [];
      this.#base = this.#base.byteLength > emptyUpdate.byteLength ? merge([this.#base, ...tail]) : merge(tail);
      this.#byteLength = this.#base.byteLength;
    }
    return this.#base;
  }

  /** What a peer with this encoded state vector lacks; the stored bytes as they are for one that has nothing. */
  since(stateVector: Uint8Array): Uint8Array {
    const hasNothing = stateVector.byteLength <= 1;
    return hasNothing ? this.whole() : Y.diffUpdate(this.whole(), stateVector);
  }

  /** Whether all these deletions are in the document already. The first call reads the whole document. */
  knowsDeleted(deleted: DeletedRanges): boolean {
    if (this.#deleted === null) {
      this.#deleted = new DeletedSet();
      const deletionsOnly = Y.diffUpdate(this.whole(), Y.encodeStateVectorFromUpdate(this.whole()));
      this.#deleted.add(readUpdate(deletionsOnly).deleted);
    }
    return this.#deleted.covers(deleted);
  }

  #push(level: number, update: Uint8Array): void {
    const updates = this.#levels[level] ?? [];
    this.#levels[level] = updates;
    updates.push(update);
    if (updates.length < levelWidth) return;
    this.#levels[level] = [];
    const merged = merge(updates);
    this.#byteLength += merged.byteLength - updates.reduce((sum, { byteLength }) => sum + byteLength, 0);
    this.#push(level + 1, merged);
  }
}

/** Merges a few hundred updates at most. */
function merge(updates: Uint8Array[]): Uint8Array {
  const [first] = updates;
  return updates.length === 1 && first !== undefined ? first : Y.mergeUpdates(updates);
}
