import * as Y from 'yjs';
import { wordsOf } from '../../client/rescue/written-lines.js';
import { typesMadeIn } from '../../client/rescue/written-types.js';
import { isEmptyParent } from './units.js';

/** A text of which an undo left only what somebody else had written into it. */
interface Torn {
  readonly text: Y.XmlText;
  /** What the undo took out of it, in its order. */
  readonly taken: string;
  readonly left: readonly { readonly at: number; readonly insert: string; readonly attributes: object }[];
}

/**
 * Whoever takes back that they made a heading of a paragraph gets the paragraph back, and the heading is deleted; only
 * what others wrote in the heading meanwhile is left of it. Here it is put where it belongs: into the words that came back.
 *
 * @returns `null` if nothing was torn; otherwise what mends it, inside a transaction; carets follow their letters
 */
export function tornWords(undo: Y.Transaction): (() => null) | null {
  const back = typesMadeIn(undo).flatMap((type) => (type instanceof Y.XmlText ? [type] : []));
  if (back.length === 0) return null;
  const touched = [...undo.changed.keys()].flatMap((type) => (type instanceof Y.XmlText ? [type] : []));
  const torn = touched.flatMap((text) => tornText(text, undo) ?? []);
  if (torn.length === 0) return null;
  return () => {
    for (const one of torn) mend(one, back);
    return null;
  };
}

function tornText(text: Y.XmlText, undo: Y.Transaction): Torn | null {
  if (text._item === null || text._item.deleted) return null;
  let taken = '';
  const ends: number[] = [];
  for (let item = text._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentString)) continue;
    if (!item.deleted) for (let index = 0; index < item.length; index += 1) ends.push(taken.length);
    else if (Y.isDeleted(undo.deleteSet, item.id)) taken += item.content.str;
  }
  if (taken === '' || ends.length === 0) return null;
  let at = 0;
  const left: { at: number; insert: string; attributes: object }[] = [];
  for (const { insert, attributes = {} } of text.toDelta() as { insert: unknown; attributes?: object }[]) {
    // Something that stands in the line cannot be moved.
    if (typeof insert !== 'string') return null;
    for (const letter of insert.split('')) {
      const place = ends[at] ?? 0;
      const last = left.at(-1);
      if (last?.at === place && last.attributes === attributes) last.insert += letter;
      else left.push({ at: place, insert: letter, attributes });
      at += 1;
    }
  }
  return { text, taken, left };
}

function mend({ text, taken, left }: Torn, back: readonly Y.XmlText[]): void {
  for (const target of back) {
    const start = wordsOf(target).indexOf(taken);
    if (start === -1) continue;
    for (const { at, insert, attributes } of [...left].reverse()) target.insert(start + at, insert, attributes);
    const parent = text.parent;
    text.delete(0, text.length);
    if (parent instanceof Y.XmlElement) dropEmpty(parent);
    return;
  }
}

/** Blocks that this person had made, and in which nothing is left. */
function dropEmpty(element: Y.XmlElement): void {
  const { _item: item, parent, doc } = element;
  const isOwn = item !== null && item.id.client === doc?.clientID;
  if (!isOwn || item.deleted || !(parent instanceof Y.XmlFragment) || !isEmptyParent(element)) return;
  parent.delete((parent.toArray() as unknown[]).indexOf(element), 1);
  if (parent instanceof Y.XmlElement) dropEmpty(parent);
}
