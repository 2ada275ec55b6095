import { type Editor, Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { whenIdle } from '../../client/when-idle.js';

declare module '@tiptap/core' {
  interface Storage {
    laterPlugins: { plugins: LaterPlugins<string> };
  }
}

export interface LaterPluginsOptions<Place extends string> {
  readonly load: (editor: Editor) => Promise<Readonly<Record<Place, readonly Plugin[]>>>;
  /** Nodes that must not be edited before the plugins are here: they have keys of their own. */
  readonly guarded: ReadonlySet<string>;
}

/**
 * Plugins that a text does not need to be read and written in. They are loaded when the page is idle, or at once when
 * something asks for them, and stand where places were kept for them, so that their order is the same as ever.
 *
 * To put them in restarts the views of all other plugins: ProseMirror's contract, which they have to bear.
 */
export class LaterPlugins<Place extends string> {
  readonly #options: LaterPluginsOptions<Place>;
  readonly #places = new Map<Place, Plugin>();
  #state: 'absent' | 'here' | 'closed' = 'absent';
  #loading: Promise<void> | null = null;

  constructor(options: LaterPluginsOptions<Place>) {
    this.#options = options;
  }

  get areHere(): boolean {
    return this.#state === 'here';
  }

  place(name: Place, options: { readonly priority?: number } = {}): Extension {
    const empty = new Plugin({ key: new PluginKey(`manyhandsLater-${name}`) });
    this.#places.set(name, empty);
    return Extension.create({ name: `later-${name}`, ...options, addProseMirrorPlugins: () => [empty] });
  }

  /** What starts the loading. */
  starting(): Extension {
    const later = this;
    return Extension.create({
      name: 'laterPlugins',
      addStorage: () => ({ plugins: later }),
      addProseMirrorPlugins() {
        return [later.#startPlugin(this.editor)];
      },
      onDestroy() {
        later.#state = 'closed';
      },
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

  /** Whether a text can be written in before they are here. */
  isNeededFor(doc: Node): boolean {
    if (this.#state !== 'absent') return false;
    let isNeeded = false;
    doc.descendants((node) => {
      isNeeded ||= this.#options.guarded.has(node.type.name);
      return !isNeeded && !node.isTextblock;
    });
    return isNeeded;
  }

  async #load(editor: Editor): Promise<void> {
    const plugins = await this.#options.load(editor);
    while (this.#state === 'absent' && editor.view.composing) await endOfComposition(editor.view);
    if (this.#state !== 'absent') return;
    this.#state = 'here';
    const places = new Map([...this.#places].map(([name, empty]) => [empty, plugins[name]] as const));
    const { state, view } = editor;
    view.updateState(state.reconfigure({ plugins: state.plugins.flatMap((plugin) => places.get(plugin) ?? [plugin]) }));
  }

  #startPlugin(editor: Editor): Plugin {
    // Without a network it is tried again when there is one, or when somebody writes.
    const load = () => void this.load(editor).catch(() => undefined);
    return new Plugin({
      view: (view) => {
        if (this.#state !== 'absent') return {};
        const cancel = whenIdle(load);
        window.addEventListener('online', load);
        if (this.isNeededFor(view.state.doc)) load();
        return {
          update: ({ state }, before) => {
            if (state.doc !== before.doc && this.isNeededFor(state.doc)) load();
          },
          destroy: () => {
            cancel();
            window.removeEventListener('online', load);
          },
        };
      },
      props: {
        handleDOMEvents: {
          focus: () => {
            load();
            return false;
          },
        },
      },
    });
  }
}

/** Calls back once a text may be written in: at once for most, and soon for one that needs the plugins that come later. */
export function whenWritable(editor: Editor, run: () => void): () => void {
  const { plugins } = editor.storage.laterPlugins;
  let isWanted = true;
  const runIfWanted = () => {
    if (isWanted && !editor.isDestroyed) run();
  };
  if (plugins.isNeededFor(editor.state.doc)) plugins.load(editor).then(runIfWanted, runIfWanted);
  else run();
  return () => {
    isWanted = false;
  };
}

/** New plugins in the middle of a composition would break it off. */
function endOfComposition({ dom }: EditorView): Promise<void> {
  return new Promise((resolve) => {
    // After ProseMirror's own listener, and what it does with it.
    dom.addEventListener('compositionend', () => setTimeout(resolve), { once: true });
  });
}
