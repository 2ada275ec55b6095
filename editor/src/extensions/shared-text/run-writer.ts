import type { Mark, Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import { type TextChange, textChange, wellFormed } from './text-change.js';

type Attributes = Record<string, unknown>;

/** Marks as attributes of shared text. */
export function attributesOf(marks: readonly Mark[]): Attributes {
  return Object.fromEntries(marks.map((mark) => [mark.type.name, mark.attrs]));
}

/**
 * Writes the difference between what the page showed and what it shows into a run of shared texts.
 *
 * @param caret offset of the caret in the run, or `null`
 */
export function writeRun(
  texts: readonly Y.XmlText[],
  before: readonly Node[],
  after: readonly Node[],
  caret: number | null,
): void {
  const newText = wellFormed(textOf(after));
  const change = textChange(wellFormed(textOf(before)), newText, caret);
  if (change !== null) {
    remove(texts, change.at, change.remove);
    insert(texts, change, after);
  }
  writeMarks(texts, before, after, change);
}

function textOf(nodes: readonly Node[]): string {
  return nodes.map((node) => node.text ?? '').join('');
}

function remove(texts: readonly Y.XmlText[], at: number, length: number): void {
  forEachPiece(texts, at, at + length, (text, from, to) => text.delete(from, to - from));
}

function insert(texts: readonly Y.XmlText[], change: TextChange, after: readonly Node[]): void {
  if (change.insert === '') return;
  let left = change.at;
  const target = texts.find((text, index) => {
    if (left <= text.length || index === texts.length - 1) return true;
    left -= text.length;
    return false;
  });
  if (target === undefined) return;
  const inherited = unknownAttributesAt(target, left, after);
  let written = 0;
  forEachNode(after, change.at, change.at + change.insert.length, (node, from, to) => {
    const piece = change.insert.slice(written, written + to - from);
    // With nothing said Yjs would take over the attributes of the letter before.
    target.insert(left + written, piece, { ...inherited, ...attributesOf(node.marks) });
    written += piece.length;
  });
}

/** What the letters on both sides have and the schema does not know goes on between them. */
function unknownAttributesAt(text: Y.XmlText, index: number, nodes: readonly Node[]): Attributes {
  const [node] = nodes;
  if (node === undefined || index === 0 || index >= text.length) return {};
  let at = 0;
  const { marks } = node.type.schema;
  for (const { insert: piece, attributes } of text.toDelta() as { insert: string; attributes?: Attributes }[]) {
    if (index > at && index < at + piece.length) {
      return Object.fromEntries(Object.entries(attributes ?? {}).filter(([name]) => marks[name] === undefined));
    }
    at += piece.length;
  }
  return {};
}

/** Changes attributes only where somebody changed a mark. */
function writeMarks(
  texts: readonly Y.XmlText[],
  before: readonly Node[],
  after: readonly Node[],
  change: TextChange | null,
): void {
  let at = 0;
  const [at0, removed, added] =
    change === null ? [Number.POSITIVE_INFINITY, 0, 0] : [change.at, change.remove, change.insert.length];
  for (const node of after) {
    const end = at + node.nodeSize;
    for (const [from, to, shift] of [
      [at, Math.min(end, at0), 0],
      [Math.max(at, at0 + added), end, removed - added],
    ] as const) {
      if (from >= to) continue;
      forEachNode(before, from + shift, to + shift, (old, oldFrom, oldTo) => {
        const patch = markPatch(old.marks, node.marks);
        if (patch === null) return;
        forEachPiece(texts, oldFrom - shift, oldTo - shift, (text, start, stop) =>
          text.format(start, stop - start, patch),
        );
      });
    }
    at = end;
  }
}

function markPatch(before: readonly Mark[], after: readonly Mark[]): Attributes | null {
  const patch: Attributes = {};
  for (const mark of before) if (!after.some(({ type }) => type === mark.type)) patch[mark.type.name] = null;
  for (const mark of after) if (!mark.isInSet(before)) patch[mark.type.name] = mark.attrs;
  return Object.keys(patch).length === 0 ? null : patch;
}

/** The parts of nodes between two offsets. */
function forEachNode(
  nodes: readonly Node[],
  from: number,
  to: number,
  visit: (node: Node, from: number, to: number) => void,
): void {
  let at = 0;
  for (const node of nodes) {
    const end = at + node.nodeSize;
    if (end > from && at < to) visit(node, Math.max(at, from), Math.min(end, to));
    at = end;
  }
}

/** The parts of texts between two offsets of the run; from the last to the first, so that deleting moves none of them. */
function forEachPiece(
  texts: readonly Y.XmlText[],
  from: number,
  to: number,
  visit: (text: Y.XmlText, from: number, to: number) => void,
): void {
  const pieces: [Y.XmlText, number, number][] = [];
  let at = 0;
  for (const text of texts) {
    const end = at + text.length;
    if (end > from && at < to) pieces.push([text, Math.max(at, from) - at, Math.min(end, to) - at]);
    at = end;
  }
  for (const [text, start, stop] of pieces.reverse()) visit(text, start, stop);
}
