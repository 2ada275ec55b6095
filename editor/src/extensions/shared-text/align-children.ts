import type { Node } from '@tiptap/pm/model';
import { keptBlock, keptInline } from './kept-content.js';
import type { ElementUnit, Mapping, Unit } from './units.js';

/** One child on the page: a node, or the pieces of text that lie beside each other. */
export interface PagePart {
  readonly nodes: readonly Node[];
  /** Offset in the parent's content. */
  readonly start: number;
  readonly size: number;
}

export type Operation =
  | { readonly kind: 'update'; readonly unit: Unit; readonly part: PagePart }
  | { readonly kind: 'remove'; readonly unit: Unit }
  /** In front of the shared child at this index. */
  | { readonly kind: 'insert'; readonly index: number; readonly parts: readonly PagePart[] };

/**
 * Decides which shared child becomes which child of the page, so that as many as possible stay themselves: what is made
 * anew loses the carets in it and what others write into it at the same time.
 *
 * Children that the page shows unchanged are found first, in order (the longest such sequence: a moved block is the one
 * that is made anew, not those it passed). What lies between two of them is paired by kind and by what it has in common.
 *
 * @returns operations in the order of the shared children
 */
export function alignChildren(units: readonly Unit[], parts: readonly PagePart[], mapping: Mapping): Operation[] {
  const isSame = (unit: Unit, part: PagePart) => isShownBy(unit, part, mapping, (a, b) => a === b);
  let left = 0;
  const shorter = Math.min(units.length, parts.length);
  while (left < shorter && isSame(units[left] as Unit, parts[left] as PagePart)) left++;
  let right = 0;
  while (right < shorter - left && isSame(units.at(-1 - right) as Unit, parts.at(-1 - right) as PagePart)) right++;
  const restUnits = units.slice(left, units.length - right);
  const restParts = parts.slice(left, parts.length - right);
  const operations: Operation[] = [];
  let unitAt = 0;
  let partAt = 0;
  const end = endIndex(units, left + restUnits.length, right);
  for (const [unitIndex, partIndex] of [
    ...unchanged(restUnits, restParts),
    [restUnits.length, restParts.length] as const,
  ]) {
    const gapEnd = restUnits[unitIndex]?.index ?? end;
    operations.push(...pair(restUnits.slice(unitAt, unitIndex), restParts.slice(partAt, partIndex), gapEnd, mapping));
    unitAt = unitIndex + 1;
    partAt = partIndex + 1;
  }
  return operations;
}

/** Where to insert behind the last unit in question: in front of the next one, or directly behind it. */
function endIndex(units: readonly Unit[], next: number, right: number): number {
  const following = right > 0 ? units[next] : undefined;
  if (following !== undefined) return following.index;
  const last = units[next - 1];
  return last === undefined ? 0 : last.index + (last.kind === 'run' ? last.texts.length : 1);
}

/** The longest sequence of elements that are on the page as they were, in the same order. */
function unchanged(units: readonly Unit[], parts: readonly PagePart[]): (readonly [unit: number, part: number])[] {
  const places = new Map<Node, number>();
  parts.forEach(({ nodes }, index) => {
    const [node] = nodes;
    if (node !== undefined && !node.isText && !places.has(node)) places.set(node, index);
  });
  const pairs = units.flatMap((unit, index) => {
    const place = unit.kind === 'element' ? places.get(unit.node) : undefined;
    return place === undefined ? [] : [[index, place] as const];
  });
  // Longest increasing subsequence, by patience sorting.
  const tails: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, place], at) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] as number]?.[1] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    before[at] = low > 0 ? (tails[low - 1] as number) : -1;
    tails[low] = at;
  });
  const found: (readonly [number, number])[] = [];
  for (let at = tails.at(-1) ?? -1; at !== -1; at = before[at] ?? -1)
    found.push(pairs[at] as readonly [number, number]);
  return found.reverse();
}

function pair(units: readonly Unit[], parts: readonly PagePart[], end: number, mapping: Mapping): Operation[] {
  const ys = [...units];
  const ps = [...parts];
  const head: Operation[] = [];
  const tail: Operation[] = [];
  const equal = (unit: Unit | undefined, part: PagePart | undefined) =>
    unit !== undefined && part !== undefined && isShownBy(unit, part, mapping, (a, b) => a.eq(b));
  while (ys.length > 0 && ps.length > 0) {
    const [y, p] = [ys[0] as Unit, ps[0] as PagePart];
    const [lastY, lastP] = [ys.at(-1) as Unit, ps.at(-1) as PagePart];
    if (isEmptyRun(y) && !isText(p)) ys.shift();
    else if (ys.length > 1 && isEmptyRun(lastY) && !isText(lastP)) ys.pop();
    else if (equal(y, p)) head.push({ kind: 'update', unit: take(ys), part: take(ps) });
    else if (equal(lastY, lastP)) tail.push({ kind: 'update', unit: takeLast(ys), part: takeLast(ps) });
    else if (fits(y, p) && !(ys.length !== ps.length && fits(lastY, lastP) && isCloser(lastY, lastP, y, p))) {
      head.push({ kind: 'update', unit: take(ys), part: take(ps) });
    } else if (fits(lastY, lastP)) tail.push({ kind: 'update', unit: takeLast(ys), part: takeLast(ps) });
    else if (ys.length < ps.length) head.push({ kind: 'insert', index: y.index, parts: [take(ps)] });
    else if (ys.length > ps.length) head.push({ kind: 'remove', unit: take(ys) });
    else {
      head.push({ kind: 'insert', index: y.index, parts: [take(ps)] }, { kind: 'remove', unit: take(ys) });
    }
  }
  for (const unit of ys) if (!isEmptyRun(unit)) head.push({ kind: 'remove', unit });
  const following = tail.at(-1);
  const index = following?.kind === 'update' ? following.unit.index : end;
  if (ps.length > 0) head.push({ kind: 'insert', index, parts: ps });
  return [...head, ...tail.reverse()];
}

function take<T>(items: T[]): T {
  return items.shift() as T;
}

function takeLast<T>(items: T[]): T {
  return items.pop() as T;
}

function isText({ nodes }: PagePart): boolean {
  return nodes[0]?.isText === true;
}

function isEmptyRun(unit: Unit): boolean {
  return unit.kind === 'run' && unit.size === 0;
}

/** Whether one can become the other by a change inside. */
function fits(unit: Unit, part: PagePart): boolean {
  if (unit.kind === 'run') return isText(part);
  const { name } = unit.node.type;
  return name !== keptBlock && name !== keptInline && name === part.nodes[0]?.type.name;
}

function isShownBy(unit: Unit, part: PagePart, mapping: Mapping, isSame: (a: Node, b: Node) => boolean): boolean {
  if (unit.kind === 'element') {
    const [node] = part.nodes;
    return node !== undefined && !node.isText && isSame(unit.node, node);
  }
  if (!isText(part) || unit.size !== part.size) return false;
  const shown = unit.texts.flatMap((text) => {
    const nodes = mapping.get(text);
    return Array.isArray(nodes) ? nodes : [];
  });
  return shown.length === part.nodes.length && shown.every((node, index) => isSame(node, part.nodes[index] as Node));
}

/** Whether the first pair has more in common than the second. */
function isCloser(unitA: Unit, partA: PagePart, unitB: Unit, partB: PagePart): boolean {
  return common(unitA, partA) > common(unitB, partB);
}

/** Letters at both ends, and children that are the very same. */
function common(unit: Unit, part: PagePart): number {
  const [node] = part.nodes;
  if (unit.kind === 'run' || node === undefined) return 0;
  return commonSize((unit as ElementUnit).node, node);
}

function commonSize(a: Node, b: Node): number {
  const start = a.content.findDiffStart(b.content);
  if (start === null) return a.content.size;
  const end = a.content.findDiffEnd(b.content);
  const fromEnd = end === null ? 0 : a.content.size - end.a;
  return Math.min(start + fromEnd, a.content.size, b.content.size);
}
