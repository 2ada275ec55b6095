import type { Operation } from './database.js';
import { addEntries, emptyEntry, encodeIndexEntry, type IndexEntry } from './index-entry.js';
import type { KeyClock } from './key-clock.js';
import { DocumentKeys } from './keys.js';

/** How a write changes what is known of a document. */
export interface Growth {
  readonly share: LiveShare;
  readonly by: IndexEntry;
}

/** This process's own share of one document's index: written blindly, because nobody else writes it. */
export class LiveShare {
  readonly keys: DocumentKeys;
  readonly key: Uint8Array;
  /** Writes that were handed in and have not ended. */
  pending = 0;
  /** Whether the share is in the database, so that the document exists. */
  isDurable = false;
  #total = emptyEntry;

  constructor(keys: DocumentKeys, stamp: Uint8Array) {
    this.keys = keys;
    this.key = keys.index(stamp);
  }

  grow(by: IndexEntry): void {
    this.#total = addEntries(this.#total, by);
  }

  encode(): Operation {
    return { type: 'put', key: this.key, value: encodeIndexEntry(this.#total) };
  }
}

/** How far to look for a share that can be let go before letting the map grow past its bound for a moment. */
const evictionAttempts = 16;

/**
 * The shares of the documents written lately. An append needs no read: it grows the share of this process, and `list`
 * adds the shares up. A share that was let go is simply never written again; the next append opens a new one, and
 * compaction folds what is left into the document's base entry.
 */
export class DocumentIndex {
  readonly #clock: KeyClock;
  readonly #maxShares: number;
  readonly #shares = new Map<string, LiveShare>();

  constructor(clock: KeyClock, maxShares: number) {
    this.#clock = clock;
    this.#maxShares = maxShares;
  }

  /** @throws {BadRoomNameError} */
  share(name: string): LiveShare {
    const known = this.#shares.get(name);
    if (known !== undefined) return known;
    const share = new LiveShare(new DocumentKeys(name), this.#clock.next());
    if (this.#shares.size >= this.#maxShares) this.#evict();
    this.#shares.set(name, share);
    return share;
  }

  peek(name: string): LiveShare | undefined {
    return this.#shares.get(name);
  }

  drop(name: string): void {
    this.#shares.delete(name);
  }

  /** Only shares without a write under way: their last value is in the database, where compaction finds it. */
  #evict(): void {
    let attempts = evictionAttempts;
    for (const [name, { pending }] of this.#shares) {
      if (pending === 0) {
        this.#shares.delete(name);
        return;
      }
      attempts -= 1;
      if (attempts === 0) return;
    }
  }
}

/** Takes in what a batch brings and gives one index write per document that it touches. */
export function indexOperations(growths: Iterable<Growth>): Operation[] {
  const touched = new Set<LiveShare>();
  for (const { share, by } of growths) {
    share.grow(by);
    touched.add(share);
  }
  return Array.from(touched, (share) => share.encode());
}
