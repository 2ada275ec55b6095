import type { Token, Tokens } from 'marked';
import { knownAttributes } from '../../extensions/known-attributes.js';
import { mentionAttributes } from '../../extensions/mention.js';
import { isSafeHref } from '../../extensions/safe-href.js';
import { isSafeSource } from '../../extensions/safe-source.js';
import type { JsonMark, JsonNode } from '../json-content.js';
import type { BoundedLexer } from './bounded-lexer.js';
import { decodeReferences } from './character-references.js';
import { unstableSpace } from './escape-text.js';
import { readInlineTag } from './inline-tags.js';
import type { MathToken } from './math-syntax.js';

/** Inline Markdown as ProseMirror nodes. Pictures are among them, although they are blocks. */
export function readInline(lexer: BoundedLexer, markdown: string): JsonNode[] {
  const reader = new InlineReader();
  reader.read(lexer.inlineTokens(markdown), []);
  return reader.nodes;
}

/**
 * Inline Markdown as text blocks. In a document a picture is a block: it stands between the text before and after it.
 *
 * @param make the block for a stretch of text
 */
export function readTextblocks(
  lexer: BoundedLexer,
  markdown: string,
  make: (content: readonly JsonNode[]) => JsonNode = paragraph,
): JsonNode[] {
  const blocks: JsonNode[] = [];
  let text: JsonNode[] = [];
  const flush = () => {
    const trimmed = trimAround(text);
    if (trimmed.length > 0) blocks.push(make(trimmed));
    text = [];
  };
  const nodes = readInline(lexer, markdown.trim());
  if (!nodes.some(isPicture)) return [make(nodes)];
  for (const node of nodes) {
    if (!isPicture(node)) {
      text.push(node);
      continue;
    }
    flush();
    blocks.push(node);
  }
  flush();
  return blocks;
}

export function paragraph(content: readonly JsonNode[] = []): JsonNode {
  return { type: 'paragraph', ...(content.length > 0 && { content }) };
}

function isPicture({ type }: JsonNode): boolean {
  return type === 'image';
}

/** White space and breaks beside a picture say nothing once it is a block. */
function trimAround(nodes: readonly JsonNode[]): JsonNode[] {
  const isBlank = (node: JsonNode | undefined) =>
    node !== undefined && (node.type === 'hardBreak' || (node.type === 'text' && node.text?.trim() === ''));
  let from = 0;
  let to = nodes.length;
  while (from < to && isBlank(nodes[from])) from++;
  while (to > from && isBlank(nodes[to - 1])) to--;
  return nodes.slice(from, to).map((node, index, kept) => {
    const start = index === 0 ? node.text?.trimStart() : node.text;
    const text = index === kept.length - 1 ? start?.trimEnd() : start;
    return text === undefined ? node : { ...node, text };
  });
}

/** HTML tags that may be open at a time; what opens more of them stays as it is typed. Each text looks at all. */
const maxOpenTags = 50;

interface OpenTag {
  readonly tag: string;
  readonly mark: JsonMark | null;
}

/**
 * Marks come from two places: tokens that nest, and HTML tags, which the lexer reports one by one and which may open in
 * one token and close in another.
 */
class InlineReader {
  readonly nodes: JsonNode[] = [];
  readonly #openTags: OpenTag[] = [];

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
      case 'highlight':
        return this.read(token.tokens ?? [], [...marks, { type: 'highlight', attrs: { color: 'yellow' } }]);
      case 'inlineMath':
        return this.#add({ type: 'inlineMath', attrs: { latex: (token as MathToken).latex } }, marks);
      case 'link':
        return this.#readLink(token as Tokens.Link, marks);
      case 'image':
        return this.#readImage(token as Tokens.Image, marks);
      case 'codespan':
        return this.#addText((token as Tokens.Codespan).text.replace(unstableSpace, ' '), [...marks, { type: 'code' }]);
      case 'br':
        return this.#add({ type: 'hardBreak' }, marks);
      case 'escape':
        return this.#addText((token as Tokens.Escape).text, marks);
      case 'html':
        return this.#readTag(token.raw, marks);
      case 'text':
        if (token.tokens !== undefined) return this.read(token.tokens, marks);
        return this.#addText(decodeReferences((token as Tokens.Text).text.replace(/ *\n */g, ' ')), marks);
      default:
        // A construct without a node here: what was typed is kept.
        return this.#addText(token.raw, marks);
    }
  }

  #readLink({ raw, href, title, tokens }: Tokens.Link, marks: readonly JsonMark[]): void {
    const target = decodeReferences(href);
    if (!isSafeHref(target)) return this.read(tokens, marks);
    const label = tokens.every(isText) ? decodeReferences(tokens.map(textOf).join('')) : '';
    const document = title ? undefined : documentOf(target);
    // `writeLink` puts angle brackets around the address of what is a link and no mention.
    if (document !== undefined && label !== '' && !raw.endsWith('>)')) {
      return this.#add({ type: 'mention', attrs: { kind: 'document', id: document, label } }, marks);
    }
    const link = { type: 'link', attrs: { href: target, ...(title && { title: decodeReferences(title) }) } };
    // Inner links do not nest: the outer one wins.
    this.read(tokens, [...marks.filter((mark) => mark.type !== 'link'), link]);
  }

  /**
   * A picture in a link is the link: a picture has no address to go to, and what is linked in this way are mostly badges.
   * So is one from where pictures may not be loaded, such as a file beside the Markdown.
   */
  #readImage({ href, title, tokens }: Tokens.Image, marks: readonly JsonMark[]): void {
    const inside = new InlineReader();
    inside.read(tokens, []);
    this.#addImage(
      { src: decodeReferences(href), alt: inside.nodes.map(textOfNode).join('') },
      decodeReferences(title ?? ''),
      marks,
    );
  }

  #addImage(written: Readonly<Record<string, string>>, caption: string, marks: readonly JsonMark[]): void {
    const { src = '', alt = '', align } = written;
    const link = this.#allMarks(marks).find(({ type }) => type === 'link');
    if (!isSafeSource(src) || (link !== undefined && alt !== '')) {
      const own: JsonMark[] =
        link === undefined && src !== '' && isSafeHref(src) ? [{ type: 'link', attrs: { href: src } }] : [];
      return this.#addText([alt || src, caption].filter(Boolean).join(' '), [...marks, ...own]);
    }
    const attrs = knownAttributes('image', { src, alt, width: written['width'], align });
    this.nodes.push({ type: 'image', attrs, ...(caption !== '' && { content: [{ type: 'text', text: caption }] }) });
  }

  #readTag(raw: string, marks: readonly JsonMark[]): void {
    const tag = readInlineTag(raw);
    switch (tag?.kind) {
      case undefined:
        return this.#addText(raw.replace(/\s*\n\s*/g, ' '), marks);
      case 'nothing':
        return;
      case 'break':
        return this.#add({ type: 'hardBreak' }, marks);
      case 'image':
        return this.#addImage(tag.attrs, tag.attrs['title'] ?? '', marks);
      case 'math':
        return this.#add({ type: 'inlineMath', attrs: { latex: tag.latex } }, marks);
      case 'open':
        if (this.#openTags.length >= maxOpenTags) return this.#addText(raw, marks);
        this.#openTags.push(tag);
        return;
      case 'close':
        return this.#closeTag(tag.tag, raw, marks);
    }
  }

  #closeTag(tag: string, raw: string, marks: readonly JsonMark[]): void {
    const opened = this.#openTags.findLastIndex((open) => open.tag === tag);
    if (opened !== -1) this.#openTags.splice(opened, 1);
    // The end of what begins as `<span data-latex>` or of a layout's `<span>` is no text.
    else if (tag !== 'span') this.#addText(raw, marks);
  }

  #addText(text: string, marks: readonly JsonMark[]): void {
    if (text !== '') this.nodes.push({ type: 'text', text, marks: this.#allMarks(marks) });
  }

  #add(node: JsonNode, marks: readonly JsonMark[]): void {
    this.nodes.push({ ...node, marks: this.#allMarks(marks) });
  }

  /** Each mark once, and of two that exclude each other the inner one. */
  #allMarks(marks: readonly JsonMark[]): JsonMark[] {
    const byType = new Map<string, JsonMark>();
    const all = [...this.#openTags.flatMap(({ mark }) => (mark === null ? [] : [mark])), ...marks];
    for (const mark of all) {
      const rival = { subscript: 'superscript', superscript: 'subscript' }[mark.type];
      if (rival !== undefined) byType.delete(rival);
      byType.set(mark.type, mark);
    }
    return [...byType.values()];
  }
}

/** What a node says where only text may stand, such as in a summary or in place of a picture. */
export function textOfNode({ type, text, attrs }: JsonNode): string {
  switch (type) {
    case 'inlineMath':
      return `$${attrs?.['latex']}$`;
    case 'mention':
      return String(attrs?.['label']);
    case 'image':
      return String(attrs?.['alt'] ?? '');
    default:
      return text ?? ' ';
  }
}

function isText(token: Token): boolean {
  return (token.type === 'text' && !('tokens' in token && token.tokens)) || token.type === 'escape';
}

/** An escaped character that could begin a reference must not. */
function textOf(token: Token): string {
  const text = (token as Tokens.Text).text;
  return token.type === 'escape' ? text.replace('&', '&amp;') : text;
}

/** The id in the address of a document of this server. */
function documentOf(href: string): string | undefined {
  const encoded = /^\/d\/([^/?#]+)$/.exec(href)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return mentionAttributes.id(decodeURIComponent(encoded)) ?? undefined;
  } catch {
    return undefined;
  }
}
