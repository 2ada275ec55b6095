import type { Mark, Node } from '@tiptap/pm/model';
import { readAttributes } from '../../extensions/attribute-readers.js';
import { mathAttributes } from '../../extensions/math.js';
import { mentionAttributes, mentionHref, mentionText } from '../../extensions/mention.js';
import { tagByMark } from './inline-tags.js';

/** Inline content as Markdown nests it: ProseMirror keeps a flat list of texts with sets of marks. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'math'; readonly latex: string }
  | { readonly kind: 'document'; readonly label: string; readonly href: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'mark'; readonly mark: Mark; readonly children: readonly Inline[] };

interface Leaf {
  readonly inline: Inline;
  /** Marks that still have to be opened around it. */
  readonly marks: readonly Mark[];
}

/** Nests marks so that those which span most stand outside: fewest delimiters, and none that overlap. */
export function inlineTree(textblock: Node): Inline[] {
  const leaves: Leaf[] = [];
  textblock.forEach((node) => {
    const inline = toInline(node);
    if (inline === undefined) return;
    // Code is no mark in Markdown but a kind of text.
    const marks = node.marks.filter(({ type }) => type.name !== 'code' && Object.hasOwn(tagByMark, type.name));
    leaves.push({ inline, marks });
  });
  return nest(leaves);
}

function toInline(node: Node): Inline | undefined {
  if (node.type.name === 'hardBreak') return { kind: 'break' };
  if (node.type.name === 'inlineMath') return { kind: 'math', latex: readAttributes(mathAttributes, node.attrs).latex };
  const mention = node.type.name === 'mention' ? readAttributes(mentionAttributes, node.attrs) : undefined;
  const href = mention && mentionHref(mention);
  const isLinked = node.marks.some(({ type }) => type.name === 'link');
  if (mention && href && !isLinked) return { kind: 'document', label: mentionText(mention), href };
  const text = node.isText ? (node.text ?? '') : mention ? mentionText(mention) : node.textContent;
  if (text === '') return undefined;
  return { kind: node.marks.some(({ type }) => type.name === 'code') ? 'code' : 'text', text };
}

function nest(leaves: readonly Leaf[]): Inline[] {
  const result: Inline[] = [];
  for (let start = 0; start < leaves.length; ) {
    const outer = outermost(leaves, start);
    if (outer === undefined) {
      append(result, leaves[start]);
      start += 1;
      continue;
    }
    const inside = leaves.slice(start, outer.end).map((leaf) => without(leaf, outer.mark));
    result.push({ kind: 'mark', mark: outer.mark, children: nest(inside) });
    start = outer.end;
  }
  return result;
}

/** The mark of the leaf at `start` that reaches furthest. */
function outermost(leaves: readonly Leaf[], start: number): { mark: Mark; end: number } | undefined {
  let best: { mark: Mark; end: number } | undefined;
  for (const mark of leaves[start]?.marks ?? []) {
    let end = start + 1;
    while (leaves[end]?.marks.some((other) => other.eq(mark))) end += 1;
    if (best === undefined || end > best.end) best = { mark, end };
  }
  return best;
}

function without(leaf: Leaf, mark: Mark): Leaf {
  return { ...leaf, marks: leaf.marks.filter((other) => !other.eq(mark)) };
}

/** Neighbours of one kind become one: two code spans side by side would read as something else. */
function append(into: Inline[], leaf: Leaf | undefined): void {
  if (leaf === undefined) return;
  const { inline } = leaf;
  const last = into.at(-1);
  if ((inline.kind === 'text' || inline.kind === 'code') && last?.kind === inline.kind) {
    into[into.length - 1] = { kind: inline.kind, text: last.text + inline.text };
  } else {
    into.push(inline);
  }
}
