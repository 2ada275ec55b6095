import { seededRandom } from '../../load/random.mjs';
import { words } from './words.mjs';

/** What stands between the paragraphs, in turn, so that every kind is on every few screens. */
const kinds = ['bullets', 'table', 'tasks', 'code', 'numbers', 'quote'];

/**
 * A long document with what people write: headings, paragraphs with marks and links, lists, tasks, tables, code and
 * quotes. The same seed gives the same document.
 *
 * @param {{ wordCount: number, seed: number }} options `wordCount` of the prose, lists, cells and code; met to within one block
 * @returns {string} Markdown with a first heading as the title
 */
export function writeDocument({ wordCount, seed }) {
  const writer = new Writer(seededRandom(seed));
  const blocks = ['# The book of the garden'];
  for (let section = 0; writer.count < wordCount; section += 1) {
    blocks.push(`${section % 4 === 0 ? '##' : '###'} ${writer.title()}`);
    // A screen of prose, something else, and prose again.
    for (const half of [0, 1]) {
      for (let index = 0; index < 4 && writer.count < wordCount; index += 1) blocks.push(writer.paragraph());
      const kind = kinds[(2 * section + half) % kinds.length];
      if (writer.count < wordCount) blocks.push(writer.block(/** @type {string} */ (kind)));
    }
  }
  return `${blocks.join('\n\n')}\n`;
}

class Writer {
  /** Words written so far. */
  count = 0;
  #random;

  /** @param {() => number} random */
  constructor(random) {
    this.#random = random;
  }

  title() {
    return capital(this.#words(2 + this.#below(4)));
  }

  /** Three to six lines, with a mark in every other one. */
  paragraph() {
    const sentences = Array.from({ length: 3 + this.#below(3) }, () => this.#sentence());
    const marked = this.#words(2);
    const mark = [`**${marked}**`, `_${marked}_`, `[${marked}](https://garden.example/${this.#below(900)})`, marked];
    sentences.splice(1, 0, `${capital(mark[this.#below(mark.length)] ?? marked)} ${this.#words(5)}.`);
    return sentences.join(' ');
  }

  /** @param {string} kind */
  block(kind) {
    const some = (/** @type {(index: number) => string} */ line) =>
      Array.from({ length: 4 + this.#below(3) }, (_, index) => line(index)).join('\n');
    switch (kind) {
      case 'bullets':
        return some(() => `- ${this.#sentence()}`);
      case 'numbers':
        return some((index) => `${index + 1}. ${this.#sentence()}`);
      case 'tasks':
        return some((index) => `- [${index % 3 === 0 ? 'x' : ' '}] ${this.#sentence()}`);
      case 'quote':
        return `> ${this.#sentence()} ${this.#sentence()}`;
      case 'table':
        return this.#table();
      default:
        return this.#code();
    }
  }

  #table() {
    const row = () => `| ${Array.from({ length: 4 }, () => this.#words(1 + this.#below(3))).join(' | ')} |`;
    return [row(), '| --- | --- | --- | --- |', ...Array.from({ length: 5 }, row)].join('\n');
  }

  #code() {
    const line = (/** @type {number} */ index) =>
      `const ${this.#words(1)}${index} = ${this.#words(1)}("${this.#words(2)}", ${this.#below(90)}); // ${this.#words(2)}`;
    return ['```js', ...Array.from({ length: 8 + this.#below(8) }, (_, index) => line(index)), '```'].join('\n');
  }

  #sentence() {
    return `${capital(this.#words(7 + this.#below(8)))}.`;
  }

  /** @param {number} length */
  #words(length) {
    this.count += length;
    return Array.from({ length }, () => words[this.#below(words.length)]).join(' ');
  }

  /** @param {number} limit */
  #below(limit) {
    return Math.floor(this.#random() * limit);
  }
}

/** Also behind the signs of a mark. @param {string} text */
function capital(text) {
  return text.replace(/[a-z]/, (letter) => letter.toUpperCase());
}
