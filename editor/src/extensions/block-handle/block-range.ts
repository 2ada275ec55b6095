import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, NodeSelection } from '@tiptap/pm/state';

/** Blocks beside each other in one parent: from before the first to after the last. */
export interface BlockRange {
  readonly from: number;
  readonly to: number;
}

const itemNodes = new Set(['listItem', 'taskItem']);
/** What holds blocks that a person sees as blocks of their own. A table's cells are not here: a table moves as one. */
const containers = new Set([
  'doc',
  'bulletList',
  'orderedList',
  'taskList',
  'blockquote',
  'callout',
  'column',
  'detailsContent',
]);

/** Whether the child at an index of a node is a block that can be handled. An item's first line is the item itself. */
export function holdsBlocks(parent: Node, index: number): boolean {
  const { name } = parent.type;
  return containers.has(name) || (itemNodes.has(name) && index > 0);
}

/** The innermost blocks that hold all of the selection; `null` in a document without any. */
export function selectedBlocks({ selection }: EditorState): BlockRange | null {
  const { $from, $to } = selection;
  if (selection instanceof NodeSelection && selection.node.isBlock && holdsBlocks($from.parent, $from.index())) {
    return { from: selection.from, to: selection.to };
  }
  for (let depth = $from.sharedDepth($to.pos); depth >= 0; depth--) {
    if ($from.depth > depth && $to.depth > depth && holdsBlocks($from.node(depth), $from.index(depth))) {
      return { from: $from.before(depth + 1), to: $to.after(depth + 1) };
    }
  }
  return null;
}

/** Whether more than one block is selected, at least partly. */
export function spansBlocks(state: EditorState, { from }: BlockRange): boolean {
  const first = state.doc.nodeAt(from);
  return first !== null && state.selection.to > from + first.nodeSize;
}

/** The blocks around a range, as one block: what a list is for its items. `null` at the top. */
export function parentBlock(doc: Node, { from }: BlockRange): BlockRange | null {
  const $from = doc.resolve(from);
  for (let depth = $from.depth; depth > 0; depth--) {
    const parent = $from.node(depth - 1);
    if (holdsBlocks(parent, $from.index(depth - 1))) return { from: $from.before(depth), to: $from.after(depth) };
  }
  return null;
}

/**
 * The block that a place in the text belongs to, as somebody who points at it means it: on the first line of a callout or
 * a quote they mean all of it.
 */
export function pointedBlock($pos: ResolvedPos): BlockRange | null {
  for (let depth = $pos.depth - 1; depth >= 0; depth--) {
    const parent = $pos.node(depth);
    const index = $pos.index(depth);
    if (!holdsBlocks(parent, index)) continue;
    if (index === 0 && (parent.type.name === 'callout' || parent.type.name === 'blockquote')) continue;
    return { from: $pos.before(depth + 1), to: $pos.after(depth + 1) };
  }
  return null;
}
