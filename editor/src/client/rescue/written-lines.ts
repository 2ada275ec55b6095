import * as Y from 'yjs';
import { textAt } from '../text-at.js';
import { typesMadeIn } from './written-types.js';

/** A line that somebody made, or wrote in. */
export interface WrittenLine {
  readonly element: Y.XmlElement;
  /** Two people who begin in an empty line make one text each. */
  readonly texts: readonly Y.XmlText[];
  readonly words: string;
}

/** Where a letter belongs: before the one that has this index in the line. */
export interface Place {
  readonly line: WrittenLine;
  readonly index: number;
}

/** So much of what stands around a letter tells where it belongs. */
const maxContext = 40;
/** Less in common is chance, unless it is all there is. */
const minContext = 6;
/** Pairs of lines that are compared to find the same ones; of more only the first ones are. */
const maxPairs = 1_000_000;

/** The lines that a change made or changed, in the order of the page. */
export function writtenLines(
  change: Y.Transaction,
  root: Y.XmlFragment,
  isLine: (name: string) => boolean,
): WrittenLine[] {
  const touched = new Set<unknown>([...typesMadeIn(change), ...change.changed.keys()]);
  const isTouched = (line: Y.XmlElement) =>
    touched.has(line) || (line.toArray() as unknown[]).some((text) => touched.has(text));
  return linesIn(root, isLine).filter(isTouched).map(readLine);
}

/** All lines of a document or of a part of it, in the order of the page. */
export function linesIn(parent: Y.XmlFragment, isLine: (name: string) => boolean): Y.XmlElement[] {
  return (parent.toArray() as unknown[]).flatMap((child) => {
    if (!(child instanceof Y.XmlElement)) return [];
    return isLine(child.nodeName) ? [child] : linesIn(child, isLine);
  });
}

/** A line as it is now. */
export function readLine(element: Y.XmlElement): WrittenLine {
  const texts = (element.toArray() as unknown[]).filter((child) => child instanceof Y.XmlText);
  return { element, texts, words: texts.map(wordsOf).join('') };
}

/** The letters of a text; what else stands in it is one of them. */
export function wordsOf(text: Y.XmlText): string {
  return (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : '\ufffc'))
    .join('');
}

/**
 * Finds the lines that say the same, in the same order: as many as there are.
 *
 * @returns for each of the first ones the index of its counterpart, or -1
 */
export function alignLines(known: readonly string[], written: readonly string[]): number[] {
  const width = Math.min(written.length, Math.floor(maxPairs / Math.max(1, known.length)));
  const best = Array.from({ length: known.length + 1 }, () => new Uint32Array(width + 1));
  const bestAt = (row: number, column: number) => best[row]?.[column] ?? 0;
  for (let row = known.length - 1; row >= 0; row -= 1) {
    for (let column = width - 1; column >= 0; column -= 1) {
      const isSame = known[row] === written[column];
      const rest = Math.max(bestAt(row + 1, column), bestAt(row, column + 1));
      (best[row] as Uint32Array)[column] = isSame ? Math.max(rest, bestAt(row + 1, column + 1) + 1) : rest;
    }
  }
  let column = 0;
  return known.map((words, row) => {
    while (column < width && words !== written[column] && bestAt(row, column + 1) === bestAt(row, column)) column += 1;
    if (column === width || words !== written[column]) return -1;
    column += 1;
    return column - 1;
  });
}

/** The place whose surroundings have most in common with those of a letter. */
export function bestPlace(lines: readonly WrittenLine[], known: string, at: number): Place | null {
  const before = known.slice(Math.max(0, at - maxContext), at);
  const after = known.slice(at, at + maxContext);
  const wanted = Math.min(minContext, before.length + after.length);
  let best: Place | null = null;
  let most = Math.max(0, wanted - 1);
  for (const line of lines) {
    for (let index = 0; index <= line.words.length; index += 1) {
      const common = commonEnd(before, line.words, index) + commonStart(after, line.words, index);
      if (common > most) {
        most = common;
        best = { line, index };
      }
    }
  }
  return best;
}

/** Whether letters stand at a place already: their surroundings fit better with them than without. */
export function isThere(known: string, at: number, text: string, { line, index }: Place): boolean {
  const { words } = line;
  if (!words.startsWith(text, index)) return false;
  const after = known.slice(at, at + maxContext);
  return commonStart(after, words, index + text.length) + text.length > commonStart(after, words, index);
}

function commonEnd(before: string, words: string, index: number): number {
  let length = 0;
  while (length < before.length && length < index && before.at(-1 - length) === words[index - 1 - length]) length += 1;
  return length;
}

function commonStart(after: string, words: string, index: number): number {
  let length = 0;
  while (length < after.length && index + length < words.length && after[length] === words[index + length]) length += 1;
  return length;
}

/** Writes letters into a line. @returns the text in which they stand now */
export function insertAt({ element }: WrittenLine, index: number, letters: string): { text: Y.XmlText; index: number } {
  const found = textAt(readLine(element).texts, index);
  if (found !== null) {
    found.text.insert(found.index, letters);
    return found;
  }
  const text = new Y.XmlText();
  element.insert(0, [text]);
  text.insert(0, letters);
  return { text, index: 0 };
}

/** Takes one letter out of a line. */
export function deleteAt({ texts }: WrittenLine, index: number): void {
  const behind = textAt(texts, index + 1);
  behind?.text.delete(behind.index - 1, 1);
}
