import { alignOf } from './blocks.js';
import { create, elementsIn, nameOf, unwrap } from './dom.js';

/** What may leave the cleaner: the elements that the schema reads, and of their attributes these. */
const known: Readonly<Record<string, readonly string[]>> = {
  p: [],
  h1: [],
  h2: [],
  h3: [],
  h4: [],
  ul: ['data-type'],
  ol: ['start'],
  li: ['data-type', 'data-checked'],
  blockquote: [],
  aside: ['data-kind'],
  details: [],
  summary: [],
  div: ['data-type', 'data-latex'],
  nav: ['data-type'],
  pre: [],
  code: ['class'],
  table: [],
  tbody: [],
  tr: [],
  td: ['colspan', 'rowspan', 'data-color'],
  th: ['colspan', 'rowspan', 'data-color'],
  hr: [],
  br: [],
  figure: ['data-type'],
  figcaption: [],
  img: ['src', 'alt', 'width'],
  a: ['href'],
  strong: [],
  em: [],
  u: [],
  s: [],
  sub: [],
  sup: [],
  mark: ['data-color'],
  span: ['class', 'data-color', 'data-type', 'data-latex'],
};

const sameAs: Readonly<Record<string, string>> = { b: 'strong', i: 'em', cite: 'em', del: 's', strike: 's', ins: 'u' };

/** Unwraps every other element and removes every other attribute: whatever came, nothing unknown goes on. */
export function keepKnown(root: HTMLElement): void {
  for (const element of elementsIn(root)) {
    const name = sameAs[nameOf(element)] ?? nameOf(element);
    const attributes = Object.hasOwn(known, name) ? known[name] : undefined;
    const isEmptySpan = name === 'span' && !element.hasAttribute('data-color') && !element.hasAttribute('data-latex');
    if (attributes === undefined || isEmptySpan || (name === 'div' && !element.hasAttribute('data-type'))) {
      unwrap(element);
      continue;
    }
    const align = /^(?:p|h[1-4])$/.test(name) ? alignOf(element) : {};
    const fresh = create(element, name, align);
    for (const attribute of attributes) {
      const value = element.getAttribute(attribute);
      if (value !== null) fresh.setAttribute(attribute, value);
    }
    fresh.append(...element.childNodes);
    element.replaceWith(fresh);
  }
}
