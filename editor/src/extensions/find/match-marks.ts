import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { changedRange, followPosition } from '../positions/follow-position.js';
import { type FindMatch, findIn, linesOf, maxMatches } from './find-matches.js';
import type { FindMarks } from './find-plugin.js';

/** How many matches around the current one are coloured. */
const maxColoured = 1000;

/** A search in words and not in a pattern can be repeated in the changed lines at once. */
export interface LiteralSearch {
  readonly source: string;
  readonly flags: string;
}

/** All matches in a document, one of them the current one, kept right through edits. Immutable. */
export class MatchMarks implements FindMarks {
  readonly decorations: DecorationSet;

  constructor(
    readonly doc: Node,
    readonly matches: readonly FindMatch[],
    /** Index into `matches`, or -1. */
    readonly current: number,
    readonly literal: LiteralSearch | null,
  ) {
    this.decorations = decorationsFor(doc, matches, current);
  }

  get currentMatch(): FindMatch | undefined {
    return this.matches[this.current];
  }

  at(current: number): MatchMarks {
    return new MatchMarks(this.doc, this.matches, current, this.literal);
  }

  apply(transaction: Transaction): MatchMarks {
    const range = changedRange(transaction);
    if (range === null) return this;
    const { doc } = transaction;
    const start = lineStart(doc, range.from);
    const end = lineEnd(doc, range.newTo);
    const follow = (match: FindMatch) => ({
      from: followPosition(transaction, match.from, 1),
      to: followPosition(transaction, match.to, -1),
    });
    const current = this.currentMatch === undefined ? undefined : follow(this.currentMatch);
    const kept = this.matches.map(follow).filter(({ from, to }) => to > from);
    if (this.literal === null) return new MatchMarks(doc, kept, indexOf(kept, current), null);
    const found = findIn(linesOf(doc, start, end), this.literal.source, this.literal.flags);
    const matches = [
      ...kept.filter(({ to }) => to <= start),
      ...found,
      ...kept.filter(({ from }) => from >= end),
    ].slice(0, maxMatches);
    return new MatchMarks(doc, matches, indexOf(matches, current), this.literal);
  }
}

/** The same match, or the next one after where it was. */
function indexOf(matches: readonly FindMatch[], wanted: FindMatch | undefined): number {
  if (matches.length === 0) return -1;
  if (wanted === undefined) return 0;
  const next = matches.findIndex(({ to }) => to > wanted.from);
  return next === -1 ? 0 : next;
}

function lineStart(doc: Node, position: number): number {
  const $position = doc.resolve(Math.min(position, doc.content.size));
  return $position.parent.isTextblock ? $position.start() : $position.pos;
}

function lineEnd(doc: Node, position: number): number {
  const $position = doc.resolve(Math.min(position, doc.content.size));
  return $position.parent.isTextblock ? $position.end() : $position.pos;
}

function decorationsFor(doc: Node, matches: readonly FindMatch[], current: number): DecorationSet {
  const first = Math.max(0, Math.min(current - maxColoured / 2, matches.length - maxColoured));
  return DecorationSet.create(
    doc,
    matches.slice(first, first + maxColoured).map(({ from, to }, index) =>
      Decoration.inline(from, to, {
        class: first + index === current ? 'mh-find-match mh-find-match--current' : 'mh-find-match',
      }),
    ),
  );
}
