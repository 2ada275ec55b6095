import { PluginKey, type StateField, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { followPosition } from './follow-position.js';

/** A part of the document, or with `from` equal to `to` a place between letters. */
interface HeldPlace {
  readonly from: number;
  readonly to: number;
}

type Places<Held extends object> = ReadonlyMap<Held, HeldPlace>;

/**
 * Where things belong that cannot be done yet, because their code is still loading. The places follow every edit: what is
 * typed meanwhile comes after what is held there, and what is held later at the same place comes later.
 */
export class HeldPlaces<Held extends object> {
  readonly key: PluginKey<Places<Held>>;
  /** The state of the plugin that has the key. */
  readonly field: StateField<Places<Held>>;

  constructor(name: string) {
    this.key = new PluginKey(name);
    this.field = {
      init: () => new Map(),
      apply: (transaction, places) => {
        const now = (transaction.getMeta(this.key) as Places<Held> | undefined) ?? places;
        if (now.size === 0 || !transaction.docChanged) return now;
        const follow = ({ from, to }: HeldPlace): HeldPlace => {
          const start = followPosition(transaction, from, -1);
          return { from: start, to: from === to ? start : Math.max(start, followPosition(transaction, to, -1)) };
        };
        return new Map([...now].map(([held, place]) => [held, follow(place)]));
      },
    };
  }

  /** Holds something at the selection. */
  hold(view: EditorView, held: Held): void {
    const { from, to } = view.state.selection;
    this.#set(view, new Map(this.#of(view)).set(held, { from, to }));
  }

  /** Whether the selection is where something is held. */
  isAt(view: EditorView, held: Held): boolean {
    const { from, to } = view.state.selection;
    const place = this.#of(view).get(held);
    return place?.from === from && place.to === to;
  }

  /** Does something at the place it was held at, and leaves the caret where the person has gone on. */
  release(view: EditorView, held: Held, act: () => void): void {
    if (view.isDestroyed) return;
    const places = new Map(this.#of(view));
    const place = places.get(held);
    if (place === undefined) return;
    places.delete(held);
    const { selection, doc, tr } = view.state;
    const hasMoved = selection.from !== place.from || selection.to !== place.to;
    tr.setMeta(this.key, places);
    // A selected block stays selected as a whole.
    if (hasMoved) tr.setSelection(TextSelection.between(doc.resolve(place.from), doc.resolve(place.to)));
    view.dispatch(tr);
    act();
    this.#moveBehind(view, places, place.from);
    if (!hasMoved || view.isDestroyed) return;
    const { state } = view;
    const grown = state.doc.content.size - doc.content.size;
    const back = (position: number) =>
      state.doc.resolve(position < place.from ? position : Math.max(position, place.to) + grown);
    view.dispatch(state.tr.setSelection(TextSelection.between(back(selection.anchor), back(selection.head))));
  }

  /** What is still held at a place comes after what was just put there: the caret stands behind that. */
  #moveBehind(view: EditorView, before: Places<Held>, place: number): void {
    const isHere = (held: Held) => before.get(held)?.from === place && before.get(held)?.to === place;
    if (view.isDestroyed || ![...before.keys()].some(isHere)) return;
    const { to } = view.state.selection;
    this.#set(view, new Map([...this.#of(view)].map(([held, at]) => [held, isHere(held) ? { from: to, to } : at])));
  }

  #of(view: EditorView): Places<Held> {
    return this.key.getState(view.state) ?? new Map();
  }

  #set(view: EditorView, places: Places<Held>): void {
    view.dispatch(view.state.tr.setMeta(this.key, places));
  }
}
