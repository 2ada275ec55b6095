import type { Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { createStored, type StoredElement, storedElement } from '../stored-content.js';
import { isDetached, isWithin } from './ancestry.js';
import type { KnownLine, LostBlock, Spot } from './lost-types.js';
import { canInsert, childrenOf, type Parent } from './schema-fit.js';
import { bestPlace, type WrittenLine } from './written-lines.js';

/** So many blocks further on somebody else may have written it. */
const maxLook = 20;

/** The line that says what a line said that is gone, by the row of that one. */
export type Counterpart = (row: number) => WrittenLine | null;

/** A block next to which another one belongs. */
export interface Beside {
  readonly element: Y.XmlElement;
  /** Whether the other one comes behind it, and not before it. */
  readonly goesBehind: boolean;
}

/**
 * Finds the place of a block by the lines that stood around it: it belongs as far outside the nearest one that stands
 * somewhere as it was.
 */
export function placeOfBlock(
  { index, chain }: LostBlock,
  lines: readonly KnownLine[],
  counterpart: Counterpart,
  present: readonly WrittenLine[],
): Beside | null {
  for (const row of outwards(index, lines.length)) {
    const line = lines[row];
    const common = chain.find((element) => line?.chain.includes(element));
    if (line === undefined || common === undefined) continue;
    const goesBehind = row < index;
    const found = counterpart(row) ?? bestPlace(present, line.words, goesBehind ? line.words.length : 0)?.line;
    if (found !== undefined) return { element: climb(found.element, line.chain.indexOf(common) - 1), goesBehind };
  }
  return null;
}

/** Where the block was in which something stood that has no other place; `null` if nothing is left around there. */
export function placeAt({ left, parent }: Spot): Beside | null {
  if (left !== null && !isDetached(left)) return { element: left, goesBehind: true };
  const first = childrenOf(parent).find((child) => child instanceof Y.XmlElement);
  if (first !== undefined) return { element: first, goesBehind: false };
  return parent instanceof Y.XmlElement && !isDetached(parent) ? { element: parent, goesBehind: true } : null;
}

/** The rows before and behind a place, the nearest first. */
function* outwards(index: number, count: number): Generator<number> {
  for (let distance = 0; distance < count; distance += 1) {
    if (index - 1 - distance >= 0) yield index - 1 - distance;
    if (index + distance < count) yield index + distance;
  }
}

/** What is around a line, so many steps out, and within the document. */
function climb(line: Y.XmlElement, height: number): Y.XmlElement {
  let at = line;
  for (let step = 0; step < height && at.parent instanceof Y.XmlElement; step += 1) at = at.parent;
  return at;
}

/** @returns the first of what was made of it; `null` if it fits nowhere around there */
export function insertBeside(
  { element, goesBehind }: Beside,
  schema: Schema,
  stored: StoredElement,
): Y.XmlElement | Y.XmlText | null {
  for (let at = element; ; at = at.parent as Y.XmlElement) {
    const parent = at.parent as Parent;
    const index = childrenOf(parent).indexOf(at) + (goesBehind ? 1 : 0);
    for (const blocks of forms(stored, at.nodeName)) {
      if (!canInsert(schema, parent, index, blocks)) continue;
      const made = blocks.map(createStored);
      parent.insert(index, made);
      return made[0] ?? null;
    }
    if (!(parent instanceof Y.XmlElement)) return null;
  }
}

/** Whether somebody else wrote the same block again already; what stood there before does not count. */
export function isBlockThere(
  { element, goesBehind }: Beside,
  stored: StoredElement,
  known: readonly Y.XmlElement[],
): boolean {
  const siblings = childrenOf(element.parent as Parent);
  const at = siblings.indexOf(element);
  const near = goesBehind ? siblings.slice(at + 1, at + 1 + maxLook) : siblings.slice(Math.max(0, at - maxLook), at);
  const wanted = JSON.stringify(stored);
  return near.some(
    (sibling) =>
      sibling instanceof Y.XmlElement &&
      !known.some((line) => isWithin(line, sibling)) &&
      JSON.stringify(storedElement(sibling)) === wanted,
  );
}

/** As it is; as the one beside it, a task among tasks; or without what is around its lines. */
function* forms(stored: StoredElement, name: string): Generator<readonly StoredElement[]> {
  yield [stored];
  yield [{ name, attrs: {}, content: stored.content }];
  for (let inner = elementsIn(stored); inner.length > 0; inner = inner.flatMap(elementsIn)) yield inner;
}

function elementsIn({ content }: StoredElement): StoredElement[] {
  return content.filter((child): child is StoredElement => !('delta' in child));
}
