import type { CommandProps } from '@tiptap/core';
import type { Node, NodeRange, NodeType } from '@tiptap/pm/model';
import { type Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { findWrapping } from '@tiptap/pm/transform';

/** Wraps the blocks of the selection; inside a list item or the like, the nearest blocks around that may be wrapped. */
export function wrapBlocks(type: NodeType, attrs: Record<string, unknown>, { tr, dispatch }: CommandProps): boolean {
  const { $from, $to } = tr.selection;
  for (let depth = $from.sharedDepth($to.pos); depth >= 0; depth--) {
    const range = rangeAt(tr.selection, depth);
    const wrapping = range && findWrapping(range, type, attrs);
    if (!range || !wrapping) continue;
    if (dispatch) tr.wrap(range, wrapping).scrollIntoView();
    return true;
  }
  return false;
}

function rangeAt({ $from, $to }: Selection, depth: number): NodeRange | null {
  return $from.blockRange($to, (parent) => parent === $from.node(depth) && !parent.inlineContent);
}

/** Replaces the nearest node of that type around the selection by what is in it. */
export function unwrapBlocks(type: NodeType, { tr, dispatch }: CommandProps): boolean {
  const around = nodeAround(type, tr.selection);
  if (around === undefined) return false;
  const { node, pos } = around;
  const $pos = tr.doc.resolve(pos);
  if (!$pos.parent.canReplace($pos.index(), $pos.index() + 1, node.content)) return false;
  if (dispatch) replaceAround(tr, pos, node);
  return true;
}

/** The selected text stays selected: its positions move by one, the opening of the node. */
function replaceAround(tr: Transaction, pos: number, node: Node): void {
  const { anchor, head } = tr.selection;
  tr.replaceWith(pos, pos + node.nodeSize, node.content);
  const shift = (at: number) => tr.doc.resolve(Math.max(pos, Math.min(at - 1, pos + node.content.size)));
  tr.setSelection(TextSelection.between(shift(anchor), shift(head))).scrollIntoView();
}

interface NodeAround {
  readonly node: Node;
  /** Before the node. */
  readonly pos: number;
  readonly depth: number;
}

/** The nearest node of that type that the whole selection is in, or that is selected itself. */
export function nodeAround(type: NodeType, selection: Selection): NodeAround | undefined {
  const { $from, $to } = selection;
  const selected = $from.nodeAfter;
  if (selected?.type === type && $to.pos === $from.pos + selected.nodeSize) {
    return { node: selected, pos: $from.pos, depth: $from.depth + 1 };
  }
  for (let depth = $from.sharedDepth($to.pos); depth > 0; depth--) {
    const node = $from.node(depth);
    if (node.type === type) return { node, pos: $from.before(depth), depth };
  }
  return undefined;
}
