import type * as Y from 'yjs';

/** Finds the text of a run in which an offset is, the earlier one at a seam. */
export function textAt(texts: readonly Y.XmlText[], offset: number): { text: Y.XmlText; index: number } | null {
  let left = offset;
  for (const [at, text] of texts.entries()) {
    if (left <= text.length || at === texts.length - 1) return { text, index: Math.min(left, text.length) };
    left -= text.length;
  }
  return null;
}
