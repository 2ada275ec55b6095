import * as Y from 'yjs';
import type { Deletions } from './deletions.js';
import { isLetter, type Letter, lettersOf } from './letters.js';
import { addToRuns } from './lost-runs.js';
import type { KnownLine, LostBlock, LostOptions, LostRun, Spot } from './lost-types.js';
import { trailedElement, wasThere } from './stored-before.js';

type Chain = readonly Y.XmlElement[];

interface OpenLine extends KnownLine {
  words: string;
  readonly runs: LostRun[];
  readonly before: { words: string; readonly deleted: number[] };
  isMoved: boolean;
}

/** A walk through a document, and through what a change took away of it, in the order of the page. */
export class LostWalk {
  readonly lines: OpenLine[] = [];
  readonly blocks: LostBlock[] = [];
  readonly #change: Y.Transaction;
  readonly #seen: Deletions;
  readonly #options: LostOptions;
  #spot: Spot;
  /** Inside a block that somebody else made unseen, and writes again as they know it. */
  #isForeign = false;

  constructor(change: Y.Transaction, seen: Deletions, options: LostOptions, root: Y.XmlFragment) {
    this.#change = change;
    this.#seen = seen;
    this.#options = options;
    this.#spot = { parent: root, left: null };
    this.#children(root, [], false);
  }

  #children(parent: Y.XmlFragment, chain: Chain, isGone: boolean): void {
    let left: Y.XmlElement | null = null;
    for (let item = parent._start; item !== null; item = item.right) {
      if (!wasThere(item, this.#change)) {
        if (isGone && Y.isDeleted(this.#seen, item.id)) this.#addDeletedLines(item.id, chain);
        continue;
      }
      const type = item.content instanceof Y.ContentType ? item.content.type : null;
      if (type instanceof Y.XmlText && isGone) this.#addLetters(type, chain);
      if (!(type instanceof Y.XmlElement)) continue;
      if (!item.deleted) left = type;
      else if (!isGone) this.#spot = { parent, left };
      this.#element(item, type, chain);
    }
  }

  #element(item: Y.Item, element: Y.XmlElement, around: Chain): void {
    const { isLine, isAuthor } = this.#options;
    const isUnseen = item.deleted && !Y.isDeleted(this.#seen, item.id);
    if (isUnseen && isAuthor(item.id.client)) {
      if (!isLine(around[0]?.nodeName ?? '')) this.#addBlock(element, around);
      return;
    }
    const wasForeign = this.#isForeign;
    this.#isForeign ||= isUnseen;
    const chain = [element, ...around];
    if (item.deleted && isLine(element.nodeName)) this.lines.push(this.#openLine(chain));
    this.#children(element, chain, item.deleted);
    this.#isForeign = wasForeign;
  }

  #addBlock(element: Y.XmlElement, chain: Chain): void {
    const index = this.lines.length;
    this.blocks.push({ ...trailedElement(element, this.#change), index, spot: this.#spot, chain });
  }

  #openLine(chain: Chain): OpenLine {
    return {
      words: '',
      runs: [],
      before: { words: '', deleted: [] },
      isDeleted: false,
      isMoved: false,
      spot: this.#spot,
      chain,
    };
  }

  #addDeletedLines(id: Y.ID, chain: Chain): void {
    const lines = this.#options.deleted?.linesOf(id) ?? null;
    for (const words of lines?.what ?? [])
      this.lines.push({ ...this.#openLine(chain), words, isDeleted: true, isMoved: lines?.isMoved === true });
  }

  #addLetters(text: Y.XmlText, chain: Chain): void {
    const line = this.lines.at(-1);
    if (line?.chain !== chain) return;
    for (const letter of lettersOf(text)) {
      if (wasThere(letter.item, this.#change)) this.#addLetter(line, letter);
      else this.#addDeletedLetter(line, letter.id);
    }
  }

  #addLetter(line: OpenLine, letter: Letter): void {
    const isOwn = this.#options.isAuthor(letter.id.client);
    if (Y.isDeleted(this.#seen, letter.id) || (this.#isForeign && !isOwn)) {
      line.words += letter.letter;
      line.before.words += letter.letter;
    } else if (isOwn && isLetter(letter)) addToRuns(line.runs, line.words.length, letter);
  }

  #addDeletedLetter(line: OpenLine, id: Y.ID): void {
    const letter = Y.isDeleted(this.#seen, id) ? (this.#options.deleted?.letterAt(id) ?? null) : null;
    if (letter === null) return;
    line.before.deleted.push(line.before.words.length);
    line.before.words += letter.what;
    line.isMoved ||= letter.isMoved;
  }
}
