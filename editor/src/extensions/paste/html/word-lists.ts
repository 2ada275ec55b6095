import { create, elementsIn, isElement, isText, textOf } from './dom.js';
import { buildList, type FlatItem } from './nested-list.js';
import type { StyleReader } from './styles.js';

/**
 * Word writes a list as paragraphs that say their level (`mso-list: l0 level2 lfo1`) and carry their number or bullet as
 * text; PowerPoint says only how far they are indented. Makes real lists of them.
 */
export function readWordLists(root: HTMLElement, styles: StyleReader): void {
  for (const first of elementsIn(root, 'p, h1, h2, h3, h4, h5, h6, div')) {
    if (!root.contains(first) || levelOf(first, styles) === null) continue;
    const run: HTMLElement[] = [];
    for (let next: Element | null = first; isElement(next) && isOfList(next, styles); ) {
      run.push(next);
      next = nextBlock(next);
    }
    const items = readItems(run, styles);
    const place = create(first, 'div');
    first.before(place);
    for (const paragraph of run) paragraph.remove();
    place.replaceWith(...buildList(items, place));
  }
}

function isOfList(element: HTMLElement, styles: StyleReader): boolean {
  return levelOf(element, styles) !== null || isContinuation(element);
}

/** Word's style for a further paragraph of the item before it. */
function isContinuation(element: HTMLElement): boolean {
  return /(?:^|\s)MsoListContinue/.test(element.className);
}

function readItems(run: readonly HTMLElement[], styles: StyleReader): FlatItem[] {
  const items: (FlatItem & { readonly content: Node[] })[] = [];
  for (const paragraph of run) {
    const before = items.at(-1);
    if (before !== undefined && isContinuation(paragraph)) before.content.push(contentOf(paragraph));
    else items.push(readItem(paragraph, styles));
  }
  return items;
}

/** Only white space between two paragraphs: they follow each other. */
function nextBlock(element: Element): Element | null {
  for (let node = element.nextSibling; node !== null; node = node.nextSibling) {
    if (isElement(node)) return node;
    if (isText(node) && node.data.trim() !== '') return null;
  }
  return null;
}

function levelOf(element: HTMLElement, styles: StyleReader): number | null {
  const list = styles.of(element).get('mso-list');
  // Numbered headings are headings.
  if (/^H[1-6]$/.test(element.nodeName)) return null;
  if (list === undefined) return slideLevelOf(element, styles);
  const level = /level(\d+)/.exec(list)?.[1];
  return level === undefined ? null : Math.min(Number(level), 9);
}

/** Half an inch for each level, less what the bullet takes. */
function slideLevelOf(element: HTMLElement, styles: StyleReader): number | null {
  const [first] = element.children;
  if (first === undefined || !isSlideBullet(first, styles)) return null;
  const inches = /^([\d.]+)in$/.exec(styles.of(element).get('margin-left') ?? '')?.[1];
  return Math.min(Math.max(Math.round((Number(inches ?? 0) + 0.19) / 0.5), 1), 9);
}

function isSlideBullet(element: Element, styles: StyleReader): boolean {
  return /^(?:num)?bullet/.test(styles.of(element).get('mso-special-format') ?? '');
}

function readItem(paragraph: HTMLElement, styles: StyleReader): FlatItem & { readonly content: Node[] } {
  const level = levelOf(paragraph, styles) ?? 1;
  const marker = elementsIn(paragraph, 'span').find(
    (span) => /^ignore$/.test(styles.of(span).get('mso-list') ?? '') || isSlideBullet(span, styles),
  );
  const sign = marker === undefined ? takeLeadingSign(paragraph) : textOf(marker);
  marker?.remove();
  return { level, ...kindOf(sign), content: [contentOf(paragraph)] };
}

function contentOf(paragraph: HTMLElement): HTMLElement {
  const content = create(paragraph, 'p');
  content.append(...paragraph.childNodes);
  return content;
}

/** Word for the web and old versions: the sign is the text before a gap of hard spaces. */
function takeLeadingSign(paragraph: HTMLElement): string {
  const walker = paragraph.ownerDocument.createTreeWalker(paragraph, 4);
  const text = walker.nextNode() as Text | null;
  const match = /^\s*((?:[·•▪◦○●■□§‣–\-o*])|(?:\(?(?:\d{1,4}|[a-z]{1,4})[.)]))[\s\u00a0]{2,}/iu.exec(text?.data ?? '');
  if (text === null || match === null) return '';
  text.data = text.data.slice(match[0].length);
  return match[1] ?? '';
}

function kindOf(sign: string): Pick<FlatItem, 'isOrdered' | 'start' | 'isChecked'> {
  if (/^[☐□❏❑]$/u.test(sign)) return { isOrdered: false, start: 1, isChecked: false };
  if (/^[☑☒✓✔✅]/u.test(sign)) return { isOrdered: false, start: 1, isChecked: true };
  const number = /^\(?(?:\d+\.)*(\d{1,6})[.)]?$/.exec(sign)?.[1];
  const isOrdered = number !== undefined || /^\(?[a-z]{1,5}[.)]$/i.test(sign);
  return { isOrdered, start: number === undefined ? 1 : Number(number), isChecked: null };
}
