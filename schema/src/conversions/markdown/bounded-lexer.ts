import { Hooks, Lexer, type MarkedOptions, type Token, type Tokens, type TokensList } from 'marked';
import { ConversionError } from '../conversion-error.js';
import { BoundedTokenizer } from './bounded-tokenizer.js';
import { coverFormulas } from './cover-formulas.js';
import { boundedRuns, inlineSteps } from './inline-runs.js';

/** Quotations and list items inside each other. A list makes two levels of a document, which may have 200. */
const maxBlockDepth = 90;

/** Characters of all levels together, each counted once for each level around it. */
const maxBlockCharacters = 10_000_000;

/** Emphasis, links and highlights inside each other; what is deeper stays as it is typed. */
const maxInlineDepth = 16;

/**
 * marked's lexer with bounds. By itself it takes time that grows with the square of a paragraph's open delimiters, and
 * recurses until the stack is full.
 */
export class BoundedLexer extends Lexer {
  readonly #tokenizer: BoundedTokenizer;
  /** The run that is read now. */
  readonly #inline: { run: string };
  #blockDepth = 0;
  #blockCharacters = 0;
  #inlineDepth = 0;
  #steps = 0;

  constructor(options: MarkedOptions) {
    const tokenizer = new BoundedTokenizer();
    const inline = { run: '' };
    const hooks = new Hooks();
    hooks.emStrongMask = (masked) => coverFormulas(inline.run, masked);
    super({ ...options, tokenizer, hooks });
    tokenizer.adaptRules();
    this.#tokenizer = tokenizer;
    this.#inline = inline;
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
    this.#blockCharacters += src.length;
    if (this.#blockCharacters > maxBlockCharacters) {
      throw new ConversionError('too-large', 'the Markdown is too long for how deeply it is nested');
    }
    this.#blockDepth++;
    // In list items as well: marked reads paragraphs there line by line, and copies what it has at each.
    this.state.top = true;
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
        this.#inline.run = run;
        // Into a list of its own: the text before it would otherwise be copied whenever somebody looks at its end.
        for (const token of super.inlineTokens(run, [])) tokens.push(token);
      }
      return tokens;
    } finally {
      this.#inlineDepth--;
    }
  }
}
