import * as Y from 'yjs';
import { textOf } from '../document/places.mjs';
import { openStockClient } from '../document/stock-client.mjs';

const words = 'some of them write a little more about the garden and what is to be done before the winter comes ';
const keysPerCorrection = 10;

/**
 * Another person in the document: types into the middle of a paragraph of their own, and tells everybody where the
 * caret is as Tiptap's caret extension does, with every key.
 */
export class Typist {
  #client;
  #text;
  #at;
  #keys = 0;

  /**
   * @param {import('../document/stock-client.mjs').StockClient} client
   * @param {{ index: number, block: number }} seat who they are, and the index of their paragraph
   */
  constructor(client, { index, block }) {
    this.#client = client;
    const text = textOf(client.body.get(block));
    if (text === null) throw new Error(`block ${block} is not a paragraph with text`);
    this.#text = text;
    this.#at = Math.floor(text.length / 2);
    client.awareness.setLocalStateField('user', {
      name: `Person ${index + 1}`,
      color: `#${((index + 1) * 0x19563d).toString(16).padStart(6, '0').slice(-6)}`,
    });
    this.#tellCaret();
  }

  /**
   * @param {string} url
   * @param {string} id
   * @param {{ index: number, block: number }} seat
   */
  static async arrive(url, id, seat) {
    return new Typist(await openStockClient(url, id), seat);
  }

  /** One key. Every tenth replaces the letter before it, so that there are deletions. */
  type() {
    const letter = words[this.#keys % words.length] ?? ' ';
    const isCorrection = this.#keys % keysPerCorrection === keysPerCorrection - 1;
    this.#keys += 1;
    this.#client.doc.transact(() => {
      if (isCorrection) this.#text.delete(--this.#at, 1);
      this.#text.insert(this.#at++, letter);
    });
    this.#tellCaret();
  }

  leave() {
    this.#client.close();
  }

  #tellCaret() {
    // Nobody else writes in this paragraph, so the index is true.
    const caret = Y.createRelativePositionFromTypeIndex(this.#text, this.#at);
    this.#client.awareness.setLocalStateField('cursor', { anchor: caret, head: caret });
  }
}
