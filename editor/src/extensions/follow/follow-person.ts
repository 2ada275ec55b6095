import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { DocumentHandle } from '../../client/document-handle.js';
import { caretsIn } from '../carets/caret-state.js';
import { headingsIn } from '../outline/outline-store.js';
import { scrollerOf } from '../shared-text/scroll-anchor.js';
import { type FollowPlace, followStore } from './follow-store.js';

/** The part of the window in which a caret may move without the page moving after it. */
const calmFrom = 0.2;
const calmTo = 0.7;
/** Where it comes to stand otherwise. */
const restAt = 0.4;

/** Lets an editor's text be scrolled after somebody, and ends it when this person writes. */
export function followPerson(handle: DocumentHandle): Plugin {
  return new Plugin({
    key: new PluginKey('manyhandsFollow'),
    view: (view) => {
      const store = followStore(handle);
      const remove = store.add(placeIn(view));
      return {
        update: (_view, before) => {
          const isOwn = ySyncPluginKey.getState(view.state)?.isChangeOrigin !== true;
          if (isOwn && view.state.doc !== before.doc) store.stop();
          else if (caretsIn(view.state) !== caretsIn(before)) store.changed();
        },
        destroy: remove,
      };
    },
  });
}

function placeIn(view: EditorView): FollowPlace {
  const caretOf = (personId: string) => caretsIn(view.state).find((caret) => caret.personId === personId) ?? null;
  return {
    has: (personId) => caretOf(personId) !== null,
    scrollTo: (personId) => {
      const caret = caretOf(personId);
      if (caret !== null) scrollTo(view, caret.head);
    },
    headingOf: (personId) => {
      const caret = caretOf(personId);
      const heading =
        caret === null ? undefined : headingsIn(view.state.doc).findLast(({ position }) => position <= caret.head);
      return heading?.node.textContent || null;
    },
  };
}

function scrollTo(view: EditorView, position: number): void {
  const { top } = view.coordsAtPos(position);
  const height = window.innerHeight;
  if (top >= height * calmFrom && top <= height * calmTo) return;
  const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  scrollerOf(view.dom).scrollBy({ top: top - height * restAt, behavior: isCalm ? 'instant' : 'smooth' });
}
