import { encodeFrame } from '@manyhands/protocol';
import { Extension } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import * as Y from 'yjs';
import { takeIn } from '../client/update-taken-in.js';
import { rescuing } from '../extensions/shared-text/rescuing.js';
import { EditorHarness } from './editor-harness.js';

const extension = Extension.create({ name: 'rescuingTest', addProseMirrorPlugins: () => [rescuing()] });

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const item = (text: string) => ({ type: 'listItem', content: [paragraph(text)] });
const list = { type: 'bulletList', content: ['one item', 'two item', 'three item'].map(item) };

const threeLines = { type: 'doc', content: ['before', 'alpha world omega', 'after'].map(paragraph) };
export const listBetween = { type: 'doc', content: [paragraph('before'), list, paragraph('after')] };
export const wordsOfList = 'beforeone itemtwo itemthree itemafter';

let correspondents: Correspondent[] = [];

/** Somebody whose changes reach others change by change, in the server's frames, when those take them in. */
export class Correspondent extends EditorHarness {
  readonly #sent: Uint8Array[] = [];
  readonly #received = new Map<Correspondent, number>();

  constructor(from: Correspondent | null, content: object) {
    super([extension], from === null ? content : undefined);
    if (from !== null) Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(from.doc), 'network');
    this.doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'network' && this.#sent.push(update));
    correspondents.push(this);
  }

  get words(): string {
    return this.editor.state.doc.textContent;
  }

  /** Takes in what another one has sent since the last time; `merged` as a server does it for who was away. */
  receive(other: Correspondent, { merged = false }: { merged?: boolean } = {}): void {
    const fresh = other.#sent.slice(this.#received.get(other) ?? 0);
    const updates = merged && fresh.length > 0 ? [Y.mergeUpdates(fresh)] : fresh;
    for (const update of updates) {
      const frame = encodeFrame({ type: 'update', update });
      takeIn(this.doc, frame, () => Y.applyUpdate(this.doc, update, 'network'));
    }
    this.#received.set(other, other.#sent.length);
  }

  /** Puts the caret behind a text. @returns whether it is there */
  put(behind: string): boolean {
    const { state, view } = this.editor;
    let at = -1;
    state.doc.descendants((node, position) => {
      const found = node.isTextblock ? node.textContent.indexOf(behind) : -1;
      if (at === -1 && found !== -1) at = position + 1 + found + behind.length;
    });
    if (at !== -1) view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, at)));
    return at !== -1;
  }
}

/** Some people with the same text in front of them. */
export function open(count: number, content: object = threeLines): Correspondent[] {
  const first = new Correspondent(null, content);
  return [first, ...Array.from({ length: count - 1 }, () => new Correspondent(first, content))];
}

export function exchange(...all: Correspondent[]): void {
  // What is rescued has to be sent as well.
  for (let round = 0; round < 4; round += 1) for (const a of all) for (const b of all) if (a !== b) b.receive(a);
}

/** After each test. */
export function closeAll(): void {
  for (const person of correspondents) person.close();
  correspondents = [];
  document.body.replaceChildren();
}
