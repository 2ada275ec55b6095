import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/**
 * Tells node views when their editor becomes read-only or writable. ProseMirror does not: such a change is none of the
 * document's, so no view is updated for it.
 */
export class EditableSignal {
  readonly #listeners = new Set<(isEditable: boolean) => void>();
  #isEditable: boolean | null = null;

  /** Calls the listener now and at each change, until the returned function is called. */
  subscribe(view: EditorView, listener: (isEditable: boolean) => void): () => void {
    this.#listeners.add(listener);
    listener(view.editable);
    return () => this.#listeners.delete(listener);
  }

  plugin(): Plugin {
    return new Plugin({
      key: new PluginKey('manyhandsEditableSignal'),
      view: () => ({ update: ({ editable }) => this.#update(editable) }),
    });
  }

  #update(isEditable: boolean): void {
    if (isEditable === this.#isEditable) return;
    this.#isEditable = isEditable;
    for (const listener of this.#listeners) listener(isEditable);
  }
}
