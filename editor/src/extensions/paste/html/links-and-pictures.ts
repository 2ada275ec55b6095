import { isSafeHref } from '@manyhands/schema';
import {
  create,
  elementsIn,
  hasBlockChild,
  isBlock,
  isElement,
  nameOf,
  renamed,
  textOf,
  unwrap,
  wrapChildren,
} from './dom.js';

/** One or more, with what joins and colours them; flags and keys too. */
const emoji =
  /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|[\u{e0020}-\u{e007f}]|\u200d|\ufe0f|[\d#*]\ufe0f?\u20e3)+$/u;

/** Makes every address absolute or takes it away: what was near a page is not near this document. */
export function readLinksAndPictures(root: HTMLElement, base: string | null): void {
  for (const picture of elementsIn(root, 'picture')) unwrap(picture);
  for (const link of elementsIn(root, 'a')) if (hasBlockChild(link)) linkLines(link);
  for (const img of elementsIn(root, 'img')) readPicture(img, base);
  for (const link of elementsIn(root, 'a')) {
    const href = absolute(link.getAttribute('href'), base);
    if (link.querySelector('img') !== null && textOf(link) === '') unwrap(link);
    else if (href === null || textOf(link) === '') unwrap(link);
    else {
      const plain = renamed(link, 'a', { href: direct(href) });
      for (const part of elementsIn(plain, 'u, ins')) unwrap(part);
    }
  }
  for (const item of elementsIn(root, 'li.gallerybox')) readGalleryItem(item);
  for (const figure of elementsIn(root, 'figure')) readFigure(figure);
}

/** A whole card that is a link: each of its lines becomes one. */
function linkLines(link: HTMLElement): void {
  const href = link.getAttribute('href');
  const lines = elementsIn(link).filter((element) => isBlock(element) && !hasBlockChild(element));
  if (href !== null) for (const line of lines) wrapChildren(line, 'a', { href });
  unwrap(link);
}

function readPicture(img: HTMLElement, base: string | null): void {
  const alt = img.getAttribute('alt') ?? '';
  const name = img.getAttribute('data-stringify-emoji');
  if (name !== null || img.matches('.emoji, .emojione, .twemoji, [data-emoji]') || isEmoji(alt)) {
    img.replaceWith(alt !== '' ? alt : (name ?? ''));
    return;
  }
  const lazy = img.getAttribute('data-src') ?? img.getAttribute('data-original') ?? img.getAttribute('data-lazy-src');
  const own = img.getAttribute('src');
  const src = own === null || (own.startsWith('data:') && lazy !== null) ? lazy : own;
  const href = src?.startsWith('data:image/') ? src : absolute(src, base);
  const smallest = img.matches('.avatar') ? 64 : 2;
  const isTiny = ['width', 'height'].some((side) => Number.parseFloat(img.getAttribute(side) ?? '99') <= smallest);
  if (href === null || isTiny || !/^(?:https?:|data:image\/(?:png|jpe?g|gif|webp);)/i.test(href)) {
    img.remove();
    return;
  }
  const width = Number.parseInt(
    img.getAttribute('width') ??
      /(?:^|;)\s*width:\s*(\d+)(?:\.\d+)?px/.exec(img.getAttribute('style') ?? '')?.[1] ??
      '',
    10,
  );
  const attributes = { src: href, ...(alt !== '' && { alt }), ...(width > 16 && { width: String(width) }) };
  img.replaceWith(create(img, 'img', attributes));
}

/** Chats draw them as pictures and say in words which they are. */
function isEmoji(words: string): boolean {
  return words.length <= 32 && emoji.test(words);
}

/** MediaWiki lays pictures out in lists. */
function readGalleryItem(item: HTMLElement): void {
  const words = item.querySelector<HTMLElement>('.gallerytext');
  if (words !== null) renamed(words, 'figcaption');
  const list = item.parentElement;
  const figure = renamed(item, 'figure');
  if (list?.matches('ul, ol')) list.before(figure);
  if (list?.children.length === 0) list.remove();
}

/** A picture and the words under it; figures of other things are those things. */
function readFigure(figure: HTMLElement): void {
  const images = elementsIn(figure, 'img');
  const [img] = images;
  // Those of figures in it are theirs.
  const caption = elementsIn(figure, 'figcaption').find((words) => words.closest('figure') === figure) ?? null;
  if (images.length !== 1 || img === undefined || figure.querySelector('table, pre, blockquote, li') !== null) {
    if (caption !== null) renamed(caption, 'p');
    unwrap(figure);
    return;
  }
  const tidy = create(figure, 'figure');
  tidy.append(img);
  if (caption !== null && textOf(caption) !== '') {
    const words = create(figure, 'figcaption');
    words.textContent = textOf(caption);
    tidy.append(words);
  }
  caption?.remove();
  figure.before(tidy);
  // What else is said in it stands below.
  if (textOf(figure) === '') figure.remove();
  else unwrap(figure);
}

/** Pictures stand between lines. One in the middle of a line divides it. */
export function liftPictures(root: HTMLElement): void {
  for (const img of elementsIn(root, 'img, figure, [data-type="block-math"]')) {
    if (nameOf(img) === 'img' && img.closest('figure') !== null) continue;
    for (
      let parent = img.parentElement;
      parent !== null && parent !== root && isLine(parent);
      parent = img.parentElement
    ) {
      const rest = create(parent, nameOf(parent));
      for (const attribute of parent.attributes) rest.setAttribute(attribute.name, attribute.value);
      for (let node = img.nextSibling; node !== null; node = img.nextSibling) rest.append(node);
      parent.after(img);
      if (isElement(rest) && (textOf(rest) !== '' || rest.querySelector('img, figure') !== null)) img.after(rest);
      if (textOf(parent) === '' && parent.querySelector('img, figure, [data-latex]') === null) parent.remove();
    }
  }
}

function isLine(element: Element): boolean {
  return /^(?:p|h[1-6]|span|a|strong|em|b|i|u|s|mark|sub|sup|code|del|ins|font|small|big|abbr|label)$/.test(
    nameOf(element),
  );
}

function absolute(address: string | null | undefined, base: string | null): string | null {
  const text = address?.trim() ?? '';
  if (text === '' || text.startsWith('#') || text.length > 4000) return null;
  // Of the page's own scheme, which is nearly always this one.
  if (text.startsWith('//')) return absolute(`https:${text}`, base);
  if (/^[a-z][a-z\d+.-]*:/i.test(text))
    return isSafeHref(text) && !/^(?:file|about|blob|webkit-fake-url):/i.test(text) ? text : null;
  if (base === null || !URL.canParse(text, base)) return null;
  const { href } = new URL(text, base);
  return isSafeHref(href) ? href : null;
}

/** Google wraps links of documents and mails to count clicks. */
function direct(href: string): string {
  if (!/^https:\/\/(?:www\.)?google\.[a-z.]+\/url\?/i.test(href) || !URL.canParse(href)) return href;
  const target = new URL(href).searchParams.get('q') ?? new URL(href).searchParams.get('url');
  return target !== null && /^https?:/i.test(target) && isSafeHref(target) ? target : href;
}
