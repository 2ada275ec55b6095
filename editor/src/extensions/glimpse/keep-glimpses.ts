import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { DocumentHandle } from '../../client/document-handle.js';
import { documentSettings } from '../../client/document-settings.js';
import { documentTitle } from '../../client/document-title.js';
import { whenIdle } from '../../client/when-idle.js';
import { bindingOf } from '../shared-text/shared-text.js';
import { takeGlimpse } from './take-glimpse.js';

/** Writing comes first: how the page looks is noted when nothing has changed for this long, or when it is left. */
const calmMs = 2_000;

const key = new PluginKey('manyhandsGlimpses');

/** Keeps how the beginning of a document looks on the device, for the next time it is opened. */
export function keepGlimpses(handle: DocumentHandle): Plugin {
  return new Plugin({ key, view: (view) => new GlimpseKeeper(view, handle) });
}

class GlimpseKeeper {
  readonly #view: EditorView;
  readonly #handle: DocumentHandle;
  readonly #ending = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #callOff = (): void => {};
  #isDue = true;

  constructor(view: EditorView, handle: DocumentHandle) {
    this.#view = view;
    this.#handle = handle;
    // The title and the settings are not in this view.
    handle.doc.on('afterTransaction', this.#wait);
    // When the page is hidden it may be too late: what is written then waits for writes that end with the page.
    window.addEventListener('beforeunload', this.#onLeave, this.#ending);
    document.addEventListener('visibilitychange', this.#onVisibility, this.#ending);
    void this.#keepFirst();
  }

  destroy(): void {
    this.#ending.abort();
    this.#handle.doc.off('afterTransaction', this.#wait);
    clearTimeout(this.#timer);
    this.#callOff();
  }

  /** Soon, for visits of a moment; once more when pictures have their sizes. */
  async #keepFirst(): Promise<void> {
    await bindingOf(this.#view.state)?.whole;
    if (this.#ending.signal.aborted) return;
    this.#callOff = whenIdle(() => {
      this.#keep();
      this.#wait();
    });
  }

  readonly #wait = () => {
    this.#isDue = true;
    clearTimeout(this.#timer);
    this.#callOff();
    this.#timer = setTimeout(() => {
      this.#callOff = whenIdle(() => this.#keep());
    }, calmMs);
  };

  readonly #onLeave = () => this.#keep();

  readonly #onVisibility = () => {
    if (document.visibilityState === 'hidden') this.#keep();
  };

  #keep(): void {
    if (!this.#isDue || !this.#handle.getSnapshot().isReady) return;
    this.#isDue = false;
    const { doc } = this.#handle;
    this.#handle.keepGlimpse({
      title: documentTitle(doc),
      settings: documentSettings(doc).getSnapshot(),
      ...takeGlimpse(this.#view.dom),
    });
  }
}
