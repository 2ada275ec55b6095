import type { Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { brokenLines, strandedRuns } from './broken-lines.js';
import { type KnownLine, type LostRun, lostContent } from './lost-content.js';
import { placeOfBlock } from './place-of-block.js';
import { caretOnTrail } from './stored-before.js';
import {
  alignLines,
  bestPlace,
  insertAt,
  isOnPage,
  isThere,
  type Place,
  type WrittenLine,
  writtenLines,
} from './written-lines.js';

/** Writes, inside a transaction. @returns where the caret belongs then, if it stood in what was lost */
export type WriteAgain = (caret: Y.RelativePosition | null) => Y.RelativePosition | null;

/** Told by a change of others that took away what it did not know. */
export type Rescuer = (change: Y.Transaction, root: Y.XmlFragment) => WriteAgain | null;

/**
 * Finds what a change took away unseen, and writes it where what was around it stands now: in the block that somebody made
 * of theirs, or moved it to, or joined it with. What was in a block that is gone altogether went with it.
 *
 * @param isAuthor whose content it writes; everybody writes their own
 */
export function rescuer(schema: Schema, isAuthor: (client: number) => boolean): Rescuer {
  const isLine = (name: string) => schema.nodes[name]?.isTextblock === true;
  const options = { isLine, isAuthor };
  return (change, root) => {
    const lost = lostContent(change, root, options);
    const broken = brokenLines(change, options);
    if (lost === null && broken.length === 0) return null;
    const { lines, blocks } = lost ?? { lines: [], blocks: [] };
    const written = writtenLines(change, root, isLine);
    const counterparts = counterpartsOf(lines, written);
    const runs = fromTheEnd([...placedRuns(lines, written, counterparts), ...strandedRuns(broken, written)]);
    const made = blocks.flatMap(({ stored, trail, ...block }) => {
      const insertion = placeOfBlock(block, lines, counterparts, written);
      return insertion === null ? [] : [{ stored, trail, insertion }];
    });
    if (runs.length === 0 && made.length === 0) return null;
    return (caret) => {
      const head = writeRuns(runs, caret);
      return made.reduceRight((found, { stored, trail, insertion }) => {
        const element = insertion.insert(schema, stored);
        return found ?? (element === null || caret === null ? null : caretOnTrail(element, trail, caret));
      }, head);
    };
  };
}

interface PlacedRun extends LostRun {
  readonly place: Place;
  /** Where it stands now, if it does. */
  readonly from?: Y.XmlText;
}

type Counterparts = readonly (WrittenLine | null)[];

function counterpartsOf(lines: readonly KnownLine[], written: readonly WrittenLine[]): Counterparts {
  const pairs = alignLines(
    lines.map(({ words }) => words),
    written.map(({ words }) => words),
  );
  return pairs.map((pair) => written[pair] ?? null);
}

function placedRuns(
  lines: readonly KnownLine[],
  written: readonly WrittenLine[],
  counterparts: Counterparts,
): PlacedRun[] {
  return lines.flatMap(({ words, runs }, row) =>
    runs.flatMap((run) => {
      const line = counterparts[row] ?? null;
      const place = line === null ? bestPlace(written, words, run.at) : { line, index: run.at };
      return place === null || isThere(words, run.at, run.text, place) ? [] : [{ ...run, place }];
    }),
  );
}

/** So that the places of what is before stay true; of two at one place the later one first. */
function fromTheEnd(runs: readonly PlacedRun[]): PlacedRun[] {
  return runs.toReversed().toSorted((a, b) => b.place.index - a.place.index);
}

function writeRuns(runs: readonly PlacedRun[], caret: Y.RelativePosition | null): Y.RelativePosition | null {
  let head: Y.RelativePosition | null = null;
  for (const { id, text: letters, place, from } of runs) {
    if (!isOnPage(place.line)) continue;
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
