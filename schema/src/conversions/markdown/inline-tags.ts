import { knownAttributes } from '../../extensions/known-attributes.js';
import { isSafeHref } from '../../extensions/safe-href.js';
import type { JsonMark } from '../json-content.js';
import { decodeReferences } from './character-references.js';

/**
 * HTML tags that stand for a mark. Markdown has no underline, and its `**` cannot open or close everywhere a mark can
 * (`**a.**b`, or around a space): tags can.
 */
const markByTag: Readonly<Record<string, string>> = {
  strong: 'bold',
  b: 'bold',
  em: 'italic',
  i: 'italic',
  s: 'strike',
  del: 'strike',
  strike: 'strike',
  u: 'underline',
  ins: 'underline',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  tt: 'code',
  sub: 'subscript',
  sup: 'superscript',
  mark: 'highlight',
  span: 'textColor',
  a: 'link',
};

/** The tag that is written for a mark. */
export const tagByMark: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  strike: 's',
  underline: 'u',
  code: 'code',
  subscript: 'sub',
  superscript: 'sup',
  highlight: 'mark',
  textColor: 'span',
  link: 'a',
};

/** Tags that only lay out what is in them: they are left out, where others stay as they are typed. */
const layoutTags = new Set(
  'p div center section article header footer main nav picture source font small big abbr cite dfn q time var wbr'
    .concat(' dl dt dd figure figcaption thead tbody tfoot colgroup col caption')
    .split(' '),
);

export type InlineTag =
  | { readonly kind: 'open'; readonly tag: string; readonly mark: JsonMark | null }
  | { readonly kind: 'close'; readonly tag: string }
  | { readonly kind: 'image'; readonly attrs: Readonly<Record<string, string>> }
  | { readonly kind: 'math'; readonly latex: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'nothing' };

/** What a tag means, or `undefined` if it means nothing here and stays text. */
export function readInlineTag(raw: string): InlineTag | undefined {
  if (raw.startsWith('<!--')) return { kind: 'nothing' };
  const match = /^<(\/?)([a-zA-Z][a-zA-Z0-9]*)(\s[\s\S]*?)?\s*\/?>$/.exec(raw);
  const tag = match?.[2]?.toLowerCase();
  if (match === null || tag === undefined) return undefined;
  if (tag === 'br') return { kind: 'break' };
  if (layoutTags.has(tag)) return { kind: 'nothing' };
  if (match[1] === '/') return tag in markByTag ? { kind: 'close', tag } : undefined;
  const attrs = readTagAttributes(match[3] ?? '');
  if (tag === 'img') return attrs['src'] === undefined ? undefined : { kind: 'image', attrs };
  if (!Object.hasOwn(markByTag, tag)) return undefined;
  if (tag === 'span' && attrs['data-latex'] !== undefined) return { kind: 'math', latex: attrs['data-latex'] };
  return { kind: 'open', tag, mark: readMark(markByTag[tag] ?? '', attrs) };
}

/** `null` for a tag that is paired with its end but marks nothing, such as a link that could run code. */
function readMark(type: string, attrs: Readonly<Record<string, string>>): JsonMark | null {
  switch (type) {
    case 'link': {
      const { href, title } = attrs;
      if (!href || !isSafeHref(href)) return null;
      return { type, attrs: { href, ...(title && { title }) } };
    }
    case 'highlight':
      return { type, attrs: { color: 'yellow', ...knownAttributes(type, { color: attrs['data-color'] }) } };
    case 'textColor': {
      const { color } = knownAttributes(type, { color: attrs['data-color'] });
      return color ? { type, attrs: { color } } : null;
    }
    default:
      return { type };
  }
}

const attribute = /([a-zA-Z_:][\w.:-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** The attributes of a start tag, by their names in lower case. The first of two with one name counts, as in HTML. */
export function readTagAttributes(source: string): Record<string, string> {
  const attrs: Record<string, string> = {};
  for (const [, name = '', double, single, bare] of source.matchAll(attribute)) {
    const key = name.toLowerCase();
    if (!Object.hasOwn(attrs, key)) attrs[key] = decodeReferences(double ?? single ?? bare ?? '');
  }
  return attrs;
}
