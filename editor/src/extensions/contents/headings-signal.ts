import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { type ListedHeading, listHeadings } from './headings.js';

/** A list may be a moment behind; typing must not pay for it. */
const pauseMs = 120;

/** Tells who lists the document's headings about changes. While nobody does, it does nothing. */
export class HeadingsSignal {
  readonly #listeners = new Set<(headings: readonly ListedHeading[]) => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  read(view: EditorView): readonly ListedHeading[] {
    return listHeadings(view.state.doc);
  }

  subscribe(view: EditorView, listener: (headings: readonly ListedHeading[]) => void): () => void {
    this.#listeners.add(listener);
    listener(this.read(view));
    return () => this.#listeners.delete(listener);
  }

  plugin(): Plugin {
    return new Plugin({
      key: new PluginKey('manyhandsHeadings'),
      view: () => ({
        update: (view, before) => this.#onUpdate(view, before.doc),
        destroy: () => clearTimeout(this.#timer),
      }),
    });
  }

  #onUpdate(view: EditorView, before: Node): void {
    if (this.#listeners.size === 0 || before === view.state.doc) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const headings = this.read(view);
      for (const listener of this.#listeners) listener(headings);
    }, pauseMs);
  }
}
