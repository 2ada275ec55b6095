import type { Node } from '@tiptap/pm/model';

/** `[start, oldSize, newSize, …]` in the old document, as ProseMirror's `StepMap` takes it. */
export type MapRanges = readonly number[];

/** Beyond this many differences a comparison costs more than it gives, and the whole stretch counts as replaced. */
const maxDifferences = 300;

/**
 * Finds which positions of a document are where in another version of it. Shared blocks at both ends are skipped by
 * identity; what is between is compared as a line of tokens (opening, closing, characters), so that splitting, joining,
 * wrapping or retyping a block moves the positions in its text exactly as a person would say it does. Marks and
 * attributes take no room and do not count.
 *
 * The comparison is the greedy one by Myers, "An O(ND) Difference Algorithm and Its Variations" (1986).
 */
export function mapRanges(before: Node, after: Node): MapRanges {
  let first = 0;
  let start = 0;
  const shorter = Math.min(before.childCount, after.childCount);
  while (first < shorter && before.child(first) === after.child(first)) start += before.child(first++).nodeSize;
  let last = 0;
  while (last < shorter - first && fromEnd(before, last) === fromEnd(after, last)) last++;
  const old = tokensOf(before, first, before.childCount - last);
  const now = tokensOf(after, first, after.childCount - last);
  return compare(old, now, start);
}

function fromEnd(node: Node, index: number): Node {
  return node.child(node.childCount - 1 - index);
}

const firstNodeToken = 0x10000;

/** Every token is one position wide. */
function tokensOf(parent: Node, from: number, to: number): number[] {
  const names = Object.keys(parent.type.schema.nodes);
  const ids = new Map(names.map((name, index) => [name, firstNodeToken + index * 2]));
  const tokens: number[] = [];
  const add = (node: Node): void => {
    const { text } = node;
    if (text !== undefined) {
      for (let index = 0; index < text.length; index++) tokens.push(text.charCodeAt(index));
      return;
    }
    const id = ids.get(node.type.name) ?? firstNodeToken;
    tokens.push(id);
    node.forEach(add);
    if (!node.isLeaf) tokens.push(id + 1);
  };
  for (let index = from; index < to; index++) add(parent.child(index));
  return tokens;
}

function compare(old: readonly number[], now: readonly number[], start: number): MapRanges {
  let prefix = 0;
  const shorter = Math.min(old.length, now.length);
  while (prefix < shorter && old[prefix] === now[prefix]) prefix++;
  let suffix = 0;
  while (suffix < shorter - prefix && old.at(-1 - suffix) === now.at(-1 - suffix)) suffix++;
  const a = old.slice(prefix, old.length - suffix);
  const b = now.slice(prefix, now.length - suffix);
  if (a.length === 0 && b.length === 0) return [];
  if (a.length === 0 || b.length === 0) return [start + prefix, a.length, b.length];
  return differences(a, b, start + prefix) ?? [start + prefix, a.length, b.length];
}

/** @returns `null` if they have too little in common */
function differences(a: readonly number[], b: readonly number[], start: number): MapRanges | null {
  const limit = Math.min(maxDifferences, a.length + b.length);
  // Each surplus token is a difference at least.
  if (Math.abs(a.length - b.length) > limit) return null;
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let depth = 0; depth <= limit; depth++) {
    trace.push(new Map(furthest));
    for (let diagonal = -depth; diagonal <= depth; diagonal += 2) {
      let x = nextX(furthest, diagonal, depth);
      let y = x - diagonal;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
      }
      furthest.set(diagonal, x);
      if (x >= a.length && y >= b.length) return toRanges(trace, a.length, b.length, start);
    }
  }
  return null;
}

function nextX(furthest: ReadonlyMap<number, number>, diagonal: number, depth: number): number {
  const left = furthest.get(diagonal - 1) ?? -1;
  const right = furthest.get(diagonal + 1) ?? -1;
  return diagonal === -depth || (diagonal !== depth && left < right) ? right : left + 1;
}

/** Walks the found path back from its end, and joins neighbouring steps into ranges. */
function toRanges(trace: readonly Map<number, number>[], oldSize: number, newSize: number, start: number): MapRanges {
  const ranges: [at: number, removed: number, inserted: number][] = [];
  let x = oldSize;
  let y = newSize;
  for (let depth = trace.length - 1; depth > 0; depth--) {
    const furthest = trace[depth];
    if (furthest === undefined) break;
    const diagonal = x - y;
    const left = furthest.get(diagonal - 1) ?? -1;
    const right = furthest.get(diagonal + 1) ?? -1;
    const isInsertion = diagonal === -depth || (diagonal !== depth && left < right);
    const fromX = isInsertion ? right : left;
    const fromY = fromX - (isInsertion ? diagonal + 1 : diagonal - 1);
    const [removed, inserted] = isInsertion ? [0, 1] : [1, 0];
    const next = ranges.at(-1);
    // No common token between this step and the range found before it: they are one.
    if (next !== undefined && next[0] === fromX + removed) {
      ranges[ranges.length - 1] = [fromX, next[1] + removed, next[2] + inserted];
    } else {
      ranges.push([fromX, removed, inserted]);
    }
    x = fromX;
    y = fromY;
  }
  return ranges.reverse().flatMap(([at, removed, inserted]) => [start + at, removed, inserted]);
}
