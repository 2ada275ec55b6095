import { DOMParser } from '@tiptap/pm/model';
import { documentSchema } from '../document-schema.js';
import { type ConversionLimits, defaultConversionLimits } from './conversion-budget.js';
import { ConversionError } from './conversion-error.js';
import type { JsonNode } from './json-content.js';
import { storedJson } from './stored-json.js';

/**
 * Makes a document of elements, without running or loading anything: in a browser `new DOMParser()`, elsewhere a small
 * DOM. @returns its body
 */
export type HtmlParser = (html: string) => HTMLElement;

/** Elements whose text nobody would see on the page, or is not meant for people. */
const unseen = [
  ...['script', 'style', 'template', 'noscript', 'head', 'title', 'meta', 'link', 'base', 'svg', 'canvas', 'iframe'],
  ...[
    'frame',
    'object',
    'embed',
    'applet',
    'audio',
    'video',
    'map',
    'dialog',
    'datalist',
    'select',
    'textarea',
    'button',
  ],
].join(',');

const blocks = 'h1, h2, h3, h4, blockquote, pre, ul, ol, table, hr, details, aside, figure, img, div[data-type]';

/** Elements inside each other. Layout nests deeper than what it becomes. */
const maxElementDepth = 500;

/**
 * Reads HTML as the editor reads what is pasted: only what the schema knows is left, and addresses are checked. Scripts,
 * handlers, styles, comments, templates and hidden elements never become part of the document.
 *
 * @returns a `doc` node that the schema allows
 * @throws {ConversionError} `too-deep` or `too-large`
 */
export function htmlToBody(
  html: string,
  parse: HtmlParser,
  limits: ConversionLimits = defaultConversionLimits,
): JsonNode {
  try {
    const body = parse(html);
    checkSize(body, limits);
    for (const element of Array.from(body.querySelectorAll(unseen))) element.remove();
    for (const element of Array.from(body.querySelectorAll('[hidden], [style]')))
      if (isHidden(element)) element.remove();
    for (const heading of Array.from(body.querySelectorAll('h5, h6'))) asDeepestHeading(heading);
    for (const item of Array.from(body.querySelectorAll('li'))) {
      if (beginsWithBlock(item) === true) item.prepend(item.ownerDocument.createElement('p'));
    }
    return storedJson(DOMParser.fromSchema(documentSchema).parse(body, { preserveWhitespace: false }));
  } catch (cause) {
    // Parsers recurse.
    if (cause instanceof RangeError) throw new ConversionError('too-deep', 'the HTML is nested too deeply', { cause });
    throw cause;
  }
}

/** Without recursion: it is there to keep what recurses from a hostile tree. */
function checkSize(body: HTMLElement, limits: ConversionLimits): void {
  let depth = 0;
  let count = 0;
  for (let node: Element | null = body; node !== null; ) {
    count++;
    if (count > limits.nodes) throw new ConversionError('too-large', `the HTML has more than ${limits.nodes} elements`);
    const child: Element | null = node.firstElementChild;
    if (child !== null) {
      depth++;
      if (depth > maxElementDepth) {
        throw new ConversionError('too-deep', `the HTML is nested more than ${maxElementDepth} levels deep`);
      }
      node = child;
      continue;
    }
    while (node !== null && node !== body && node.nextElementSibling === null) {
      node = node.parentElement;
      depth--;
    }
    if (node === body || node === null) break;
    node = node.nextElementSibling;
  }
}

function isHidden(element: Element): boolean {
  if (element.hasAttribute('hidden')) return true;
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b/i.test(element.getAttribute('style') ?? '');
}

/**
 * The schema has an item begin with a paragraph: without one, a heading or a picture at its beginning would end up beside
 * its list.
 *
 * @returns `undefined` if there is nothing in it
 */
function beginsWithBlock(element: Element): boolean | undefined {
  for (const node of Array.from(element.childNodes)) {
    if (node.nodeType === 3 && (node.textContent ?? '').trim() !== '') return false;
    if (node.nodeType !== 1) continue;
    const child = node as Element;
    if (child.matches('p, br, input, span[data-type]')) return false;
    if (child.matches(blocks)) return true;
    const inside = beginsWithBlock(child);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

function asDeepestHeading(heading: Element): void {
  const deepest = heading.ownerDocument.createElement('h4');
  for (const child of Array.from(heading.childNodes)) deepest.appendChild(child);
  heading.replaceWith(deepest);
}
