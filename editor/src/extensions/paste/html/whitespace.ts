import { cleanText } from '../../well-formed/well-formed-text.js';
import { elementsIn, textsIn } from './dom.js';

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
