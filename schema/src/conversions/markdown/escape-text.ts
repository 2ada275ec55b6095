import { encodeReference } from './character-references.js';

/** Characters that start inline syntax wherever they stand. `|` is one of a table's cells. */
const syntax = /[\\`*[\]<|~$]/g;

/** A footnote's mark: text here, but on GitHub a footnote, which it should stay. */
const footnote = /\\\[(\^[A-Za-z0-9-]{1,32})\\\](?![([])/g;

/** Two of them begin a highlight; the other one may stand in a neighbouring text. */
const highlightEdge = /=(?==)|(?<==)=|^=|=$/g;

/** Bare addresses that GFM turns into links. */
const autolink = /(?:https?|ftp)(?=:\/\/)|www(?=\.)|(?<=[\w.+-])(?=@[\w-])/gi;

/** What looks like a character reference would be read as one. */
const reference = /&(?=#?\w+;)/g;

/** Not allowed in Markdown or HTML; no editor can type them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
export const controls = /[\u0000-\u0008\u000e-\u001f\u007f]/g;

/** White space that a parser would normalise: line ends, tabs, and separators that `.` does not match. */
export const unstableSpace = /[\t\n\v\f\r\u0085\u2028\u2029\ufeff]/g;

/** What starts a block at the beginning of a line. */
const blockStart = /^(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|-(?=-)|=(?=[=\s]|$)|>|:(?=-))/;
const orderedStart = /^(\d{1,9})([.)])(?=\s|$)/;

/** Text as Markdown, away from the beginning of a line. */
export function escapeInline(text: string): string {
  return text
    .replace(controls, '')
    .replace(syntax, '\\$&')
    .replace(footnote, '[$1]')
    .replace(/_/g, escapeUnderscore)
    .replace(highlightEdge, '\\=')
    .replace(reference, '&amp;')
    .replace(autolink, '$&\\')
    .replace(unstableSpace, encodeReference);
}

/** Between letters or digits `_` is never emphasis, and `snake_case` stays readable. */
function escapeUnderscore(_: string, offset: number, text: string): string {
  return /[\p{L}\p{N}]/u.test(text[offset - 1] ?? '') && /[\p{L}\p{N}]/u.test(text[offset + 1] ?? '') ? '_' : '\\_';
}

/** Escaped text for where backslashes are text, such as in HTML. */
export function withoutBackslashes(escaped: string): string {
  return escaped.replace(/\\([!-/:-@[-`{-~])/g, (_, character: string) => encodeReference(character));
}

/** Text in an attribute of a tag, by references alone: no parser disagrees about those. */
export function escapeAttribute(text: string): string {
  return text.replace(controls, '').replace(/[^\p{L}\p{N} /:.,;?#%+=@-]/gu, encodeReference);
}

/** Escaped text that begins a line: also no block may start there, and no white space be trimmed. */
export function escapeLineStart(escaped: string): string {
  return escaped.replace(/^\s/, encodeReference).replace(blockStart, '\\$&').replace(orderedStart, '$1\\$2');
}

/** Escaped text that ends a line: no white space may be trimmed. */
export function escapeLineEnd(escaped: string): string {
  return escaped.replace(/\s$/, encodeReference);
}

/** Escaped text that ends a heading: a run of `#` there would be taken for its closing sequence. */
export function escapeHeadingEnd(escaped: string): string {
  return escaped.replace(/(?<!\\)((?:\\\\)*)#$/, '$1\\#');
}
