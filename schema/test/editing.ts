import { Editor } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import { onTestFinished } from 'vitest';
import type { JsonNode } from '../src/conversions/json-content.js';
import { storedJson } from '../src/conversions/stored-json.js';
import { documentSchema } from '../src/document-schema.js';
import { documentExtensions } from '../src/extensions/document-extensions.js';

/** An editor with one document, for tests in happy-dom. `|` in a text is where the caret stands, two are a selection. */
export class Editing {
  readonly editor: Editor;

  constructor(...content: JsonNode[]) {
    this.editor = new Editor({
      element: document.createElement('div'),
      extensions: documentExtensions(),
      content: Node.fromJSON(documentSchema, { type: 'doc', content }).toJSON(),
      enableContentCheck: true,
    });
    // An editor that outlives its test looks for a page that is gone.
    onTestFinished(() => this.editor.destroy());
    this.#takeCarets();
  }

  /** The blocks as they are stored. */
  get content(): readonly JsonNode[] {
    return storedJson(this.editor.state.doc).content ?? [];
  }

  /** The text block with the caret and the caret in it: `paragraph: a|b`. */
  get caret(): string {
    const { $head } = this.editor.state.selection;
    const text = $head.parent.textContent;
    return `${$head.parent.type.name}: ${text.slice(0, $head.parentOffset)}|${text.slice($head.parentOffset)}`;
  }

  /** Text of every block on its own, indented by depth: a document at a glance. */
  get outline(): string[] {
    const lines: string[] = [];
    this.editor.state.doc.descendants((node, pos) => {
      if (!node.isBlock) return false;
      const depth = this.editor.state.doc.resolve(pos).depth;
      const text = node.isTextblock ? `: ${node.textContent}` : '';
      lines.push(`${'  '.repeat(depth)}${node.type.name}${text}`.trimEnd());
      return true;
    });
    return lines;
  }

  /** Whether the key did something. */
  press(key: string): boolean {
    const event = new KeyboardEvent('keydown', { key, cancelable: true });
    return this.editor.view.someProp('handleKeyDown', (handle) => handle(this.editor.view, event)) ?? false;
  }

  #takeCarets(): void {
    const at: number[] = [];
    this.editor.state.doc.descendants((node, pos) => {
      const offset = node.text?.indexOf('|') ?? -1;
      if (offset >= 0) at.push(pos + offset);
      const second = node.text?.indexOf('|', offset + 1) ?? -1;
      if (second > offset) at.push(pos + second);
    });
    if (at.length === 0) return;
    const { tr } = this.editor.state;
    for (const pos of [...at].reverse()) tr.delete(pos, pos + 1);
    this.editor.view.dispatch(tr);
    this.editor.commands.setTextSelection({ from: at[0] ?? 0, to: at.length > 1 ? (at[1] ?? 0) - 1 : (at[0] ?? 0) });
  }
}

export function paragraph(text = ''): JsonNode {
  return { type: 'paragraph', ...(text !== '' && { content: [{ type: 'text', text }] }) };
}

export function node(type: string, ...content: JsonNode[]): JsonNode {
  return { type, ...(content.length > 0 && { content }) };
}
