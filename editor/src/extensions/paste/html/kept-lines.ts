import type { ClipboardSource } from './clipboard-source.js';
import { create, hasBlockChild, isBlock, isElement, isText, nameOf, textsIn, wrapChildren } from './dom.js';
import type { StyleReader } from './styles.js';
import { dropSourceBreak } from './whitespace.js';

/**
 * Makes breaks of the line breaks in text that its author's style shows as such, as messages and posts on web pages have
 * them: one is a break, more are a new paragraph. At the edge of a block, and beside another break, they are only how
 * the HTML was written.
 */
export function readKeptLines(root: HTMLElement, styles: StyleReader, source: ClipboardSource): void {
  // They write breaks as elements, and the style on everything.
  if (source === 'google-docs' || source === 'notion') return;
  for (const text of textsIn(root)) {
    if (!text.data.includes('\n') || isLeftAlone(text) || !keepsLines(text, styles)) continue;
    if (isAtEdge(text, 'previous')) dropSourceBreak(text, 'start');
    if (isAtEdge(text, 'next')) dropSourceBreak(text, 'end');
    if (text.data.includes('\n')) breakLines(text);
  }
}

/** Code has its lines already, and a summary is one. */
function isLeftAlone({ parentElement }: Text): boolean {
  return parentElement?.closest('pre, summary, figcaption') != null;
}

function keepsLines(text: Text, styles: StyleReader): boolean {
  for (let element = text.parentElement; element !== null; element = element.parentElement) {
    const style = styles.of(element);
    // Chromium writes the longer name.
    const value = style.get('white-space') ?? style.get('white-space-collapse');
    if (value !== undefined) return /^(?:pre|pre-wrap|pre-line|break-spaces|preserve|preserve-breaks)$/.test(value);
  }
  return false;
}

function isAtEdge(text: Text, side: 'next' | 'previous'): boolean {
  for (let node: Node = text; ; ) {
    let beside = node[`${side}Sibling`];
    while (isText(beside) && beside.data.trim() === '') beside = beside[`${side}Sibling`];
    if (beside !== null) return isBlock(beside) || (isElement(beside) && nameOf(beside) === 'br');
    if (node.parentNode === null || isBlock(node.parentNode)) return true;
    node = node.parentNode;
  }
}

function breakLines(text: Text): void {
  const { parentElement } = text;
  if (parentElement === null) return;
  const [first = '', ...parts] = text.data.split(/(\n\s*)/);
  const paragraphs: HTMLElement[] = [];
  let last: ChildNode = text;
  text.data = first.trimEnd();
  parts.forEach((part, index) => {
    const isLine = index % 2 === 1;
    const line = index < parts.length - 1 ? part.trimEnd() : part;
    const node = isLine ? text.ownerDocument.createTextNode(line) : create(parentElement, 'br');
    last.after(node);
    last = node;
    if (isElement(node) && part.indexOf('\n') !== part.lastIndexOf('\n')) paragraphs.push(node);
  });
  // From the end: what follows a break is moved once, however many there are.
  for (const lineBreak of paragraphs.reverse()) breakParagraph(lineBreak);
}

/** Two breaks that are in no mark make paragraphs, see `flattenBlocks`. */
function breakParagraph(lineBreak: HTMLElement): void {
  for (let mark = lineBreak.parentElement; mark !== null && !isBlock(mark); mark = lineBreak.parentElement) {
    const rest = mark.cloneNode(false) as HTMLElement;
    while (lineBreak.nextSibling !== null) rest.append(lineBreak.nextSibling);
    mark.after(lineBreak, rest);
  }
  lineBreak.after(create(lineBreak, 'br'));
  const block = lineBreak.parentElement;
  if (block?.matches('blockquote, aside') === true && !hasBlockChild(block)) wrapChildren(block, 'p');
}
