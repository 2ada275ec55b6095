import type { ClipboardSource } from './clipboard-source.js';
import {
  create,
  elementsIn,
  hasBlockChild,
  isBlank,
  isBlock,
  isElement,
  isText,
  nameOf,
  renamed,
  textOf,
  unwrap,
  wrapChildren,
} from './dom.js';
import type { StyleReader } from './styles.js';

const kept =
  /^(?:p|h[1-4]|ul|ol|li|pre|blockquote|aside|details|summary|table|thead|tbody|tfoot|tr|td|th|hr|figure|figcaption)$/;

/** Headings by whatever says that they are headings. */
export function readHeadings(root: HTMLElement, styles: StyleReader, source: ClipboardSource): void {
  for (const element of elementsIn(root, '[role="heading"], p, div')) {
    const role = element.getAttribute('role') === 'heading' ? Number(element.getAttribute('aria-level') ?? '2') : null;
    const level = role ?? levelByClass(element) ?? levelBySize(element, styles, source);
    if (level !== null && !hasBlockChild(element) && textOf(element) !== '')
      renamed(element, `h${Math.min(Math.max(level, 1), 4)}`, alignOf(element));
  }
  for (const element of elementsIn(root, 'h5, h6')) renamed(element, 'h4');
  for (const heading of elementsIn(root, 'h1, h2, h3, h4')) {
    for (const inner of elementsIn(heading, 'p, div')) unwrap(inner);
  }
  for (const quote of elementsIn(root, 'p.MsoQuote, p.MsoIntenseQuote, p.MsoQuoteCxSpFirst')) {
    const block = create(quote, 'blockquote');
    quote.replaceWith(block);
    block.append(quote);
  }
}

function levelByClass(element: Element): number | null {
  if (element.classList.contains('MsoTitle')) return 1;
  if (element.classList.contains('MsoSubtitle')) return 2;
  const heading = /(?:^|\s)MsoHeading([1-9])(?:\s|$)/.exec(element.className)?.[1];
  return heading === undefined ? null : Number(heading);
}

/** Google Docs copies its title style as a large paragraph; Apple's notes have no headings but large bold lines. */
function levelBySize(element: HTMLElement, styles: StyleReader, source: ClipboardSource): number | null {
  if (source === 'google-docs') {
    const [first] = element.children;
    const size = first === undefined ? 0 : Number.parseFloat(styles.of(first).get('font-size') ?? '0');
    return nameOf(element) === 'p' && element.closest('li, td') === null && size >= 24 ? 1 : null;
  }
  if (source !== 'apple') return null;
  const font = styles.of(element).get('font') ?? '';
  const size = Number.parseFloat(/([\d.]+)px/.exec(font)?.[1] ?? '0');
  const isBold =
    element.querySelector('b, strong') !== null &&
    textOf(element.querySelector('b, strong') ?? element) === textOf(element);
  return size >= 22 && isBold ? 1 : size >= 17 && isBold ? 2 : null;
}

/** Boxes that stand out and parts that fold, by the marks of the programs that have them. */
export function readContainers(root: HTMLElement, source: ClipboardSource): void {
  for (const aside of elementsIn(root, 'aside')) if (source !== 'notion' && !isCallout(aside)) unwrap(aside);
  const callouts =
    'aside, .notecard, figure.callout, div.callout, .notion-callout-block, .markdown-alert, .admonition, .theme-admonition, [data-callout], ' +
    '.confluence-information-macro, [data-panel-type], [data-callout-type], .notice-block, ' +
    '.alert-info, .alert-success, .alert-warning, .alert-danger';
  for (const element of elementsIn(root, callouts)) {
    if (element.parentElement?.closest('aside') != null && nameOf(element) !== 'aside') continue;
    const icon = takeIcon(element) || takeDrawnIcon(element);
    const kind = kindByName(namesOf(element)) ?? kindByName(icon) ?? kindByIcon(icon);
    elementsIn(element, '.markdown-alert-title, .admonition-title, [class*="admonitionHeading"]').forEach((title) => {
      title.remove();
    });
    renamed(element, 'aside', { 'data-kind': kind });
  }
  for (const fold of elementsIn(root, '[data-node-type="expand"]')) {
    const title = fold.getAttribute('data-title') ?? '';
    for (const shown of elementsIn(fold, '.ak-editor-expand__title-container, .ak-editor-expand__title'))
      shown.remove();
    const details = renamed(fold, 'details');
    const summary = create(details, 'summary');
    summary.textContent = title;
    details.prepend(summary);
  }
  for (const details of elementsIn(root, 'details')) {
    const holder = details.parentElement;
    readDetails(details);
    // Notion puts each toggle into a list of its own.
    if (
      holder !== null &&
      nameOf(holder) === 'li' &&
      holder.children.length === 1 &&
      holder.parentElement?.matches('.toggle')
    ) {
      holder.parentElement.before(details);
      holder.remove();
    }
  }
  for (const list of elementsIn(root, 'ul.toggle')) if (list.children.length === 0) list.remove();
  for (const stray of elementsIn(root, 'summary')) if (stray.parentElement?.nodeName !== 'DETAILS') renamed(stray, 'p');
}

function namesOf(element: Element): string {
  return ['class', 'data-callout', 'data-callout-type', 'data-panel-type']
    .map((name) => element.getAttribute(name) ?? '')
    .join(' ');
}

function isCallout(aside: HTMLElement): boolean {
  return (
    /callout|admonition|alert|note\b|warning|notice|hint/i.test(aside.className) || aside.hasAttribute('data-kind')
  );
}

function takeIcon(element: HTMLElement): string {
  const walker = element.ownerDocument.createTreeWalker(element, 4);
  for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
    if (node.data.trim() === '') continue;
    const icon = /^\s*(\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic})*)\s*/u.exec(node.data);
    if (icon === null) return '';
    node.data = node.data.slice(icon[0].length);
    return icon[1] ?? '';
  }
  return '';
}

/** Notion draws other icons than emoji. @returns its address, for the word in it */
function takeDrawnIcon(element: HTMLElement): string {
  const icon = element.querySelector(':scope > img:first-child, :scope > :first-child > img:first-child');
  const src = icon?.getAttribute('src') ?? '';
  if (icon == null || !/\/icons\//.test(src)) return '';
  icon.remove();
  return src;
}

function kindByName(names: string): string | null {
  const word = /\b(note|info|important|tip|hint|success|warning|attention|caution|danger|error|bug)\b/i.exec(
    names.replace(/[-_]/g, ' '),
  )?.[1];
  if (word === undefined) return null;
  if (/tip|hint|success/i.test(word)) return 'tip';
  if (/warning|attention/i.test(word)) return 'warning';
  return /caution|danger|error|bug/i.test(word) ? 'caution' : 'note';
}

function kindByIcon(icon: string): string {
  if (/[💡✅👍]/u.test(icon)) return 'tip';
  if (/[⚠🚧]/u.test(icon)) return 'warning';
  return /[🚨❗🛑🔥❌⛔]/u.test(icon) ? 'caution' : 'note';
}

function readDetails(details: HTMLElement): void {
  const summary = [...details.children].find((child) => nameOf(child) === 'summary');
  const head = create(details, 'summary');
  if (summary !== undefined) {
    for (const block of elementsIn(summary, 'p, div, h1, h2, h3, h4, h5, h6')) unwrap(block);
    head.append(...summary.childNodes);
    summary.remove();
  }
  const body = create(details, 'div', { 'data-type': 'detailsContent' });
  body.append(...details.childNodes);
  if (body.firstChild === null) body.append(create(details, 'p'));
  const fresh = create(details, 'details');
  fresh.append(head, body);
  // In place, because the caller goes on to look at where it stands.
  details.replaceChildren(...fresh.childNodes);
}

/** What only arranges a page goes, from the inside out: lines become paragraphs, boxes their content. */
export function flattenBlocks(root: HTMLElement): void {
  for (const element of elementsIn(root).reverse()) {
    const name = nameOf(element);
    if (!isBlock(element) || element.closest('pre') !== null || element.hasAttribute('data-type') || kept.test(name))
      continue;
    if (name === 'dt' && !hasBlockChild(element)) {
      const strong = create(element, 'strong');
      strong.append(...element.childNodes);
      element.append(strong);
    }
    if (hasBlockChild(element)) {
      paragraphsBetweenBlocks(element);
      unwrap(element);
    } else if (isBlank(element)) element.remove();
    else renamed(element, 'p', alignOf(element));
  }
  paragraphsBetweenBlocks(root);
  // Between blocks, and at the edge of one, a break shows nothing.
  for (const lone of elementsIn(root, 'br')) {
    if (isBlock(seenBeside(lone, 'previous')) || isBlock(seenBeside(lone, 'next'))) lone.remove();
  }
  for (const box of elementsIn(root, 'li, td, th')) {
    if (!hasBlockChild(box) && box.querySelector('br') !== null && !isBlank(box)) wrapChildren(box, 'p');
  }
  for (const paragraph of elementsIn(root, 'p')) divideAtBreaks(paragraph);
  for (const paragraph of elementsIn(root, 'p, h1, h2, h3, h4')) {
    const isOnly =
      paragraph.parentElement?.matches('li, td, th, blockquote, [data-type="detailsContent"]') === true &&
      paragraph.parentElement.children.length === 1;
    if (isBlank(paragraph) && !isOnly) paragraph.remove();
  }
  for (const empty of elementsIn(root, 'ul, ol, blockquote, aside').reverse()) if (isBlank(empty)) empty.remove();
}

/** Words between blocks get a line of their own, unless they start a cell or an item, where the schema sees to it. */
function paragraphsBetweenBlocks(parent: Element): void {
  if (!hasBlockChild(parent)) {
    if (parent.nodeName !== 'BODY' || [...parent.childNodes].every((node) => !isElement(node) || nameOf(node) !== 'br'))
      return;
  }
  let run: Node[] = [];
  const flush = () => {
    const last = run.at(-1);
    const content = isElement(last) && nameOf(last) === 'br' ? run.slice(0, -1) : run;
    const hasContent = content.some((node) =>
      isText(node) ? node.data.trim() !== '' : isElement(node) && nameOf(node) !== 'br',
    );
    if (hasContent && run[0] !== undefined) {
      const paragraph = create(parent, 'p');
      parent.insertBefore(paragraph, run[0]);
      paragraph.append(...run);
    } else for (const node of run) node.parentNode?.removeChild(node);
    run = [];
  };
  for (const node of [...parent.childNodes]) {
    if (isBlock(node) || (isElement(node) && node.hasAttribute('data-type') && nameOf(node) === 'div')) flush();
    else run.push(node);
  }
  flush();
}

/** Two breaks in a row are how many pages write paragraphs. Breaks at the edges of a line show nothing. */
function divideAtBreaks(paragraph: HTMLElement): void {
  const breaks = [...paragraph.children].filter((child) => nameOf(child) === 'br');
  for (const first of breaks) {
    const second = seenBeside(first, 'next');
    if (!paragraph.contains(first) || !isElement(second) || nameOf(second) !== 'br') continue;
    const before = create(paragraph, 'p', alignOf(paragraph));
    while (paragraph.firstChild !== null && paragraph.firstChild !== first) before.append(paragraph.firstChild);
    first.remove();
    second.remove();
    if (textOf(before) !== '' || before.querySelector('img') !== null) paragraph.before(before);
  }
  for (const edge of ['first', 'last'] as const) {
    for (let node = edgeOf(paragraph, edge); isElement(node) && nameOf(node) === 'br'; node = edgeOf(paragraph, edge))
      node.remove();
  }
}

function seenBeside(node: Node, side: 'next' | 'previous'): Node | null {
  let beside = node[`${side}Sibling`];
  while (isText(beside) && beside.data.trim() === '') beside = beside[`${side}Sibling`];
  return beside;
}

/** The first or last thing to see in a line, however deep in its marks. */
function edgeOf(line: Element, edge: 'first' | 'last'): Node | null {
  let node: Node | null = line;
  while (isElement(node) && node.firstChild !== null) {
    let child: Node | null = edge === 'first' ? node.firstChild : node.lastChild;
    while (child !== null && isText(child) && child.data.trim() === '') {
      child = edge === 'first' ? child.nextSibling : child.previousSibling;
    }
    node = child;
  }
  return node === line ? null : node;
}

/** Centred and right-aligned text was somebody's choice; justified text is a program's. */
export function alignOf(element: Element): Record<string, string> {
  const style = /text-align:\s*(center|right)/i.exec(element.getAttribute('style') ?? '')?.[1];
  const align =
    style ??
    /^(?:center|right)$/i.exec(element.getAttribute('align') ?? '')?.[0] ??
    /(?:^|\s)(?:has-text-align-|ql-align-|text-)(center|right)(?:\s|$)/.exec(element.className)?.[1];
  const isEnd = align === undefined && /text-align:\s*end/i.test(element.getAttribute('style') ?? '');
  return align === undefined && !isEnd ? {} : { style: `text-align: ${(align ?? 'right').toLowerCase()}` };
}
