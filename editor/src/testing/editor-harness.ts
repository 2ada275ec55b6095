import { bodyField, documentExtensions } from '@manyhands/schema';
import { Editor, type Extensions } from '@tiptap/core';
import * as Y from 'yjs';
import { SharedText } from '../extensions/shared-text/shared-text.js';

/** An editor on a shared document, as the page makes it, in a test's DOM. */
export class EditorHarness {
  readonly doc: Y.Doc;
  readonly editor: Editor;

  constructor(extensions: Extensions = [], content?: object) {
    this.doc = new Y.Doc();
    const element = document.createElement('div');
    document.body.append(element);
    this.editor = new Editor({
      element,
      enableInputRules: false,
      enablePasteRules: false,
      injectCSS: false,
      extensions: [
        ...documentExtensions(),
        SharedText.configure({ document: this.doc, field: bodyField }),
        ...extensions,
      ],
    });
    if (content !== undefined) this.editor.commands.setContent(content);
  }

  /** Types as keys do: rules first, then the text itself. `\n` is Enter. */
  type(text: string): this {
    for (const key of text) {
      if (key === '\n') this.press('Enter');
      else this.#typeKey(key);
    }
    return this;
  }

  press(key: string, modifiers: Partial<KeyboardEventInit> = {}): boolean {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers });
    const { view } = this.editor;
    return view.someProp('handleKeyDown', (handle) => handle(view, event)) === true;
  }

  /** An edit by somebody else, brought in as the network would. */
  remotely(edit: (doc: Y.Doc) => void): void {
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(this.doc));
    edit(other);
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other), 'network');
  }

  /** The document in short: `heading(text)`. */
  get text(): string {
    return this.editor.state.doc.toString();
  }

  get json() {
    return this.editor.getJSON();
  }

  close(): void {
    this.editor.destroy();
    this.doc.destroy();
  }

  #typeKey(key: string): void {
    const { view } = this.editor;
    const { from, to } = view.state.selection;
    const insert = () => view.state.tr.insertText(key, from, to).scrollIntoView();
    if (view.someProp('handleTextInput', (handle) => handle(view, from, to, key, insert)) !== true)
      view.dispatch(insert());
  }
}
