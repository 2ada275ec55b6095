import { Fragment, type Node, type NodeType, type Schema } from '@tiptap/pm/model';
import { type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { BlockRange } from './block-range.js';

const itemOfList: Readonly<Record<string, string>> = {
  bulletList: 'listItem',
  orderedList: 'listItem',
  taskList: 'taskItem',
};
/** Without content these mean nothing and go; a column or a table's cell stays, with an empty line in it. */
const goWhenEmpty = new Set([...Object.keys(itemOfList), 'listItem', 'taskItem', 'blockquote', 'callout']);

/**
 * Moves blocks to a gap between others in one transaction. It reads the blocks from the transaction's document, so what
 * somebody else wrote in them a moment ago moves along.
 *
 * @param gap a position between two blocks, or before the first or after the last
 * @returns the transaction, or `null` if the blocks cannot stand there or stand there already
 */
export function moveBlocks(state: EditorState, range: BlockRange, gap: number): Transaction | null {
  const { doc, selection, tr } = state;
  if (gap >= range.from && gap <= range.to) return null;
  const $gap = doc.resolve(gap);
  const moved = blocksIn(doc, range);
  const list = doc.resolve(range.from).parent;
  const fitted = fitBlocks(moved, { parent: $gap.parent, index: $gap.index(), list });
  if (fitted === null) return null;
  tr.insert(gap, fitted.content);
  removeBlocks(tr, { from: tr.mapping.map(range.from, 1), to: tr.mapping.map(range.to, 1) });
  const start = tr.mapping.slice(1).map(gap, -1) + fitted.depth;
  const isInside = selection.from >= range.from && selection.to <= range.to;
  if (isInside) keepSelection(tr, selection, start - range.from);
  return tr.scrollIntoView();
}

export function canMoveBlocks(doc: Node, range: BlockRange, gap: number): boolean {
  if (gap >= range.from && gap <= range.to) return false;
  const $gap = doc.resolve(gap);
  const list = doc.resolve(range.from).parent;
  return fitBlocks(blocksIn(doc, range), { parent: $gap.parent, index: $gap.index(), list }) !== null;
}

/** The nearest gap above or below where the blocks fit, out of what holds them if need be. */
export function nextGap(doc: Node, range: BlockRange, direction: 'up' | 'down'): number | null {
  const $from = doc.resolve(range.from);
  const $to = doc.resolve(range.to);
  const sibling = direction === 'up' ? $from.nodeBefore : $to.nodeAfter;
  if (sibling !== null) {
    const gap = direction === 'up' ? range.from - sibling.nodeSize : range.to + sibling.nodeSize;
    if (canMoveBlocks(doc, range, gap)) return gap;
  }
  for (let depth = $from.depth; depth > 0; depth--) {
    // A list that holds nothing else is where it is: moving its only item means moving past its neighbour.
    const isAll = $from.node(depth).childCount === $to.index(depth) - $from.index(depth);
    if (isAll) {
      const outer = { from: $from.before(depth), to: $from.after(depth) };
      return nextGap(doc, outer, direction);
    }
    const gap = gapOutside($from.node(depth), direction === 'up' ? $from.before(depth) : $to.after(depth), {
      doc,
      direction,
    });
    if (gap !== null && canMoveBlocks(doc, range, gap)) return gap;
  }
  return null;
}

/** Out of a callout is beside it. An item beside its list would stand where it was: it goes past the list's neighbour. */
function gapOutside(
  container: Node,
  edge: number,
  { doc, direction }: { doc: Node; direction: 'up' | 'down' },
): number | null {
  if (!(container.type.name in itemOfList)) return edge;
  const $edge = doc.resolve(edge);
  const neighbour = direction === 'up' ? $edge.nodeBefore : $edge.nodeAfter;
  if (neighbour === null) return null;
  return direction === 'up' ? edge - neighbour.nodeSize : edge + neighbour.nodeSize;
}

/** Deletes blocks, with what has no meaning without them; the place for text that must stay keeps an empty line. */
export function removeBlocks(tr: Transaction, range: BlockRange): void {
  let { from, to } = range;
  let $from = tr.doc.resolve(from);
  while ($from.parentOffset === 0 && to === $from.end() && $from.depth > 0 && goWhenEmpty.has($from.parent.type.name)) {
    from = $from.before();
    to = $from.after();
    $from = tr.doc.resolve(from);
  }
  const isAll = $from.parentOffset === 0 && to === $from.end();
  const { paragraph } = tr.doc.type.schema.nodes;
  if (isAll && paragraph !== undefined) tr.replaceWith(from, to, paragraph.create());
  else tr.delete(from, to);
}

export function blocksIn(doc: Node, { from, to }: BlockRange): Node[] {
  const blocks: Node[] = [];
  const $from = doc.resolve(from);
  for (let index = $from.index(), pos = from; pos < to; index++) {
    const block = $from.parent.maybeChild(index);
    if (block === null) break;
    blocks.push(block);
    pos += block.nodeSize;
  }
  return blocks;
}

interface Place {
  readonly parent: Node;
  readonly index: number;
  /** Where the blocks come from: their items keep that kind of list elsewhere. */
  readonly list: Node;
}

interface Fitted {
  readonly content: Fragment;
  /** How much deeper the blocks are than the gap. */
  readonly depth: number;
}

/** Makes blocks fit a place: items become items of the other kind of list, or a list of their own; text becomes items. */
function fitBlocks(blocks: readonly Node[], { parent, index, list }: Place): Fitted | null {
  const { schema } = parent.type;
  const itemName = itemOfList[parent.type.name];
  const areItems = blocks.every(({ type }) => isItem(type));
  let fitted: Fitted = { content: Fragment.from(blocks), depth: 0 };
  if (itemName !== undefined) {
    const items = toItems(blocks, schema.nodes[itemName]);
    if (items === null) return null;
    fitted = { content: items, depth: areItems ? 0 : 1 };
  } else if (areItems) {
    if (!(list.type.name in itemOfList)) return null;
    // A numbered list that is taken apart begins anew.
    fitted = { content: Fragment.from(freshList(schema, list, blocks)), depth: 1 };
  }
  return parent.canReplace(index, index, fitted.content) ? fitted : null;
}

function freshList(schema: Schema, list: Node, blocks: readonly Node[]): Node {
  return (schema.nodes[list.type.name] ?? list.type).create(null, [...blocks]);
}

function toItems(blocks: readonly Node[], item: NodeType | undefined): Fragment | null {
  if (item === undefined) return null;
  const items: Node[] = [];
  for (const block of blocks) {
    const content = isItem(block.type) ? block.content : Fragment.from(block);
    if (!item.validContent(content)) return null;
    items.push(block.type === item ? block : item.create(null, content));
  }
  return Fragment.from(items);
}

function isItem({ name }: NodeType): boolean {
  return name === 'listItem' || name === 'taskItem';
}

function keepSelection(tr: Transaction, selection: Selection, shift: number): void {
  const size = tr.doc.content.size;
  const [anchor, head] = [selection.anchor + shift, selection.head + shift].map((pos) =>
    Math.min(Math.max(pos, 0), size),
  );
  if (anchor === undefined || head === undefined) return;
  const isText = selection instanceof TextSelection;
  tr.setSelection(
    isText
      ? TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head))
      : Selection.near(tr.doc.resolve(anchor)),
  );
}
