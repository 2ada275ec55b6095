import { type Readable, SnapshotStore } from '../../client/snapshot-store.js';

/** Whom this person follows through the text. */
export type FollowState =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'following'; readonly personId: string; readonly name: string; readonly color: string }
  /** They have no caret to follow. Said for a moment. */
  | { readonly kind: 'nowhere'; readonly name: string };

export interface Followable {
  readonly id: string;
  readonly name: string;
  readonly color: string;
}

/** One editor of the document, which may have the person's caret. */
export interface FollowPlace {
  has(personId: string): boolean;
  scrollTo(personId: string): void;
  /** Text of the heading they are under, if there is one. */
  headingOf(personId: string): string | null;
}

const nowhereMs = 4_000;
const nobody: FollowState = { kind: 'nobody' };

/** Connects the avatars with the editors, which are in different parts of a page. */
export class FollowStore implements Readable<FollowState> {
  readonly #store = new SnapshotStore<FollowState>(nobody);
  readonly #places = new Set<FollowPlace>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ending: AbortController | null = null;

  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  readonly getSnapshot = (): FollowState => this.#store.getSnapshot();

  /** @returns a function that takes the place away */
  add(place: FollowPlace): () => void {
    this.#places.add(place);
    this.changed();
    return () => {
      this.#places.delete(place);
      if (this.#places.size === 0) this.stop();
    };
  }

  follow({ id, name, color }: Followable): void {
    this.stop();
    const place = this.#placeOf(id);
    // Without any place the code for carets is still on its way: the page goes after them once it is here.
    if (place === null && this.#places.size > 0) {
      this.#store.set({ kind: 'nowhere', name });
      this.#timer = setTimeout(() => this.stop(), nowhereMs);
      return;
    }
    this.#store.set({ kind: 'following', personId: id, name, color });
    this.#listen();
    place?.scrollTo(id);
  }

  /** A caret moved, came or went. */
  changed(): void {
    const state = this.getSnapshot();
    if (state.kind !== 'following') return;
    // Without a place it may come back: they went from the title to the text, or reconnect.
    this.#placeOf(state.personId)?.scrollTo(state.personId);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#ending?.abort();
    this.#ending = null;
    this.#store.set(nobody);
  }

  headingOf(personId: string): string | null {
    return this.#placeOf(personId)?.headingOf(personId) ?? null;
  }

  #placeOf(personId: string): FollowPlace | null {
    return [...this.#places].find((place) => place.has(personId)) ?? null;
  }

  /** Whoever scrolls or presses Escape wants to be where they are. */
  #listen(): void {
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    const stop = () => this.stop();
    window.addEventListener('wheel', stop, { passive: true, capture: true, signal });
    window.addEventListener('touchmove', stop, { passive: true, capture: true, signal });
    window.addEventListener('keydown', (event) => event.key === 'Escape' && stop(), { capture: true, signal });
  }
}

const stores = new WeakMap<object, FollowStore>();

/** The store of an open document. @param handle its handle, as a key */
export function followStore(handle: object): FollowStore {
  const known = stores.get(handle);
  if (known !== undefined) return known;
  const store = new FollowStore();
  stores.set(handle, store);
  return store;
}
