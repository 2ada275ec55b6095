import type { Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { isDetached } from './ancestry.js';
import { type LostText, lostTexts } from './lost-words.js';
import { typesMadeIn, wordsOf } from './written-types.js';

/** So much of what stands around a letter tells where it belongs. */
const maxContext = 40;
/** Less in common is chance, unless it is all there is. */
const minContext = 6;

/**
 * Called with each change of others, and each undo, before it is shown.
 *
 * @returns `null` if nobody's words were lost or torn by it; otherwise what writes it again, inside a transaction, and
 * says where the caret belongs then if it stood in it
 */
export type Rescuer = (
  change: Y.Transaction,
  root: Y.XmlFragment,
) => ((caret: Y.RelativePosition | null) => Y.RelativePosition | null) | null;

/**
 * Writes lost words where the words around them stand now: in the block that somebody made of theirs, or moved it to, or
 * joined it with. What was in a block that is gone altogether went with it.
 */
export function rescueLostWords({ nodes }: Schema): Rescuer {
  const isLine = ({ nodeName }: Y.XmlElement) => nodes[nodeName]?.isTextblock === true;
  return (change, root) => {
    const lost = lostTexts(change, root);
    return lost.length === 0 ? null : (caret) => write(lost, change, caret, isLine);
  };
}

function write(
  lost: readonly LostText[],
  change: Y.Transaction,
  caret: Y.RelativePosition | null,
  isLine: (element: Y.XmlElement) => boolean,
): Y.RelativePosition | null {
  const texts = textsWrittenIn(change);
  if (lost.some(({ known }) => known === '')) texts.push(...textOfEmptyLine(change, isLine));
  const candidates = texts.map((text) => ({ text, words: wordsOf(text) }));
  const { doc } = change;
  const placed = lost.flatMap(({ known, runs }) =>
    runs.flatMap((run) => {
      const place = bestPlace(candidates, known, run.at);
      return place === null ? [] : [{ ...run, place }];
    }),
  );
  let head: Y.RelativePosition | null = null;
  // From the end, so that the places of what is before stay true; of two at one place the later one first.
  for (const { clock, text: letters, place } of placed.reverse().toSorted((a, b) => b.place.index - a.place.index)) {
    const clockNow = Y.getState(doc.store, doc.clientID);
    place.text.insert(place.index, letters);
    const letter = caret?.item?.client === doc.clientID ? caret.item.clock - clock : -1;
    if (letter >= 0 && letter < letters.length)
      head = Y.createRelativePositionFromJSON({ item: { client: doc.clientID, clock: clockNow + letter }, assoc: -1 });
  }
  return head;
}

interface Place {
  readonly text: Y.XmlText;
  readonly index: number;
}

interface Candidate {
  readonly text: Y.XmlText;
  readonly words: string;
}

function bestPlace(candidates: readonly Candidate[], known: string, at: number): Place | null {
  const before = known.slice(Math.max(0, at - maxContext), at);
  const after = known.slice(at, at + maxContext);
  const wanted = Math.min(minContext, before.length + after.length);
  let best: Place | null = null;
  let most = wanted === 0 ? -1 : wanted - 1;
  for (const { text, words } of candidates) {
    // An empty line is found again only as an empty line.
    if (wanted === 0 && words !== '') continue;
    for (let index = 0; index <= words.length; index += 1) {
      const common = commonEnd(before, words, index) + commonStart(after, words, index);
      if (common > most) {
        most = common;
        best = { text, index };
      }
    }
  }
  return best;
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

/** The texts that somebody made, or wrote in: the new ones first. */
function textsWrittenIn(change: Y.Transaction): Y.XmlText[] {
  const types = [...typesMadeIn(change), ...change.changed.keys()];
  return [...new Set(types.flatMap((type) => (type instanceof Y.XmlText && !isDetached(type) ? [type] : [])))];
}

/** A text for the one empty line that somebody made. Of several nobody knows which. */
function textOfEmptyLine(change: Y.Transaction, isLine: (element: Y.XmlElement) => boolean): Y.XmlText[] {
  const lines = typesMadeIn(change).flatMap((type) =>
    type instanceof Y.XmlElement && type.length === 0 && isLine(type) ? [type] : [],
  );
  const [line, ...more] = lines;
  if (line === undefined || more.length > 0) return [];
  const text = new Y.XmlText();
  line.insert(0, [text]);
  return [text];
}
