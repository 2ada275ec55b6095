import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { StoredElement } from '../stored-content.js';
import { frameTakenIn } from '../update-taken-in.js';
import { type Trail, trailedElement, wasThere } from './stored-before.js';

/** Letters of one person, written one after the other. */
export interface LostRun {
  /** How many letters of the line that the other person knew stand before it. */
  readonly at: number;
  readonly text: string;
  /** Of its first letter; the others follow it. */
  readonly id: Y.ID;
}

/** A line that somebody took away. */
export interface KnownLine {
  /** What they had seen of it: the same words stand somewhere else if they only changed or moved the block. */
  readonly words: string;
  /** What had been written in it meanwhile. */
  readonly runs: readonly LostRun[];
  /** The line's element and what was around it, innermost first. */
  readonly chain: readonly Y.XmlElement[];
}

/** A block that was made, unseen, inside another one that somebody took away. */
export interface LostBlock {
  readonly stored: StoredElement;
  readonly trail: Trail;
  /** How many known lines stand before it. */
  readonly index: number;
  /** What was around it, innermost first. */
  readonly chain: readonly Y.XmlElement[];
}

export interface LostContent {
  /** In the order of the page. */
  readonly lines: readonly KnownLine[];
  readonly blocks: readonly LostBlock[];
}

export interface LostOptions {
  /** Whether text stands directly in an element of this name. */
  readonly isLine: (name: string) => boolean;
  /** Whose content is looked for. */
  readonly isAuthor: (client: number) => boolean;
}

/**
 * Yjs cannot move a block or make another one of it: whoever makes a heading of a paragraph deletes it and writes its words
 * anew. What others wrote in it in that moment, or offline, goes with it, unseen by anybody. Here it is found.
 *
 * Whether the other person had seen something is told by what they sent: their deletions name all they knew, and the rest
 * only goes with the block that it is in.
 *
 * @returns `null` if nothing was lost
 */
export function lostContent(change: Y.Transaction, root: Y.XmlFragment, options: LostOptions): LostContent | null {
  const seen = deletionsIn(frameTakenIn(change.doc));
  if (seen === null || !hasUnseen(change, seen, options.isAuthor)) return null;
  const lines: OpenLine[] = [];
  const blocks: LostBlock[] = [];
  const walk = (parent: Y.XmlFragment, chain: readonly Y.XmlElement[], isGone: boolean) => {
    for (let item = parent._start; item !== null; item = item.right) {
      if (!wasThere(item, change) || !(item.content instanceof Y.ContentType)) continue;
      const { type } = item.content;
      const line = lines.at(-1);
      if (type instanceof Y.XmlText && isGone && line?.chain === chain) addLetters(line, type, change, seen, options);
      if (!(type instanceof Y.XmlElement)) continue;
      if (!isGone || item.deleted) enter(item, type, [type, ...chain], chain);
    }
  };
  const enter = (
    item: Y.Item,
    element: Y.XmlElement,
    chain: readonly Y.XmlElement[],
    around: readonly Y.XmlElement[],
  ) => {
    const isInside = around.length > 0 && item.deleted && !Y.isDeleted(seen, item.id);
    if (isInside) {
      if (options.isAuthor(item.id.client) && !options.isLine(around[0]?.nodeName ?? ''))
        blocks.push({ ...trailedElement(element, change), index: lines.length, chain: around });
      return;
    }
    if (item.deleted && options.isLine(element.nodeName)) lines.push({ words: '', runs: [], chain });
    walk(element, chain, item.deleted);
  };
  walk(root, [], false);
  return blocks.length > 0 || lines.some(({ runs }) => runs.length > 0) ? { lines, blocks } : null;
}

interface OpenLine {
  words: string;
  readonly runs: { at: number; text: string; id: Y.ID }[];
  readonly chain: readonly Y.XmlElement[];
}

function addLetters(
  line: OpenLine,
  text: Y.XmlText,
  change: Y.Transaction,
  seen: Deletions,
  { isAuthor }: LostOptions,
): void {
  for (let item = text._start; item !== null; item = item.right) {
    if (!item.countable || !wasThere(item, change)) continue;
    const { client } = item.id;
    const letters = item.content instanceof Y.ContentString ? item.content.str : '\ufffc'.repeat(item.length);
    for (let index = 0; index < letters.length; index += 1) {
      const letter = letters[index] ?? '';
      const clock = item.id.clock + index;
      if (Y.isDeleted(seen, Y.createID(client, clock))) line.words += letter;
      else if (isAuthor(client) && item.content instanceof Y.ContentString) {
        const last = line.runs.at(-1);
        const goesOn = last?.id.client === client && last.id.clock + last.text.length === clock;
        if (goesOn && last.at === line.words.length) last.text += letter;
        else line.runs.push({ at: line.words.length, text: letter, id: Y.createID(client, clock) });
      }
    }
  }
}

function hasUnseen(change: Y.Transaction, seen: Deletions, isAuthor: LostOptions['isAuthor']): boolean {
  let found = false;
  Y.iterateDeletedStructs(change, change.deleteSet, ({ id: { client, clock }, length }) => {
    if (found || !isAuthor(client)) return;
    for (let index = 0; index < length; index += 1) found ||= !Y.isDeleted(seen, Y.createID(client, clock + index));
  });
  return found;
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
