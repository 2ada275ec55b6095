import type { Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { createStored, storedElement } from '../stored-content.js';
import { textAt } from '../text-at.js';
import { isDetached } from './ancestry.js';
import { type Deletions, deletionsTakenIn } from './deletions.js';
import { keyOf, lettersIn } from './letters.js';
import { type Copy, isSameGap, newBlocks, type OwnCopies, type Rewriting } from './own-copies.js';
import { removeLine } from './remove-line.js';
import type { WriteAgain } from './rescue-content.js';
import { childrenOf, lineTest, type Parent } from './schema-fit.js';
import { alignLines, insertAt, readLine, type WrittenLine } from './written-lines.js';

/** Fewer letters are in many a line one behind the other. */
const minScattered = 4;

/** A line of one's own, and the one in which somebody else wrote the same words. */
interface Double {
  readonly copy: Copy;
  readonly theirs: Y.XmlElement;
}

export interface DoubledLines {
  readonly write: WriteAgain;
  /** What is not to be taken back any more: it would come beside theirs. */
  readonly settled: readonly Rewriting[];
}

/**
 * When two people make another block of the same one at the same time (a heading, a list, two lines), both delete it and
 * both write its words anew: they stand there twice. Both see that; the one with the higher Yjs id takes their own away.
 *
 * That neither knew of the other is certain: they deleted the same, and wrote between the same two neighbours.
 *
 * @returns `null` if nothing is doubled, or if it is for the other one to take theirs away
 */
export function doubledLines(
  change: Y.Transaction,
  root: Y.XmlFragment,
  { all }: OwnCopies,
  schema: Schema,
): DoubledLines | null {
  if (all.length === 0) return null;
  const blocks = newBlocks(change, root, lineTest(schema));
  const seen = blocks.length === 0 ? null : deletionsTakenIn(change.doc);
  if (seen === null) return null;
  const found = blocks.flatMap(({ gap, lines }) => {
    const theirs = lines.filter(({ element }) => (element._item?.id.client ?? 0) < change.doc.clientID);
    const own = all.filter(({ gaps }) => gaps.some((other) => isSameGap(other, gap)));
    return own.map((rewriting) => ({ rewriting, doubles: doublesOf(rewriting, theirs, seen) }));
  });
  const doubles = found.flatMap((one) => one.doubles);
  if (doubles.length === 0) return null;
  const settled = found.flatMap(({ rewriting, doubles: { length } }) =>
    length === rewriting.copies.length ? [rewriting] : [],
  );
  // From the end: what is in an item goes before the item.
  const write: WriteAgain = (caret) =>
    doubles.reduceRight<Y.RelativePosition | null>((head, double) => takeAway(double, schema, caret) ?? head, null);
  return { write, settled };
}

function doublesOf({ copies }: Rewriting, theirs: readonly WrittenLine[], seen: Deletions): Double[] {
  const own = copies.filter((copy) => !isDetached(copy.element) && copy.source.some((id) => Y.isDeleted(seen, id)));
  const pairs = alignLines(
    own.map(({ words }) => words),
    theirs.map(({ words }) => words),
  );
  const left = theirs.filter((_line, index) => !pairs.includes(index));
  return own.flatMap((copy, row) => {
    // They may have written more in it, or have broken the line at another place.
    const line = theirs[pairs[row] ?? -1] ?? left.find(({ words }) => isOnePartOf(copy.words, words));
    return line === undefined ? [] : [{ copy, theirs: line.element }];
  });
}

function isOnePartOf(own: string, theirs: string): boolean {
  return own !== '' && (lettersWithin(own, theirs) !== null || isPartOf(theirs, own));
}

function isPartOf(part: string, whole: string): boolean {
  return part !== '' && (whole.startsWith(part) || whole.endsWith(part));
}

/** Where the letters of a copy are in a line in which more may have been written since; `null` if they are not all there. */
function lettersWithin(copy: string, words: string): number[] | null {
  const start = words.indexOf(copy);
  if (start !== -1) return Array.from(copy.split(''), (_letter, index) => start + index);
  if (copy.length < minScattered) return null;
  const places: number[] = [];
  for (const letter of copy.split('')) {
    const at = words.indexOf(letter, (places.at(-1) ?? -1) + 1);
    if (at === -1) return null;
    places.push(at);
  }
  return places;
}

function takeAway(
  { copy, theirs }: Double,
  schema: Schema,
  caret: Y.RelativePosition | null,
): Y.RelativePosition | null {
  if (isDetached(copy.element) || isDetached(theirs)) return null;
  const line = readLine(theirs);
  const places = lettersWithin(copy.words, line.words);
  if (places !== null) {
    const head = giveTo(line, places, copy, caret);
    removeLine(copy.element, schema);
    return head;
  }
  // It may have been changed a moment ago.
  if (isPartOf(line.words, copy.words)) shorten(copy, theirs, line.words);
  return null;
}

/**
 * Writes what is in one's own line besides the words that are doubled into the other line.
 *
 * @param places where the letters of the copy are in it
 */
function giveTo(
  line: WrittenLine,
  places: readonly number[],
  copy: Copy,
  caret: Y.RelativePosition | null,
): Y.RelativePosition | null {
  const ordinals = new Map(copy.letters.map((id, index) => [keyOf(id), index]));
  let at = places[0] ?? 0;
  let caretAt = caret?.item == null && isCaretIn(copy.element, caret) ? at : -1;
  let given = 0;
  for (const { id, letter } of readLine(copy.element).texts.flatMap(lettersIn)) {
    const ordinal = ordinals.get(keyOf(id));
    if (ordinal === undefined) {
      insertAt(line, at + given, letter);
      given += 1;
    } else at = (places[ordinal] ?? at) + 1;
    if (caret?.item != null && Y.compareIDs(caret.item, id)) caretAt = at + given;
  }
  return caretAt === -1 ? null : positionIn(line.element, caretAt);
}

function isCaretIn(element: Y.XmlElement, caret: Y.RelativePosition | null): boolean {
  const types = [element, ...childrenOf(element)];
  return types.some((type) => {
    const item = type instanceof Y.AbstractType ? type._item : null;
    return caret?.type != null && item !== null && Y.compareIDs(item.id, caret.type);
  });
}

function positionIn(line: Y.XmlElement, index: number): Y.RelativePosition {
  const { text, index: at } = textAt(readLine(line).texts, index) ?? { text: line, index: 0 };
  return Y.createRelativePositionFromTypeIndex(text, at, -1);
}

/** They broke the line nearer to its end, or to its beginning: one's own part is what is left between. */
function shorten({ element, letters }: Copy, theirs: Y.XmlElement, words: string): void {
  const own = readLine(element);
  const isEnd = own.words.endsWith(words);
  const doubled = isEnd ? letters.slice(-words.length) : letters.slice(0, words.length);
  for (const text of own.texts) {
    for (const [index, { id }] of [...lettersIn(text).entries()].reverse())
      if (doubled.some((other) => Y.compareIDs(other, id))) text.delete(index, 1);
  }
  const parent = element.parent as Parent;
  const children = childrenOf(parent);
  if (theirs.parent !== parent || children.indexOf(element) < children.indexOf(theirs) === isEnd) return;
  const stored = storedElement(element);
  parent.delete(children.indexOf(element), 1);
  parent.insert(childrenOf(parent).indexOf(theirs) + (isEnd ? 0 : 1), [createStored(stored)]);
}
