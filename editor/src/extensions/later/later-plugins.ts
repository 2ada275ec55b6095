import { type Editor, Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { readPendingSelection } from '../shared-text/pending-selection.js';
import { loadTextParts, onTextParts, textPartsIfHere } from './text-parts.js';

/** For those who may only read, after this: theirs is the page until then. */
const readerMs = 1_000;

type Plugins<Place extends string> = Readonly<Record<Place, readonly Plugin[]>>;
type MakePlugins<Place extends string> = (
  parts: Awaited<ReturnType<typeof loadTextParts>>,
  editor: Editor,
) => Plugins<Place>;

/**
 * Plugins that plain text does not need to be read and written in. Their code is loaded as soon as the text can be
 * written in; they stand where places were kept for them, so that their order is the same as ever.
 *
 * To put them in restarts the views of all other plugins: ProseMirror's contract, which they have to bear.
 */
export class LaterPlugins<Place extends string> {
  readonly #make: MakePlugins<Place>;
  /** The empty plugins that keep the places. */
  readonly #places = new Map<Plugin, Place>();
  #made: Plugins<Place> | null = null;
  #isClosed = false;
  #loading: Promise<void> | null = null;

  constructor(make: MakePlugins<Place>) {
    this.#make = make;
  }

  get areHere(): boolean {
    return this.#made !== null;
  }

  place(name: Place, options: { readonly priority?: number } = {}): Extension {
    const later = this;
    return Extension.create({
      name: `later-${name}`,
      ...options,
      addProseMirrorPlugins() {
        return later.#pluginsAtFirst(name, this.editor);
      },
    });
  }

  /** Starts the loading once the text can be written in. */
  starting(): Extension {
    return this.#extension((editor) => this.#startPlugin(editor));
  }

  /** For an editor beside another one, which starts the loading. */
  waiting(): Extension {
    return this.#extension((editor) => {
      const arrive = () => void this.load(editor);
      return new Plugin({ view: () => (this.areHere ? {} : { destroy: onTextParts(arrive) }) });
    });
  }

  /** Resolves when they are in. @throws what `import()` throws; it can be tried again */
  load(editor: Editor): Promise<void> {
    this.#loading ??= this.#load(editor).catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  /** For a second document, or for one that had to wait for them, they are here from the beginning. */
  #pluginsAtFirst(name: Place, editor: Editor): Plugin[] {
    const parts = textPartsIfHere();
    if (parts !== null) {
      this.#made ??= this.#make(parts, editor);
      return [...this.#made[name]];
    }
    const empty = new Plugin({ key: new PluginKey(`manyhandsLater-${name}`) });
    this.#places.set(empty, name);
    return [empty];
  }

  #extension(pluginOf: (editor: Editor) => Plugin): Extension {
    const later = this;
    return Extension.create({
      name: 'laterPlugins',
      addProseMirrorPlugins() {
        return [pluginOf(this.editor)];
      },
      onDestroy() {
        later.#isClosed = true;
      },
    });
  }

  async #load(editor: Editor): Promise<void> {
    const parts = await loadTextParts();
    while (!this.#isClosed && editor.view.composing) await endOfComposition(editor.view);
    if (this.#isClosed || this.areHere) return;
    const made = this.#make(parts, editor);
    this.#made = made;
    const { view } = editor;
    // Drawing anew would put the caret back where the editor last knew it.
    readPendingSelection(view);
    const { state } = editor;
    const plugins = state.plugins.flatMap((plugin) => {
      const place = this.#places.get(plugin);
      return place === undefined ? [plugin] : made[place];
    });
    view.updateState(state.reconfigure({ plugins }));
  }

  #startPlugin(editor: Editor): Plugin {
    // Without a network it is tried again when there is one, or when somebody writes.
    const load = () => void this.load(editor).catch(() => undefined);
    return new Plugin({
      view: () => {
        if (this.areHere) return {};
        let isStarted = false;
        let timer = setTimeout(load, readerMs);
        window.addEventListener('online', load);
        return {
          update: ({ editable }) => {
            if (!editable || isStarted) return;
            isStarted = true;
            clearTimeout(timer);
            // In a task of its own: nothing comes between a writer and the text.
            timer = setTimeout(load);
          },
          destroy: () => {
            clearTimeout(timer);
            window.removeEventListener('online', load);
          },
        };
      },
      props: {
        handleDOMEvents: {
          focus: () => {
            if (!this.areHere) load();
            return false;
          },
        },
      },
    });
  }
}

/** New plugins in the middle of a composition would break it off. */
function endOfComposition({ dom }: EditorView): Promise<void> {
  return new Promise((resolve) => {
    // After ProseMirror's own listener, and what it does with it.
    dom.addEventListener('compositionend', () => setTimeout(resolve), { once: true });
  });
}
