import type { Node } from '@tiptap/pm/model';
import { NodeSelection, type Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import type { Positions } from './positions.js';
import { flatText } from './text-change.js';

/** Where a selection is, in terms that outlive what others do. */
export interface KeptSelection {
  readonly selection: Selection;
  readonly anchor: Y.RelativePosition;
  readonly head: Y.RelativePosition;
}

export function keepSelection(selection: Selection, doc: Node, positions: Positions): KeptSelection {
  return {
    selection,
    anchor: positions.toRelative(doc, selection.anchor),
    head: positions.toRelative(doc, selection.head),
  };
}

/**
 * Puts a selection where it belongs after others changed the document.
 *
 * A text selection follows its letters by Yjs. If they were made anew (somebody made a heading of the paragraph, joined it
 * to another one, or broke the line before them), it follows the comparison of the pages; if the block was taken away and stands elsewhere
 * (somebody moved it), it goes there; if it is gone, to the nearest place where one can write. Every other kind of
 * selection has been mapped by the step.
 */
export function restoreSelection(tr: Transaction, kept: KeptSelection, before: Node, positions: Positions): void {
  const { selection } = kept;
  if (selection instanceof NodeSelection) return restoreNode(tr, kept, positions);
  if (!(selection instanceof TextSelection)) return;
  const place = (relative: Y.RelativePosition, old: number) => {
    const absolute = positions.toAbsolute(relative);
    if (absolute !== null && !positions.hasLost(relative)) return clamp(absolute, tr.doc);
    const replaced = clamp(replacedPosition(tr, before, old), tr.doc);
    if (absolute === null || isBehindSameLetter(before, old, tr.doc, replaced)) return replaced;
    return clamp(absolute, tr.doc);
  };
  const head = place(kept.head, selection.head);
  const anchor = selection.empty ? head : place(kept.anchor, selection.anchor);
  const next = TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head));
  if (!next.eq(tr.selection)) tr.setSelection(next);
}

/** For undo: the selection as it was, where its text still is. */
export function selectKept(tr: Transaction, kept: KeptSelection, positions: Positions): void {
  const head = positions.toAbsolute(kept.head);
  const anchor = positions.toAbsolute(kept.anchor) ?? head;
  if (head === null || anchor === null) return;
  if (kept.selection instanceof NodeSelection) return restoreNode(tr, kept, positions);
  const { doc } = tr;
  tr.setSelection(TextSelection.between(doc.resolve(clamp(anchor, doc)), doc.resolve(clamp(head, doc))));
}

function restoreNode(tr: Transaction, { anchor }: KeptSelection, positions: Positions): void {
  const position = positions.toAbsolute(anchor);
  if (position === null) return;
  const node = tr.doc.nodeAt(position);
  if (node !== null && NodeSelection.isSelectable(node)) tr.setSelection(NodeSelection.create(tr.doc, position));
}

function replacedPosition(tr: Transaction, before: Node, old: number): number {
  const mapped = tr.mapping.map(old, -1);
  const $old = before.resolve(old);
  const text = $old.parent.textContent;
  if (!$old.parent.isTextblock || text === '') return mapped;
  if (hasSameSurroundings($old.parent, $old.parentOffset, tr.doc, mapped)) return mapped;
  return movedPosition($old.parent, tr.doc, before, mapped, $old.parentOffset) ?? mapped;
}

/** Whether the letter before a position is before another one in a later version of the page: it stands there anew. */
function isBehindSameLetter(before: Node, old: number, doc: Node, position: number): boolean {
  const letterAt = ({ parent, parentOffset }: ReturnType<Node['resolve']>) =>
    parent.isTextblock && parentOffset > 0 ? flatText(parent, parentOffset - 1, parentOffset) : null;
  const letter = letterAt(before.resolve(old));
  return letter !== null && letter === letterAt(doc.resolve(position));
}

const contextLength = 6;

/** Whether the letters around a position are still around it. */
function hasSameSurroundings(parent: Node, offset: number, doc: Node, position: number): boolean {
  const $now = doc.resolve(clamp(position, doc));
  if (!$now.parent.isTextblock) return false;
  const around = (block: Node, at: number) => [
    flatText(block, Math.max(0, at - contextLength), at),
    flatText(block, at, Math.min(block.content.size, at + contextLength)),
  ];
  const [before = '', after = ''] = around(parent, offset);
  const [beforeNow = '', afterNow = ''] = around($now.parent, $now.parentOffset);
  return (before !== '' && beforeNow.endsWith(before)) || (after !== '' && afterNow.startsWith(after));
}

/** The same words in a block that was not there before, or that they were put into. */
function movedPosition(block: Node, doc: Node, before: Node, near: number, offset: number): number | null {
  const known = new Set<Node>();
  before.forEach((child) => {
    known.add(child);
  });
  const words = flatText(block);
  const found = placesOf(words, doc, (child) => !known.has(child));
  // One letter stands everywhere.
  const all = found.length > 0 || words.length < 2 ? found : placesOf(words, doc, () => true);
  const whole = all.filter(({ isWhole }) => isWhole);
  const [nearest] = (whole.length > 0 ? whole : all)
    .map(({ position }) => position + offset)
    .toSorted((a, b) => Math.abs(a - near) - Math.abs(b - near));
  return nearest ?? null;
}

interface FoundWords {
  readonly position: number;
  /** Whether the block has nothing else in it. */
  readonly isWhole: boolean;
}

function placesOf(words: string, doc: Node, isLookedAt: (child: Node) => boolean): FoundWords[] {
  const places: FoundWords[] = [];
  const consider = (node: Node, position: number) => {
    const at = node.isTextblock ? flatText(node).indexOf(words) : -1;
    if (at !== -1) places.push({ position: position + 1 + at, isWhole: node.content.size === words.length });
  };
  doc.forEach((child, start) => {
    if (!isLookedAt(child)) return;
    consider(child, start);
    child.descendants((node, position) => {
      consider(node, start + 1 + position);
    });
  });
  return places;
}

function clamp(position: number, doc: Node): number {
  return Math.max(0, Math.min(position, doc.content.size));
}
