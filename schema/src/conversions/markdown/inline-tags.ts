/**
 * HTML tags that stand for a mark. Markdown has no underline, and its `**` cannot open or close everywhere a mark can
 * (`**a.**b`, or around a space): tags can. Read without attributes only.
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
};

/** The tag that is written for a mark. */
export const tagByMark: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  strike: 's',
  underline: 'u',
};

export type InlineTag = { readonly kind: 'open' | 'close'; readonly mark: string } | { readonly kind: 'break' };

/** What a tag means, or `undefined` if it means nothing here and stays text. */
export function readInlineTag(raw: string): InlineTag | undefined {
  const match = /^<(\/?)([a-zA-Z]+)\s*\/?>$/.exec(raw);
  const name = match?.[2]?.toLowerCase();
  if (match === null || name === undefined) return undefined;
  if (name === 'br') return { kind: 'break' };
  if (!Object.hasOwn(markByTag, name)) return undefined;
  return { kind: match[1] === '/' ? 'close' : 'open', mark: markByTag[name] ?? '' };
}
