import { cleanText } from '../../well-formed/well-formed-text.js';
import { elementsIn, isText, leavesIn, nameOf, textsIn } from './dom.js';

/** White space as a text has it: hard spaces only where a language wants them, no junk that nobody sees. */
export function tidyText(root: HTMLElement): void {
  for (const text of textsIn(root)) {
    const isCode = text.parentElement?.closest('pre') != null;
    const clean = isCode ? cleanText(text.data) : tidySpaces(cleanText(text.data));
    if (clean !== text.data) text.data = clean;
  }
  for (const element of elementsIn(root, '[data-latex], [alt], [href], [src]')) {
    for (const attribute of ['data-latex', 'alt', 'href', 'src']) {
      const value = element.getAttribute(attribute);
      if (value !== null && cleanText(value) !== value) element.setAttribute(attribute, cleanText(value));
    }
  }
}

/** Programs write hard spaces to keep two of them side by side. French and figures need theirs. */
function tidySpaces(text: string): string {
  return text
    .replace(/\u00ad/g, '')
    .replace(/(?<![\d«])\u00a0(?![:;!?»%€$°\d])/gu, ' ')
    .replace(/[ \t]{2,}/g, ' ');
}

/**
 * Collapses the white space of a part of a line as browsers do, but keeps a space at its edges: between words it would be
 * missed. With a line break in it, white space at an edge is only how the HTML was written.
 */
export function collapseSpaces(line: HTMLElement): void {
  dropSourceBreaks(textsIn(line), 'start');
  dropSourceBreaks(textsIn(line).reverse(), 'end');
  let before: Text | null = null;
  let isAfterSpace = false;
  for (const leaf of leavesIn(line)) {
    if (isText(leaf)) {
      const text = leaf.data.replace(/[ \t\n\r\f]+/g, ' ');
      leaf.data = isAfterSpace ? text.replace(/^ /, '') : text;
      if (leaf.data === '') continue;
      isAfterSpace = leaf.data.endsWith(' ');
      before = leaf;
    } else {
      const isBreak = nameOf(leaf) === 'br';
      if (isBreak && before !== null) before.data = before.data.replace(/ $/, '');
      isAfterSpace = isBreak;
    }
  }
}

/** Drops the white space at an edge of a text if there is a line break in it. */
export function dropSourceBreak(text: Text, edge: 'start' | 'end'): void {
  const rest = edge === 'start' ? text.data.trimStart() : text.data.trimEnd();
  const length = text.data.length - rest.length;
  const space = edge === 'start' ? text.data.slice(0, length) : text.data.slice(rest.length);
  if (space.includes('\n')) text.data = rest;
}

/** @param texts the first of them is at the edge */
function dropSourceBreaks(texts: readonly Text[], edge: 'start' | 'end'): void {
  for (const text of texts) {
    dropSourceBreak(text, edge);
    if (text.data !== '') return;
  }
}
