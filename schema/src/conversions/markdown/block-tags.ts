import { readTagAttributes } from './inline-tags.js';

/** Tags around blocks. Markdown between them is read, as on GitHub, when empty lines stand around it. */
export type BlockPart =
  | { readonly kind: 'open'; readonly tag: string; readonly attrs: Readonly<Record<string, string>> }
  | { readonly kind: 'close'; readonly tag: string }
  | { readonly kind: 'text'; readonly text: string };

const blockTag =
  /<!--[\s\S]*?(?:-->|$)|<(\/?)(details|summary|table|tr|th|td)(?=[\s/>])((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi;

/** Whether an HTML block is one whose inside is not Markdown: it stays as it is typed. */
export function isOpaque(raw: string): boolean {
  return /^\s*<(?:script|pre|style|textarea|!|\?)/i.test(raw) || !/<\/?(?:details|summary|table|tr|th|td)\b/i.test(raw);
}

export function tagsOf(raw: string): BlockPart[] {
  const parts: BlockPart[] = [];
  let end = 0;
  const takeText = (to: number) => {
    const text = raw.slice(end, to).trim();
    if (text !== '') parts.push({ kind: 'text', text });
  };
  for (const match of raw.matchAll(blockTag)) {
    takeText(match.index);
    end = match.index + match[0].length;
    const tag = match[2]?.toLowerCase();
    if (tag === undefined) continue;
    if (match[1] === '/') parts.push({ kind: 'close', tag });
    else parts.push({ kind: 'open', tag, attrs: readTagAttributes(match[3] ?? '') });
  }
  takeText(raw.length);
  return parts;
}
