import type { Node } from '@tiptap/pm/model';

/** One replacement inside a text, in UTF-16 units. */
export interface TextChange {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/**
 * The smallest replacement that makes one text of another.
 *
 * "aa" becomes "aaa" in three ways. The caret tells which one it was, and it matters: other people's carets stand between
 * those letters.
 *
 * A surrogate pair is never cut: Yjs stores halves as U+FFFD, so that changing one emoji into another would destroy both.
 *
 * @param caret where the caret stands in `after`, or `null` if it is elsewhere
 */
export function textChange(before: string, after: string, caret: number | null): TextChange | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < shorter && before[prefix] === after[prefix]) prefix++;
  let suffix = 0;
  while (suffix < shorter && before[before.length - 1 - suffix] === after[after.length - 1 - suffix]) suffix++;
  const overlap = prefix + suffix - shorter;
  if (overlap > 0) {
    // The change may begin anywhere from here to `prefix`; an insertion ends and a deletion begins at the caret.
    const least = prefix - overlap;
    const inserted = Math.max(0, after.length - before.length);
    const wanted = caret === null ? prefix : caret - inserted;
    prefix = Math.min(prefix, Math.max(least, wanted));
    suffix = shorter - prefix;
  }
  if (isHighSurrogate(before.charCodeAt(prefix - 1))) prefix--;
  if (suffix > 0 && isLowSurrogate(before.charCodeAt(before.length - suffix))) suffix--;
  return { at: prefix, remove: before.length - suffix - prefix, insert: after.slice(prefix, after.length - suffix) };
}

const loneSurrogates = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Half an emoji cannot be encoded: it becomes the character that says so, of the same length. */
export function wellFormed(text: string): string {
  return text.replace(loneSurrogates, '\uFFFD');
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** The text of a block or of a part of it, one character for each position. */
export function flatText(block: Node, from = 0, to = block.content.size): string {
  return block.textBetween(from, to, '', '\ufffc');
}
