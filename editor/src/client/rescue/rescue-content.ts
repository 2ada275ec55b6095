import type { Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { isDetached } from './ancestry.js';
import { brokenLines, strandedRuns } from './broken-lines.js';
import { type LostContent, type LostRun, lostContent } from './lost-content.js';
import { type Counterpart, insertBeside, isBlockThere, placeOfBlock } from './place-of-block.js';
import { caretOnTrail } from './stored-before.js';
import {
  alignLines,
  bestPlace,
  insertAt,
  isThere,
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
 * of theirs, or moved it to, or joined it with. What was in a block that is gone altogether went with it.
 *
 * @param isAuthor whose content it looks for
 */
export function rescuer(schema: Schema, isAuthor: (client: number) => boolean): Rescuer {
  const isLine = (name: string) => schema.nodes[name]?.isTextblock === true;
  const options = { isLine, isAuthor };
  return (change, root) => {
    const lost = lostContent(change, root, options) ?? nothing;
    const broken = brokenLines(change, options);
    if (lost === nothing && broken.length === 0) return null;
    const written = writtenLines(change, root, isLine);
    if (written.length === 0) return null;
    const counterparts = counterpartsOf(lost, written);
    return (caret) => {
      const lines = new Map(written.map(({ element }) => [element, isDetached(element) ? null : readLine(element)]));
      const present = [...lines.values()].filter((line) => line !== null);
      const counterpart = (row: number) => lines.get(counterparts[row] as Y.XmlElement) ?? null;
      const known = counterparts.filter((element) => element !== undefined);
      const blocks = lost.blocks.flatMap((block) => {
        const beside = placeOfBlock(block, lost.lines, counterpart, present);
        return beside === null || isBlockThere(beside, block.stored, known) ? [] : [{ block, beside }];
      });
      const runs = [...placedRuns(lost, present, counterpart), ...strandedRuns(broken, present)];
      const head = writeRuns(runs, caret);
      return blocks.reduceRight((found, { block: { stored, trail }, beside }) => {
        const made = insertBeside(beside, schema, stored);
        return found ?? (made === null || caret === null ? null : caretOnTrail(made, trail, caret));
      }, head);
    };
  };
}

const nothing: LostContent = { lines: [], blocks: [] };

interface PlacedRun extends LostRun {
  readonly place: Place;
  /** Where it stands now, if it does. */
  readonly from?: Y.XmlText;
}

/** For each line that is gone the one that says the same, if there is one. */
function counterpartsOf({ lines }: LostContent, written: readonly WrittenLine[]): (Y.XmlElement | undefined)[] {
  const pairs = alignLines(
    lines.map(({ words }) => words),
    written.map(({ words }) => words),
  );
  return pairs.map((pair) => written[pair]?.element);
}

function placedRuns({ lines }: LostContent, present: readonly WrittenLine[], counterpart: Counterpart): PlacedRun[] {
  return lines.flatMap(({ words, runs }, row) =>
    runs.flatMap((run) => {
      const line = counterpart(row);
      const place = line?.words === words ? { line, index: run.at } : bestPlace(present, words, run.at);
      return place === null || isThere(words, run.at, run.text, place) ? [] : [{ ...run, place }];
    }),
  );
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
