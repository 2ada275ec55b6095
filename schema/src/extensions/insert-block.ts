import type { CommandProps, JSONContent } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import { type EditorState, Selection, type Transaction } from '@tiptap/pm/state';

/**
 * Puts a block where a person would expect it: in place of the empty paragraph that the caret is in, otherwise after the
 * block with the caret, or after the nearest block around it where the schema allows one. Text is never split and a
 * selection never deleted. The caret goes into the block, or behind one that has no text; there is always a line behind
 * a block without text, or the person could not go on writing.
 *
 * @returns whether there is a place for it
 */
export function insertBlock(json: JSONContent, { state, tr, dispatch }: CommandProps): boolean {
  const node = Node.fromJSON(state.schema, json);
  const place = findPlace(state, tr, node);
  if (place === undefined) return false;
  if (!dispatch) return true;
  tr.replaceWith(place.from, place.to, node);
  const end = place.from + node.nodeSize;
  const isAtom = node.isAtom || !hasTextblock(node) || node.type.name === 'image';
  const paragraph = state.schema.nodes['paragraph'];
  const $end = tr.doc.resolve(end);
  const canFollow = paragraph && $end.parent.canReplaceWith($end.index(), $end.index(), paragraph);
  if (isAtom && canFollow && !$end.nodeAfter) tr.insert(end, paragraph.create());
  tr.setSelection(Selection.near(tr.doc.resolve(isAtom ? end : place.from), 1)).scrollIntoView();
  return true;
}

interface Place {
  readonly from: number;
  readonly to: number;
}

function findPlace(state: EditorState, { doc, selection }: Transaction, node: Node): Place | undefined {
  const { $to, empty } = selection;
  const paragraph = state.schema.nodes['paragraph'];
  const { parent } = $to;
  if (empty && $to.depth > 0 && parent.type === paragraph && parent.content.size === 0) {
    const index = $to.index(-1);
    if ($to.node(-1).canReplaceWith(index, index + 1, node.type)) return { from: $to.before(), to: $to.after() };
  }
  if (!parent.isTextblock && parent.canReplaceWith($to.index(), $to.index(), node.type)) {
    return { from: $to.pos, to: $to.pos };
  }
  for (let depth = $to.depth; depth > 0; depth--) {
    const after = doc.resolve($to.after(depth));
    const index = after.index();
    if (after.parent.canReplaceWith(index, index, node.type)) return { from: after.pos, to: after.pos };
  }
  return undefined;
}

function hasTextblock(node: Node): boolean {
  let found = node.isTextblock;
  node.descendants((child) => {
    found ||= child.isTextblock;
    return !found;
  });
  return found;
}
