import * as Y from 'yjs';
import { DeletedSet } from './deleted-set.js';
import { joinTypedRuns } from './joined-runs.js';
import type { StoredDocument } from './store.js';
import { readUpdate } from './update.js';
import type { DeletedRanges, UpdateContents } from './update-contents.js';

/** `Y.mergeUpdates` is quadratic in the number of updates: more than these are merged in several steps. */
const maxMergedAtOnce = 256;

const emptyUpdate = Uint8Array.of(0, 0);

/** A document as bytes: the snapshot, and the updates since, merged only when somebody asks for the whole. */
export class DocumentBytes {
  #whole: Uint8Array;
  #tail: Uint8Array[];
  #byteLength: number;
  #deleted: DeletedSet | null = null;

  constructor({ snapshot, tail }: StoredDocument) {
    this.#whole = snapshot ?? emptyUpdate;
    this.#tail = [...tail];
    this.#byteLength = tail.reduce((sum, { byteLength }) => sum + byteLength, this.#whole.byteLength);
  }

  /** What is held in memory. */
  get byteLength(): number {
    return this.#byteLength;
  }

  append(update: Uint8Array, { deleted }: Pick<UpdateContents, 'deleted'>): void {
    this.#byteLength += update.byteLength;
    this.#tail.push(update);
    this.#deleted?.add(deleted);
  }

  /** The whole document as one update. The result is shared: do not change it. */
  whole(): Uint8Array {
    if (this.#tail.length > 0) {
      const tail = mergeMany(joinTypedRuns(this.#tail));
      this.#tail = [];
      this.#whole = this.#whole.byteLength > emptyUpdate.byteLength ? Y.mergeUpdates([this.#whole, tail]) : tail;
      this.#byteLength = this.#whole.byteLength;
    }
    return this.#whole;
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
}

/** Merges any number of updates, a few hundred at a time. */
export function mergeMany(updates: readonly Uint8Array[]): Uint8Array {
  const [first, second] = updates;
  if (first === undefined) return emptyUpdate;
  if (second === undefined) return first;
  if (updates.length <= maxMergedAtOnce) return Y.mergeUpdates([...updates]);
  const merged: Uint8Array[] = [];
  for (let at = 0; at < updates.length; at += maxMergedAtOnce) {
    merged.push(Y.mergeUpdates(updates.slice(at, at + maxMergedAtOnce)));
  }
  return mergeMany(merged);
}
