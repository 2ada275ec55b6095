import { type Schema, DOMParser as SchemaParser, Slice } from '@tiptap/pm/model';
import { cleanHtml } from './html/clean-html.js';
import { wrapChildren } from './html/dom.js';
import type { MathReader } from './html/formulas.js';
import { collapseSpaces } from './html/whitespace.js';
import { looksLikeMarkdown } from './looks-like-markdown.js';

export { needsMathReader } from './html/formulas.js';

/** What pasted HTML turned out to be. */
export type RichContent =
  | { readonly kind: 'blocks'; readonly slice: Slice }
  /** Markdown that a program wrapped in meaningless HTML. */
  | { readonly kind: 'markdown' }
  | { readonly kind: 'nothing' };

/**
 * Reads HTML from the clipboard. This file, and all that it imports, is loaded when something is pasted first.
 *
 * @param readMath for formulas that do not say their LaTeX; without it their letters are text
 */
export function readRich(
  schema: Schema,
  html: string,
  text: string,
  readMath: MathReader | null,
  transform: (clean: string) => string = (clean) => clean,
): RichContent {
  const { body: clean, isEmpty } = cleanHtml(html, readMath);
  if (isEmpty) return isSpace(clean) && text.trim() === '' ? lineOf(schema, clean) : { kind: 'nothing' };
  // What other parts do with pasted HTML, now that only what is meant is left: pictures in it become uploads.
  const body = clean.querySelector('img[src^="data:"]') === null ? clean : parsed(transform(clean.innerHTML));
  if (isMeaningless(body) && looksLikeMarkdown(text)) return { kind: 'markdown' };
  if (isOneLine(body)) return lineOf(schema, body);
  const { content } = SchemaParser.fromSchema(schema).parse(body, { preserveWhitespace: false });
  return { kind: 'blocks', slice: openSlice(Slice.maxOpen(content)) };
}

function isOneLine(body: Element): boolean {
  const blocks = 'p, h1, h2, h3, h4, ul, ol, pre, table, blockquote, hr, figure, img, details, aside, nav, div';
  return body.querySelector(blocks) === null;
}

/** Somebody copied the space between two words. */
function isSpace(body: Element): boolean {
  return isOneLine(body) && /^ +$/.test(body.textContent ?? '');
}

/** A part of a line, with the spaces at its edges. */
function lineOf(schema: Schema, body: HTMLElement): RichContent {
  collapseSpaces(body);
  // The parser drops a space that is in no line.
  wrapChildren(body, 'p');
  const { content } = SchemaParser.fromSchema(schema).parse(body, { preserveWhitespace: true });
  return { kind: 'blocks', slice: Slice.maxOpen(content) };
}

/**
 * A single paragraph continues the line it is pasted into. So do the first and last paragraphs of several; a heading, a
 * list or a quotation at an edge is kept as what it is.
 */
export function openSlice(slice: Slice): Slice {
  const { firstChild, lastChild, childCount } = slice.content;
  const opens = (name: string | undefined) => name === 'paragraph';
  if (childCount === 1 && firstChild !== null && opens(firstChild.type.name)) return slice;
  return new Slice(slice.content, opens(firstChild?.type.name) ? 1 : 0, opens(lastChild?.type.name) ? 1 : 0);
}

/** Nothing but lines: a text that was copied from a page which shows it as it is. */
function isMeaningless(body: Element): boolean {
  const [only] = body.children;
  if (body.children.length === 1 && only?.nodeName === 'PRE') return only.querySelector('[class]') === null;
  return body.querySelector('*:not(p):not(br)') === null;
}

function parsed(html: string): HTMLElement {
  return new DOMParser().parseFromString(html, 'text/html').body;
}
