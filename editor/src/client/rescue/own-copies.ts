import * as Y from 'yjs';
import type { Deletions } from './deletions.js';
import { lettersIn, lettersOf } from './letters.js';
import { wasThere } from './stored-before.js';
import { alignLines, type WrittenLine, writtenLines } from './written-lines.js';
import { typesMadeIn } from './written-types.js';

/** Between which two neighbours something was inserted, as its author saw them: who knew of another one there names it. */
export interface Gap {
  readonly parent: unknown;
  readonly left: Y.ID | null;
  readonly right: Y.ID | null;
}

/** A line that this person wrote anew, because its block became another one. */
export interface Copy {
  readonly element: Y.XmlElement;
  readonly words: string;
  /** What was deleted for it: the old line, or letters of one. */
  readonly source: readonly Y.ID[];
  /** Of the letters of the copy. */
  readonly letters: readonly Y.ID[];
}

/** What this person wrote anew in one place, in one step. */
export interface Rewriting {
  readonly gaps: readonly Gap[];
  readonly copies: readonly Copy[];
  /** All that was deleted in that step. */
  readonly took: Deletions;
}

/** Steps that are remembered: what others do at the same time comes soon, or after a time offline. */
const maxRewritings = 200;

/** Remembers which blocks this person made others of, in this visit. */
export class OwnCopies {
  #rewritings: Rewriting[] = [];

  get all(): readonly Rewriting[] {
    return this.#rewritings;
  }

  /** To be told of each of this person's changes before what they deleted is forgotten. */
  note(change: Y.Transaction, root: Y.XmlFragment, isLine: (name: string) => boolean): void {
    if (change.deleteSet.clients.size === 0) return;
    const made = newBlocks(change, root, isLine);
    if (made.length === 0) return;
    const gone = wordsGone(change, root, isLine);
    const written = made.flatMap(({ lines }) => lines);
    const rows = alignLines(
      gone.map(({ words }) => words),
      written.map(({ words }) => words),
    );
    const sources = new Map(rows.map((row, index) => [written[row], gone[index]?.source ?? []]));
    for (const { gap, lines } of made) {
      const copies = lines.flatMap((line) => {
        const source = sources.get(line);
        return source === undefined ? [] : [copyOf(line, source)];
      });
      if (copies.length === 0) continue;
      const earlier = this.#rewritings.filter(({ copies: [first] }) => isRightOf(gap, first?.element));
      const gaps = [gap, ...earlier.flatMap((rewriting) => rewriting.gaps)];
      this.#rewritings.push({ gaps, copies, took: change.deleteSet });
    }
    this.#rewritings = this.#rewritings.slice(-maxRewritings);
  }
}

export interface NewBlocks {
  readonly gap: Gap;
  readonly lines: readonly WrittenLine[];
}

/** The lines of blocks that a change made, by the place where it did, in the order of the page. */
export function newBlocks(change: Y.Transaction, root: Y.XmlFragment, isLine: (name: string) => boolean): NewBlocks[] {
  const made = new Set<unknown>(typesMadeIn(change));
  if (![...made].some((type) => type instanceof Y.XmlElement)) return [];
  const places: { gap: Gap; lines: WrittenLine[] }[] = [];
  for (const line of writtenLines(change, root, isLine)) {
    if (!made.has(line.element)) continue;
    let top = line.element;
    while (made.has(top.parent)) top = top.parent as Y.XmlElement;
    const gap = gapOf(top, change);
    const place = places.find((other) => isSameGap(other.gap, gap));
    if (place === undefined) places.push({ gap, lines: [line] });
    else place.lines.push(line);
  }
  return places;
}

export function isSameGap(a: Gap, b: Gap): boolean {
  return a.parent === b.parent && isSameId(a.left, b.left) && isSameId(a.right, b.right);
}

function isSameId(a: Y.ID | null, b: Y.ID | null): boolean {
  return a === null || b === null ? a === b : Y.compareIDs(a, b);
}

/** Neighbours that the same change made are not what its author found there. */
function gapOf(top: Y.XmlElement, change: Y.Transaction): Gap {
  const isNew = ({ client, clock }: Y.ID) => clock >= (change.beforeState.get(client) ?? 0);
  const step = (id: Y.ID | null | undefined, side: 'origin' | 'rightOrigin'): Y.ID | null => {
    let at = id ?? null;
    while (at !== null && isNew(at)) {
      const item: unknown = Y.getItem(change.doc.store, at);
      at = item instanceof Y.Item ? item[side] : null;
    }
    return at;
  };
  const item = top._item;
  return { parent: top.parent, left: step(item?.origin, 'origin'), right: step(item?.rightOrigin, 'rightOrigin') };
}

/** Whether a gap is in front of a block with the given line. */
function isRightOf({ right }: Gap, line: Y.XmlElement | undefined): boolean {
  for (let at: unknown = line; right !== null && at instanceof Y.XmlElement; at = at._item?.parent) {
    if (at._item !== null && Y.compareIDs(at._item.id, right)) return true;
  }
  return false;
}

function copyOf({ element, texts, words }: WrittenLine, source: readonly Y.ID[]): Copy {
  return { element, words, source, letters: texts.flatMap((text) => lettersIn(text).map(({ id }) => id)) };
}

interface GoneWords {
  readonly words: string;
  readonly source: readonly Y.ID[];
}

/** The words of lines that a change took away, and of parts of lines, in the order of the page. */
function wordsGone(change: Y.Transaction, root: Y.XmlFragment, isLine: (name: string) => boolean): GoneWords[] {
  const gone: GoneWords[] = [];
  const walk = (parent: Y.XmlFragment, isGone: boolean) => {
    let words = '';
    for (let item = parent._start; item !== null; item = item.right) {
      if (!wasThere(item, change) || !(item.content instanceof Y.ContentType)) continue;
      const { type } = item.content;
      if (type instanceof Y.XmlElement) walk(type, item.deleted);
      else if (type instanceof Y.XmlText && isGone)
        words += partsTaken(type, change)
          .map((part) => part.words)
          .join('');
      else if (type instanceof Y.XmlText && change.changed.has(type as never)) gone.push(...partsTaken(type, change));
    }
    if (isGone && parent instanceof Y.XmlElement && parent._item !== null && isLine(parent.nodeName))
      gone.push({ words, source: [parent._item.id] });
  };
  walk(root, false);
  return gone;
}

/** What was taken out of a text, piece by piece. */
function partsTaken(text: Y.XmlText, change: Y.Transaction): GoneWords[] {
  const parts: { words: string; source: Y.ID[] }[] = [];
  let isInPart = false;
  for (const { id, letter, item } of lettersOf(text)) {
    if (!wasThere(item, change)) continue;
    if (item.deleted) {
      if (!isInPart) parts.push({ words: '', source: [] });
      const part = parts.at(-1);
      if (part !== undefined) part.words += letter;
      part?.source.push(id);
    }
    isInPart = item.deleted;
  }
  return parts;
}
