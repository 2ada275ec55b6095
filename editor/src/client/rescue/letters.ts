import * as Y from 'yjs';

/** The letters of an item of a text; what is none, and what was forgotten, is as many signs as it takes. */
export function lettersOf({ content, length }: Y.Item): string {
  return content instanceof Y.ContentString ? content.str : '\ufffc'.repeat(length);
}
