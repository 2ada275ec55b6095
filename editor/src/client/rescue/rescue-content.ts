import type { Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { type StoredElement, textOfStored } from '../stored-content.js';
import { isDetached } from './ancestry.js';
import { brokenLines, strandedRuns } from './broken-lines.js';
import { lostContent } from './lost-content.js';
import type { LostContent, LostOptions, LostRun, Spot } from './lost-types.js';
import { type Counterpart, insertBeside, isBlockThere, placeAt, placeOfBlock } from './place-of-block.js';
import { removeLine } from './remove-line.js';
import { lineTest } from './schema-fit.js';
import { caretOnTrail, type Trail } from './stored-before.js';
import {
  alignLines,
  bestPlace,
  deleteAt,
  insertAt,
  isThere,
  linesIn,
  type Place,
  readLine,
  type WrittenLine,
  writtenLines,
} from './written-lines.js';

/**
 * Writes what was lost, inside a transaction: at once, or later.
 *
 * @returns where the caret belongs then, if it stood in what was lost
 */
export type WriteAgain = (caret: Y.RelativePosition | null) => Y.RelativePosition | null;

/** Told by a change of others what it took away without having known it; `null` for nothing. */
export type Rescuer = (change: Y.Transaction, root: Y.XmlFragment) => WriteAgain | null;

/**
 * Finds what a change took away unseen, to be written where what was around it stands now: in the block that somebody made
 * of theirs, or moved it to, or joined it with. What was in a block that is gone altogether gets a place of its own where
 * that block was.
 *
 * @param of whose content it looks for
 */
export function rescuer(schema: Schema, of: Omit<LostOptions, 'isLine'>): Rescuer {
  const isLine = lineTest(schema);
  const options = { ...of, isLine };
  return (change, root) => {
    // Nearly all changes only add letters.
    if (change.deleteSet.clients.size === 0) return null;
    const lost = lostContent(change, root, options) ?? nothing;
    const broken = brokenLines(change, options);
    if (lost === nothing && broken.length === 0) return null;
    const written = writtenLines(change, root, isLine);
    const counterparts = counterpartsOf(lost, written);
    return (caret) => {
      const moved = writeRuns(strandedRuns(broken, present(written)), caret);
      return writeLost({ lost, counterparts, written, schema, root }, caret) ?? moved;
    };
  };
}

const nothing: LostContent = { lines: [], blocks: [] };

/** Lines as they are now. */
function present(written: readonly WrittenLine[]): WrittenLine[] {
  return written.flatMap(({ element }) => (isDetached(element) ? [] : [readLine(element)]));
}

interface Loss {
  readonly lost: LostContent;
  readonly counterparts: readonly (Y.XmlElement | undefined)[];
  readonly written: readonly WrittenLine[];
  readonly schema: Schema;
  readonly root: Y.XmlFragment;
}

function writeLost(
  { lost, counterparts, written, schema, root }: Loss,
  caret: Y.RelativePosition | null,
): Y.RelativePosition | null {
  deleteAgain(lost, counterparts, schema, root);
  const lines = present(written);
  const counterpart = (row: number) => lines.find(({ element }) => element === counterparts[row]) ?? null;
  const known = counterparts.filter((element) => element !== undefined);
  const { placed, homeless } = placedRuns(lost, lines, counterpart);
  const toInsert = [
    ...homeless.map((block) => ({ block, beside: placeAt(block.spot) })),
    ...lost.blocks.map((block) => ({
      block,
      beside: placeOfBlock(block, lost.lines, counterpart, lines) ?? placeAt(block.spot),
    })),
  ];
  const blocks = toInsert.flatMap(({ block, beside }) =>
    beside === null || isBlockThere(beside, block.stored, known) ? [] : [{ block, beside }],
  );
  const head = writeRuns(placed, caret);
  return blocks.reduceRight((found, { block: { stored, trail }, beside }) => {
    const made = insertBeside(beside, schema, stored);
    return found ?? (made === null || caret === null ? null : caretOnTrail(made, trail, caret));
  }, head);
}

interface PlacedRun extends LostRun {
  readonly place: Place;
  /** Where it stands now, if it does. */
  readonly from?: Y.XmlText;
}

/** For each line that is gone the one that says the same, if there is one: with or without what was deleted of it. */
function counterpartsOf({ lines }: LostContent, written: readonly WrittenLine[]): (Y.XmlElement | undefined)[] {
  const all = new Set(written.map(({ words }) => words));
  const pairs = alignLines(
    lines.map(({ words, before }) => (before.deleted.length > 0 && all.has(before.words) ? before.words : words)),
    written.map(({ words }) => words),
  );
  return pairs.map((pair) => written[pair]?.element);
}

/** Takes away again what had been deleted already, from the end; what was moved only if it stands somewhere else. */
function deleteAgain(
  { lines, blocks }: LostContent,
  counterparts: readonly (Y.XmlElement | undefined)[],
  schema: Schema,
  root: Y.XmlFragment,
): void {
  const stands = (part: string, beside: Y.XmlElement) =>
    blocks.some(({ stored }) => textOfStored(stored).includes(part)) ||
    linesIn(root, lineTest(schema)).some((line) => line !== beside && readLine(line).words.includes(part));
  for (const [row, { words, before, isDeleted, isMoved }] of [...lines.entries()].reverse()) {
    const element = counterparts[row];
    if (element === undefined || isDetached(element)) continue;
    const parts = isDeleted ? [words] : partsOf(before.words, before.deleted);
    if (isMoved && !parts.every((part) => stands(part, element))) continue;
    if (isDeleted) removeLine(element, schema);
    else if (readLine(element).words === before.words)
      for (const index of before.deleted.toReversed()) deleteAt(readLine(element), index);
  }
}

/** The letters with the given indices; those that stand one behind the other are one part. */
function partsOf(words: string, indices: readonly number[]): string[] {
  const parts: string[] = [];
  indices.forEach((index, at) => {
    const goesOn = at > 0 && indices[at - 1] === index - 1;
    parts.push((goesOn ? (parts.pop() ?? '') : '') + (words[index] ?? ''));
  });
  return parts;
}

interface HomelessRun {
  readonly stored: StoredElement;
  readonly trail: Trail;
  readonly spot: Spot;
}

function placedRuns({ lines }: LostContent, present: readonly WrittenLine[], counterpart: Counterpart) {
  const placed: PlacedRun[] = [];
  const homeless: HomelessRun[] = [];
  lines.forEach(({ words, runs, spot }, row) => {
    const without: LostRun[] = [];
    for (const run of runs) {
      const line = counterpart(row);
      const place = line?.words === words ? { line, index: run.at } : bestPlace(present, words, run.at);
      if (place === null) without.push(run);
      else if (!isThere(words, run.at, run.text, place)) placed.push({ ...run, place });
    }
    if (without.length > 0) homeless.push({ ...paragraphOf(without), spot });
  });
  return { placed, homeless };
}

/** A line of their own for letters; a space is between those that stood apart. */
function paragraphOf(runs: readonly LostRun[]): Omit<HomelessRun, 'spot'> {
  const nowhere = Y.createID(0, 0);
  const trail = [nowhere, nowhere];
  for (const { id, text } of runs) {
    if (trail.length > 2) trail.push(nowhere);
    for (let index = 0; index < text.length; index += 1) trail.push(Y.createID(id.client, id.clock + index));
  }
  const insert = runs.map(({ text }) => text).join(' ');
  return { stored: { name: 'paragraph', attrs: {}, content: [{ delta: [{ insert }] }] }, trail };
}

/** From the end, so that the places of what is before stay true; of two at one place the later one first. */
function writeRuns(runs: readonly PlacedRun[], caret: Y.RelativePosition | null): Y.RelativePosition | null {
  let head: Y.RelativePosition | null = null;
  for (const { id, text: letters, place, from } of runs
    .toReversed()
    .toSorted((a, b) => b.place.index - a.place.index)) {
    if (from !== undefined) take(from, id, letters.length);
    const { text, index } = insertAt(place.line, place.index, letters);
    const letter = caret?.item?.client === id.client ? caret.item.clock - id.clock : -1;
    if (letter >= 0 && letter < letters.length)
      head = Y.createRelativePositionFromTypeIndex(text, index + letter + 1, -1);
  }
  return head;
}

function take(from: Y.XmlText, id: Y.ID, length: number): void {
  const { doc } = from;
  const letter = new Y.RelativePosition(null, null, id, 0);
  const found = doc === null ? null : Y.createAbsolutePositionFromRelativePosition(letter, doc);
  if (found?.type === from) from.delete(found.index, length);
}
