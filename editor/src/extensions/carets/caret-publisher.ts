import type { EditorView } from '@tiptap/pm/view';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { bindingOf } from '../shared-text/shared-text.js';

/**
 * Tells the others where this person's caret is. It stays where it was last while they are in a menu, in a dialog or in
 * another window.
 */
export class CaretPublisher {
  readonly #view: EditorView;
  readonly #awareness: Awareness;
  readonly #ending = new AbortController();
  /** What was said last, if the caret is in this editor. */
  #said: { anchor: Y.RelativePosition; head: Y.RelativePosition } | null = null;

  constructor(view: EditorView, awareness: Awareness) {
    this.#view = view;
    this.#awareness = awareness;
    view.dom.addEventListener('focusin', () => this.publish(), { signal: this.#ending.signal });
  }

  publish(): void {
    // While a composition is held back there is no true position.
    const kept = this.#view.hasFocus() ? (bindingOf(this.#view.state)?.keepSelection() ?? null) : null;
    if (kept === null) return;
    const { anchor, head } = kept;
    const current = this.#awareness.getLocalState()?.['cursor'];
    const isSaid =
      this.#said !== null &&
      current === this.#said &&
      Y.compareRelativePositions(this.#said.anchor, anchor) &&
      Y.compareRelativePositions(this.#said.head, head);
    if (isSaid) return;
    this.#said = { anchor, head };
    this.#awareness.setLocalStateField('cursor', this.#said);
  }

  close(): void {
    this.#ending.abort();
    if (this.#said !== null && this.#awareness.getLocalState()?.['cursor'] === this.#said) {
      this.#awareness.setLocalStateField('cursor', null);
    }
  }
}
