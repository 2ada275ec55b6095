import { type ClipboardSource, choosesColors } from './clipboard-source.js';
import { elementsIn, hasBlockChild, nameOf, renamed, textOf, unwrap, wrapChildren } from './dom.js';
import { paletteColorOf } from './palette-match.js';
import { isMonospace, type StyleReader } from './styles.js';

/** Makes marks of what looks marked: elements of the right name for every style that means something. */
export function readInlineStyles(root: HTMLElement, styles: StyleReader, source: ClipboardSource): void {
  const elements = elementsIn(root, '*');
  const lines = new WeakMap<Element, string>();
  for (const element of elements) {
    const name = nameOf(element);
    if (!root.contains(element) || /^(?:pre|ul|ol|table|tbody|thead|tr|br|img|hr|body|code)$/.test(name)) continue;
    if (element.closest('pre') !== null || element.hasAttribute('data-latex')) continue;
    const style = styles.of(element);
    const weight = style.get('font-weight') ?? (/\bbold\b/.test(style.get('font') ?? '') ? 'bold' : undefined);
    const isHeading = element.closest('h1, h2, h3, h4, h5, h6') !== null;
    const marks = marksOf(element, style, weight, isHeading);
    const isChosen = choosesColors(source) && !isHeading;
    const isCode = isChosen && isMonospace(style) && isInWords(element, lines);
    if (isCode) marks.push('code');
    // Code has the colour of code.
    const colors = isChosen && !isCode ? colorsOf(element, style, source) : [];
    for (const mark of marks) if (textOf(element) !== '') wrapChildren(element, mark);
    for (const [mark, attributes] of colors) if (textOf(element) !== '') wrapChildren(element, mark, attributes);
    // `<b style="font-weight: normal">` is how Google Docs wraps everything.
    if (/^(?:b|strong)$/.test(name) && weight !== undefined && !isBold(weight)) unwrap(element);
    else if (/^(?:i|em|cite|dfn|var)$/.test(name) && style.get('font-style') === 'normal') unwrap(element);
  }
  // Google Docs strikes through what is ticked.
  for (const struck of source === 'google-docs' ? elementsIn(root, 'li[data-checked="true"] s') : []) {
    if (struck.closest('li')?.getAttribute('data-checked') === 'true') unwrap(struck);
  }
  for (const quote of elementsIn(root, 'q')) {
    quote.prepend('“');
    quote.append('”');
  }
  for (const name of ['tt', 'kbd', 'samp']) for (const element of elementsIn(root, name)) renamed(element, 'code');
  for (const heading of elementsIn(root, 'h1, h2, h3, h4, h5, h6')) plainHeading(heading);
}

/**
 * Whether there are other words in its line: a whole page in such a face is a page and no code.
 *
 * @param lines what each line says: read once, however many parts it has
 */
function isInWords(element: HTMLElement, lines: WeakMap<Element, string>): boolean {
  const line = element.closest('p, li, td, th, div');
  if (line === null || line === element || hasBlockChild(element)) return false;
  const words = lines.get(line) ?? textOf(line);
  lines.set(line, words);
  return words !== textOf(element);
}

function marksOf(
  element: HTMLElement,
  style: ReadonlyMap<string, string>,
  weight: string | undefined,
  isHeading: boolean,
): string[] {
  const marks: string[] = [];
  if (!isHeading && weight !== undefined && isBold(weight)) marks.push('strong');
  if (
    /italic|oblique/.test(style.get('font-style') ?? '') ||
    (style.get('mso-bidi-font-style') === undefined && /\bitalic\b/.test(style.get('font') ?? ''))
  ) {
    marks.push('em');
  }
  const decoration = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`;
  const isLink = element.closest('a[href]') !== null || element.querySelector('a[href]') !== null;
  if (decoration.includes('underline') && !isLink) marks.push('u');
  if (decoration.includes('line-through')) marks.push('s');
  const align = style.get('vertical-align');
  if (!/^(?:td|th)$/.test(nameOf(element))) {
    if (align === 'super') marks.push('sup');
    if (align === 'sub') marks.push('sub');
  }
  return marks;
}

function colorsOf(
  element: HTMLElement,
  style: ReadonlyMap<string, string>,
  source: ClipboardSource,
): [string, Record<string, string>][] {
  const name = nameOf(element);
  if (/^(?:p|div|li|h[1-6]|blockquote|a)$/.test(name) || element.closest('a[href]') !== null) return [];
  // The ground of a cell is the cell's. In a sheet, the words have no element but their cell.
  const isCell = /^(?:td|th)$/.test(name);
  if (isCell && (source !== 'sheet' || element.querySelector('a[href]') !== null)) return [];
  const colors: [string, Record<string, string>][] = [];
  const background = paletteColorOf(
    style.get('mso-highlight') ?? style.get('background-color') ?? style.get('background'),
    'background',
  );
  if (background !== null && !isCell) colors.push(['mark', { 'data-color': background }]);
  const text = paletteColorOf(style.get('color') ?? element.getAttribute('color') ?? undefined, 'text');
  if (text !== null) colors.push(['span', { class: 'mh-text-color', 'data-color': text }]);
  return colors;
}

function isBold(weight: string): boolean {
  return /^bold/.test(weight) || Number.parseInt(weight, 10) >= 600;
}

/** A heading is bold already. */
function plainHeading(heading: HTMLElement): void {
  const whole = textOf(heading);
  for (const element of elementsIn(heading, 'strong, b')) if (textOf(element) === whole) unwrap(element);
}
