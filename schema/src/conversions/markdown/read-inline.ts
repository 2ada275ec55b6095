import type { Token, Tokens } from 'marked';
import { isSafeHref } from '../../extensions/safe-href.js';
import type { JsonMark, JsonNode } from '../json-content.js';
import { decodeReferences } from './character-references.js';
import { unstableSpace } from './escape-text.js';
import { readInlineTag } from './inline-tags.js';

/** Inline tokens of one text block as ProseMirror nodes. */
export function readInline(tokens: readonly Token[]): JsonNode[] {
  const reader = new InlineReader();
  reader.read(tokens, []);
  return reader.nodes;
}

/**
 * Marks come from two places: tokens that nest, and HTML tags, which the lexer reports one by one and which may open in
 * one token and close in another.
 */
class InlineReader {
  readonly nodes: JsonNode[] = [];
  readonly #openTags: string[] = [];

  read(tokens: readonly Token[], marks: readonly JsonMark[]): void {
    for (const token of tokens) this.#readToken(token, marks);
  }

  #readToken(token: Token, marks: readonly JsonMark[]): void {
    switch (token.type) {
      case 'strong':
        return this.read(token.tokens ?? [], [...marks, { type: 'bold' }]);
      case 'em':
        return this.read(token.tokens ?? [], [...marks, { type: 'italic' }]);
      case 'del':
        return this.read(token.tokens ?? [], [...marks, { type: 'strike' }]);
      case 'link':
        return this.#readLink(token as Tokens.Link, marks);
      case 'image':
        return this.#readImage(token as Tokens.Image, marks);
      case 'codespan':
        return this.#addText((token as Tokens.Codespan).text.replace(unstableSpace, ' '), [...marks, { type: 'code' }]);
      case 'br':
        return this.#addBreak(marks);
      case 'escape':
        return this.#addText((token as Tokens.Escape).text, marks);
      case 'html':
        return this.#readTag(token.raw, marks);
      case 'text':
        if (token.tokens !== undefined) return this.read(token.tokens, marks);
        return this.#addText(decodeReferences((token as Tokens.Text).text.replace(/ *\n */g, ' ')), marks);
      default:
        // A construct without a node here, such as a task's checkbox: what was typed is kept.
        return this.#addText(token.raw, marks);
    }
  }

  #readLink({ href, title, tokens }: Tokens.Link, marks: readonly JsonMark[]): void {
    const target = decodeReferences(href);
    if (!isSafeHref(target)) return this.read(tokens, marks);
    // Inner links do not nest: the outer one wins.
    const outer = marks.filter((mark) => mark.type !== 'link');
    this.read(tokens, [
      ...outer,
      { type: 'link', attrs: { href: target, ...(title && { title: decodeReferences(title) }) } },
    ]);
  }

  /** There is no image node yet: the alternative text, linked to the picture. */
  #readImage({ href, title, text }: Tokens.Image, marks: readonly JsonMark[]): void {
    const label = text || href;
    this.#readLink(
      { type: 'link', raw: '', href, title, text: label, tokens: [{ type: 'text', raw: label, text: label }] },
      marks,
    );
  }

  #readTag(raw: string, marks: readonly JsonMark[]): void {
    const tag = readInlineTag(raw);
    if (tag === undefined) return this.#addText(raw.replace(/\s*\n\s*/g, ' '), marks);
    if (tag.kind === 'break') return this.#addBreak(marks);
    if (tag.kind === 'open') {
      this.#openTags.push(tag.mark);
      return;
    }
    const opened = this.#openTags.lastIndexOf(tag.mark);
    if (opened === -1) this.#addText(raw, marks);
    else this.#openTags.splice(opened, 1);
  }

  #addText(text: string, marks: readonly JsonMark[]): void {
    if (text !== '') this.nodes.push({ type: 'text', text, marks: this.#allMarks(marks) });
  }

  #addBreak(marks: readonly JsonMark[]): void {
    this.nodes.push({ type: 'hardBreak', marks: this.#allMarks(marks) });
  }

  /** Each mark once. */
  #allMarks(marks: readonly JsonMark[]): JsonMark[] {
    const byType = new Map(marks.map((mark) => [mark.type, mark]));
    for (const type of this.#openTags) if (!byType.has(type)) byType.set(type, { type });
    return [...byType.values()];
  }
}
