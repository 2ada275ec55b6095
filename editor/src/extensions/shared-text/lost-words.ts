import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { frameTakenIn } from '../../client/update-taken-in.js';
import { isWithin } from './ancestry.js';

/** Letters of this person, written one after the other. */
export interface LostRun {
  /** How many letters that the other person knew stand before it. */
  readonly at: number;
  readonly text: string;
  /** Of its first letter. */
  readonly clock: number;
}

/** A text that somebody took away without having seen all that was in it. */
export interface LostText {
  /** What they had seen: the same words stand somewhere else if they only changed or moved the block. */
  readonly known: string;
  /** What this person had written there meanwhile. */
  readonly runs: readonly LostRun[];
}

/**
 * Yjs cannot move a text or make another block of it: whoever makes a heading of a paragraph deletes it and writes its
 * words anew. What others wrote in it in that moment, or offline, goes with it, unseen by anybody. Here it is found.
 *
 * Whether the other person had seen a letter is told by what they sent: their deletions name every letter they knew, and
 * the rest only goes with the block that it is in.
 */
export function lostTexts(transaction: Y.Transaction, root: Y.XmlFragment): LostText[] {
  const { doc } = transaction;
  const texts = new Set<Y.XmlText>();
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) return;
    const { type } = struct.content;
    if (type instanceof Y.XmlText && isWithin(type, root) && hasOwn(type, transaction)) texts.add(type);
  });
  if (texts.size === 0) return [];
  const named = deletionsIn(frameTakenIn(doc));
  if (named === null) return [];
  return [...texts].map((text) => lostText(text, transaction, named)).filter(({ runs }) => runs.length > 0);
}

function lostText(text: Y.XmlText, transaction: Y.Transaction, named: Deletions): LostText {
  let known = '';
  const runs: { at: number; text: string; clock: number }[] = [];
  for (const item of lettersOf(text, transaction)) {
    const isOwn = item.id.client === transaction.doc.clientID;
    const letters = item.content instanceof Y.ContentString ? item.content.str : '\ufffc'.repeat(item.length);
    for (let index = 0; index < letters.length; index += 1) {
      const letter = letters[index] ?? '';
      const clock = item.id.clock + index;
      if (Y.isDeleted(named, Y.createID(item.id.client, clock))) known += letter;
      else if (isOwn && item.content instanceof Y.ContentString) {
        const last = runs.at(-1);
        if (last?.at === known.length && last.clock + last.text.length === clock) last.text += letter;
        else runs.push({ at: known.length, text: letter, clock });
      }
    }
  }
  return { known, runs };
}

function hasOwn(text: Y.XmlText, transaction: Y.Transaction): boolean {
  return lettersOf(text, transaction).some(({ id }) => id.client === transaction.doc.clientID);
}

/** What was to be seen in a text before a transaction took it away. */
function lettersOf(text: Y.XmlText, transaction: Y.Transaction): Y.Item[] {
  const items: Y.Item[] = [];
  for (let item = text._start; item !== null; item = item.right) {
    if (item.countable && (!item.deleted || Y.isDeleted(transaction.deleteSet, item.id))) items.push(item);
  }
  return items;
}

type Deletions = Parameters<typeof Y.isDeleted>[0];

/** Of a frame that brought a change. @returns `null` if there was none */
function deletionsIn(bytes: Uint8Array | null): Deletions | null {
  if (bytes === null) return null;
  const decoder = decoding.createDecoder(bytes);
  // That it is a sync frame, and which kind.
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
  return Y.decodeUpdate(decoding.readVarUint8Array(decoder)).ds;
}
