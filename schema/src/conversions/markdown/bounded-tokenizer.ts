import { Lexer, Tokenizer, type Tokens } from 'marked';
import { blockMathAhead } from './math-syntax.js';
import { quotedLines } from './quoted-lines.js';

/** Addresses by name; lines that would define more stay as they are typed. Every one is compared with every use. */
const maxDefinitions = 1000;

/** Delimiters of one run that may be looked for an end in vain; marked takes long for each. Later ones stay text. */
const maxUnclosed = 50;

/** Lines looked ahead for the underline of a heading. */
const maxHeadingLines = 100;

/** Longer web addresses are only text: for each sign at its end, marked reads an address anew. */
const maxAddressLength = 2048;

const never = /(?!)/;

const { block } = Lexer.rules;

/** The lines that end a paragraph, in marked's words: what stands in its rule between these. */
const [, endsOfParagraph = ''] = block.gfm.paragraph.source.split(/\(\?:\\n\(\?!|\)\[\^\\n\]\+\)\*\)$/);

/** Also a formula ends one. marked would look for it far ahead, at every paragraph. */
const endOfParagraph = new RegExp(`${blockMathAhead.source}|${endsOfParagraph}`, 'y');

const paragraph = new RegExp(`^([^\\n]+(?:\\n(?!${endOfParagraph.source})[^\\n]+)*)`);

/** An item with nothing but a space behind its mark is one, too. */
const list = new RegExp(block.gfm.list.source.replace('[^\\n]+?', '[^\\n]*?'));

/**
 * What a backslash takes its meaning from, by CommonMark. marked has all symbols there are, and takes the two halves of
 * an emoji for one sign: what stands behind it is then read one place off.
 */
const escaped = /\\([!-/:-@[-`{-~])/g;

/**
 * marked's tokenizer without what takes the square of a text's length, and without what the dialect leaves out:
 * footnotes are no link definitions, and boxes are read by `readItem`.
 */
export class BoundedTokenizer extends Tokenizer {
  #definitions = 0;
  #unclosed = 0;

  /** Before each run of inline Markdown. */
  startRun(): void {
    this.#unclosed = 0;
  }

  /** Once the lexer has given its rules. marked strikes out the wrong box where tasks are nested: boxes stay text. */
  adaptRules(): void {
    const { rules } = this;
    this.rules = {
      ...rules,
      block: { ...rules.block, paragraph, list },
      inline: { ...rules.inline, anyPunctuation: escaped },
      other: { ...rules.other, listIsTask: never },
    };
  }

  override emStrong(src: string, maskedSrc: string, before?: string): Tokens.Em | Tokens.Strong | undefined {
    if (!/^(?:\*+|_+)[^\s]/.test(src) || this.#unclosed >= maxUnclosed) return undefined;
    const found = super.emStrong(src, maskedSrc, before);
    if (found === undefined) this.#unclosed++;
    return found;
  }

  override del(src: string, maskedSrc: string, before?: string): Tokens.Del | undefined {
    if (!src.startsWith('~') || this.#unclosed >= maxUnclosed) return undefined;
    const found = super.del(src, maskedSrc, before);
    if (found === undefined) this.#unclosed++;
    return found;
  }

  override url(src: string): Tokens.Link | undefined {
    const start = src.slice(0, maxAddressLength + 1);
    return start.length > maxAddressLength && !/[\s<]/.test(start) ? undefined : super.url(src);
  }

  /** In one go: marked reads a quotation, and all in it, again at every line that goes on without the mark. */
  override blockquote(src: string): Tokens.Blockquote | undefined {
    const quoted = quotedLines(src, endOfParagraph);
    return quoted && { type: 'blockquote', ...quoted, tokens: this.lexer.blockTokens(quoted.text, []) };
  }

  /** marked fills short rows up: a wide head over many empty rows would be a table of millions of cells. */
  override table(src: string): Tokens.Table | undefined {
    const [raw = '', head = '', , rows = ''] = this.rules.block.table.exec(src) ?? [];
    return head.split('|').length * rows.split('\n').length > 4 * raw.length + 1000 ? undefined : super.table(src);
  }

  /** A label that begins with `^` is a footnote: its text would vanish as an unused address. */
  override def(src: string): Tokens.Def | undefined {
    if (/^ {0,3}\[\^/.test(src) || this.#definitions >= maxDefinitions) return undefined;
    const definition = super.def(src);
    if (definition !== undefined) this.#definitions++;
    return definition;
  }

  /** marked looks for the underline to the end of the paragraph, and in a list again at every line. */
  override lheading(src: string): Tokens.Heading | undefined {
    return hasUnderline(src) ? super.lheading(src) : undefined;
  }
}

function hasUnderline(src: string): boolean {
  let start = src.indexOf('\n') + 1;
  for (let line = 0; start > 0 && line < maxHeadingLines; line++) {
    const next = src.indexOf('\n', start);
    const text = next === -1 ? src.slice(start) : src.slice(start, next);
    if (/^ {0,3}(?:=+|-+) *$/.test(text)) return true;
    if (text.trim() === '') return false;
    start = next + 1;
  }
  return false;
}
