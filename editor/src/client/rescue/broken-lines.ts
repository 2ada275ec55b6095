import * as Y from 'yjs';
import { frameTakenIn } from '../update-taken-in.js';
import { isDetached } from './ancestry.js';
import { isLetter, type Letter, lettersOf } from './letters.js';
import { addToRuns } from './lost-runs.js';
import type { LostOptions, LostRun } from './lost-types.js';
import { wasThere } from './stored-before.js';
import type { Place, WrittenLine } from './written-lines.js';
import { typesMadeIn } from './written-types.js';

/** Letters that stand in a line from which everything around them went. */
export interface StrandedRun extends LostRun {
  readonly from: Y.XmlText;
  readonly place: Place;
}

/** A shorter part of a line may begin or end another one by chance: it counts only beside the line. */
const minPart = 6;

/** A line with letters of one's own, from which somebody took others away. */
interface BrokenLine {
  readonly text: Y.XmlText;
  readonly letters: readonly MarkedLetter[];
}

/**
 * Whoever breaks a line takes its end away and writes it anew as the next line, or its beginning as the one before. What
 * somebody else wrote in that part meanwhile is still in the old line, beside what is left of it.
 */
export function brokenLines(change: Y.Transaction, { isAuthor }: LostOptions): BrokenLine[] {
  if (frameTakenIn(change.doc) === null || typesMadeIn(change).length === 0) return [];
  return [...change.changed.keys()].flatMap((text) => {
    if (!(text instanceof Y.XmlText) || isDetached(text)) return [];
    const letters = lettersBefore(text, change, isAuthor);
    return letters.some(({ isGone }) => isGone) && letters.some(({ isOwn }) => isOwn) ? [{ text, letters }] : [];
  });
}

/** Finds what stands in the old line and belongs to the part that is another one now. */
export function strandedRuns(broken: readonly BrokenLine[], written: readonly WrittenLine[]): StrandedRun[] {
  return broken.flatMap(({ text, letters }) => {
    const own = written.findIndex(({ texts }) => texts.includes(text));
    const parts = [...endsOf(letters, written.slice(own + 1)), ...beginningsOf(letters, written.slice(0, own))];
    for (const { part, lines } of parts) {
      if (part.some(({ isGone, isOwn }) => !isGone && !isOwn)) continue;
      const place = placeOfPart(part, text, lines);
      if (place !== null) return runsIn(part).map((run) => moved(run, text, place));
    }
    return [];
  });
}

interface Part {
  readonly part: readonly MarkedLetter[];
  /** Where it may stand now. */
  readonly lines: readonly WrittenLine[];
}

/** From where something was taken away; the longest first. */
function endsOf(letters: readonly MarkedLetter[], lines: readonly WrittenLine[]): Part[] {
  return letters.flatMap(({ isGone }, at) =>
    isGone && letters[at - 1]?.isGone !== true ? [{ part: letters.slice(at), lines }] : [],
  );
}

function beginningsOf(letters: readonly MarkedLetter[], lines: readonly WrittenLine[]): Part[] {
  const parts = letters.flatMap(({ isGone }, at) =>
    isGone && letters[at + 1]?.isGone !== true ? [{ part: letters.slice(0, at + 1), lines }] : [],
  );
  return parts.reverse();
}

interface MarkedLetter extends Letter {
  readonly isGone: boolean;
  readonly isOwn: boolean;
}

function lettersBefore(text: Y.XmlText, change: Y.Transaction, isAuthor: LostOptions['isAuthor']): MarkedLetter[] {
  const letters = [...lettersOf(text)].filter(({ item }) => wasThere(item, change));
  return letters.map((letter) => {
    const isGone = letter.item.deleted;
    return { ...letter, isGone, isOwn: !isGone && isAuthor(letter.id.client) && isLetter(letter) };
  });
}

function placeOfPart(part: readonly MarkedLetter[], text: Y.XmlText, lines: readonly WrittenLine[]): Place | null {
  const words = part.map(({ letter, isGone }) => (isGone ? letter : '')).join('');
  for (const line of lines) {
    const isBeside = line.element.parent === (text.parent as Y.XmlElement).parent;
    if (words.length < minPart && !isBeside) continue;
    if (line.words.startsWith(words)) return { line, index: 0 };
    if (line.words.endsWith(words)) return { line, index: line.words.length - words.length };
  }
  return null;
}

function runsIn(part: readonly MarkedLetter[]): LostRun[] {
  const runs: LostRun[] = [];
  let at = 0;
  for (const letter of part) {
    if (letter.isGone) at += 1;
    if (letter.isOwn) addToRuns(runs, at, letter);
  }
  return runs;
}

function moved(run: LostRun, from: Y.XmlText, { line, index }: Place): StrandedRun {
  return { ...run, from, place: { line, index: index + run.at } };
}
