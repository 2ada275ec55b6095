import { isSafeHref } from '@manyhands/schema';
import { getMarkRange } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';

/** A link of the text, from its first letter to behind its last. */
export interface LinkAtCaret {
  readonly href: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The link that the caret stands in. Its edges count, as in other editors: a link of one letter has no inside, and End
 * leads to the edge of one that ends the line.
 *
 * @returns `null` for a selection, and for an address that nobody should open
 */
export function linkAtCaret({ selection, schema }: EditorState): LinkAtCaret | null {
  const { $head, empty } = selection;
  const { link } = schema.marks;
  if (!empty || link === undefined || !$head.parent.inlineContent) return null;
  // Where two meet, the one that begins here.
  const mark = link.isInSet($head.nodeAfter?.marks ?? []) ?? link.isInSet($head.nodeBefore?.marks ?? []);
  const href: unknown = mark?.attrs['href'];
  const range = mark === undefined ? undefined : getMarkRange($head, link, mark.attrs);
  return range && isSafeHref(href) && href !== '' ? { href, ...range } : null;
}
