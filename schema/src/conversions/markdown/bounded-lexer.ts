import { Lexer, type MarkedOptions, type Token, Tokenizer, type Tokens, type TokensList } from 'marked';
import { ConversionError } from '../conversion-error.js';
import { boundedRuns, inlineSteps } from './inline-runs.js';

/** Quotations and list items inside each other. A list makes two levels of a document, which may have 200. */
const maxBlockDepth = 90;

/** Emphasis, links and highlights inside each other; what is deeper stays as it is typed. */
const maxInlineDepth = 16;

/** Addresses by name; lines that would define more stay as they are typed. Every one is compared with every use. */
const maxDefinitions = 1000;

/** How often a list in a quotation may go on in a line without the quotation's mark: each time it is all read again. */
const maxLazyLists = 300;

/** Delimiters of one run that may be looked for an end in vain; marked takes long for each. Later ones stay text. */
const maxUnclosed = 50;

/** Lines looked ahead for the underline of a heading. */
const maxHeadingLines = 100;

const never = /(?!)/;

/** A tokenizer for what the dialect leaves out: footnotes are no link definitions, and boxes are read by `readItem`. */
class BoundedTokenizer extends Tokenizer {
  #definitions = 0;
  #lazyLists = 0;
  #unclosed = 0;
  /** Levels around the quotation that is being read. */
  #quoteDepth = -1;

  constructor(private readonly depth: () => number) {
    super();
  }

  /** Before each run of inline Markdown. */
  startRun(): void {
    this.#unclosed = 0;
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

  override blockquote(src: string): Tokens.Blockquote | undefined {
    const outer = this.#quoteDepth;
    this.#quoteDepth = this.depth();
    try {
      return super.blockquote(src);
    } finally {
      this.#quoteDepth = outer;
    }
  }

  /** marked strikes out the wrong box where tasks are nested: boxes are left in the text for the reader. */
  override list(src: string): Tokens.List | undefined {
    if (this.rules.other.listIsTask !== never) {
      this.rules = { ...this.rules, other: { ...this.rules.other, listIsTask: never } };
    }
    if (this.depth() === this.#quoteDepth && ++this.#lazyLists > maxLazyLists) {
      throw new ConversionError('too-large', 'the Markdown has too many lists that go on outside of their quotation');
    }
    return super.list(src);
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

/**
 * marked's lexer with bounds. By itself it takes time that grows with the square of a paragraph's open delimiters, and
 * recurses until the stack is full.
 */
export class BoundedLexer extends Lexer {
  readonly #tokenizer: BoundedTokenizer;
  #blockDepth = 0;
  #inlineDepth = 0;
  #steps = 0;

  constructor(options: MarkedOptions) {
    let depth = () => 0;
    const tokenizer = new BoundedTokenizer(() => depth());
    super({ ...options, tokenizer });
    this.#tokenizer = tokenizer;
    depth = () => this.#blockDepth;
  }

  /** How much work the inline runs were, in characters looked at: for tests. */
  get steps(): number {
    return this.#steps;
  }

  /** The blocks of a text. Inline content is not read: take it from the `text` of each token. @throws {ConversionError} */
  blocksOf(markdown: string): Token[] {
    return this.blockTokens(markdown.replace(/\r\n?/g, '\n'), []);
  }

  override inline(_src: string, tokens: Token[] = []): Token[] {
    // marked's queue wants its entries: it joins a paragraph's lines in the last one.
    this.inlineQueue.length = 0;
    this.inlineQueue.push({ src: '', tokens: [] }, { src: '', tokens: [] });
    return tokens;
  }

  override blockTokens(src: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[];
  override blockTokens(src: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList;
  override blockTokens(src: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[] {
    if (this.#blockDepth >= maxBlockDepth) {
      throw new ConversionError('too-deep', `the Markdown is nested more than ${maxBlockDepth} levels deep`);
    }
    this.#blockDepth++;
    try {
      return super.blockTokens(src, tokens, lastParagraphClipped);
    } finally {
      this.#blockDepth--;
    }
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    if (this.#inlineDepth >= maxInlineDepth) {
      tokens.push({ type: 'text', raw: src, text: src } satisfies Tokens.Text);
      return tokens;
    }
    // What one paragraph leaves open is no business of the next.
    if (this.#inlineDepth === 0) this.state = { ...this.state, inLink: false, inRawBlock: false };
    this.#inlineDepth++;
    try {
      for (const run of boundedRuns(src)) {
        if (this.#inlineDepth === 1) this.#tokenizer.startRun();
        this.#steps += inlineSteps(run);
        super.inlineTokens(run, tokens);
      }
      return tokens;
    } finally {
      this.#inlineDepth--;
    }
  }
}
