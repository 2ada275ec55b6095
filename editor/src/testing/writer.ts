import { bodyField, documentExtensions } from '@manyhands/schema';
import { Editor } from '@tiptap/core';
import * as Y from 'yjs';
import { SharedText } from '../extensions/shared-text/shared-text.js';

const writers: Writer[] = [];

/** Somebody with a copy of the document and an editor on it. */
export class Writer {
  readonly doc = new Y.Doc();
  readonly editor: Editor;

  constructor(start: Y.Doc | null = null) {
    if (start !== null) Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(start));
    this.editor = new Editor({
      element: document.body.appendChild(document.createElement('div')),
      extensions: [...documentExtensions(), SharedText.configure({ document: this.doc, field: bodyField })],
      injectCSS: false,
    });
    writers.push(this);
  }

  get fragment(): Y.XmlFragment {
    return this.doc.getXmlFragment(bodyField);
  }

  get blocks(): string[] {
    const blocks: string[] = [];
    this.editor.state.doc.forEach((node) => {
      blocks.push(`${node.type.name}:${node.textContent}`);
    });
    return blocks;
  }

  hear(other: Writer | Y.Doc): void {
    const doc = other instanceof Writer ? other.doc : other;
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(this.doc)), 'remote');
  }

  /** Puts the caret behind the first occurrence of a text. */
  caretAfter(text: string): void {
    this.editor.state.doc.descendants((node, position) => {
      const at = node.isText ? (node.text ?? '').indexOf(text) : -1;
      if (at >= 0) this.editor.commands.setTextSelection(position + at + text.length);
      return at < 0;
    });
  }

  /** The text on both sides of the caret in its block. */
  get caret(): string {
    const { $head } = this.editor.state.selection;
    const { parent, parentOffset } = $head;
    return `${parent.textBetween(0, parentOffset)}|${parent.textBetween(parentOffset, parent.content.size)}`;
  }

  /** Does something with the caret behind a text. */
  at(text: string, act: () => unknown): void {
    this.caretAfter(text);
    act();
  }

  type(text: string): void {
    this.editor.view.dispatch(this.editor.state.tr.insertText(text));
  }
}

/** Each hears what the other has written. */
export function exchange(a: Writer, b: Writer): void {
  a.hear(b);
  b.hear(a);
}

/** Two people with the same document. */
export function two(html: string): [Writer, Writer] {
  const ada = new Writer();
  ada.editor.commands.setContent(html);
  return [ada, new Writer(ada.doc)];
}

/** After each test. */
export function closeWriters(): void {
  for (const writer of writers.splice(0)) writer.editor.destroy();
  document.body.replaceChildren();
}
