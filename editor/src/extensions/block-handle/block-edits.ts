import { Fragment, type Node } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { type BlockRange, selectedBlocks } from './block-range.js';
import { blocksIn, removeBlocks } from './move-blocks.js';

/** Puts a copy of blocks under them, and the caret to the same place in it. */
export function duplicateBlocks(state: EditorState, range: BlockRange): Transaction {
  const { selection, tr } = state;
  const copies = blocksIn(state.doc, range).map(withoutLinks);
  tr.insert(range.to, Fragment.from(copies));
  const shift = range.to - range.from;
  if (selection instanceof TextSelection && selection.from >= range.from && selection.to <= range.to) {
    tr.setSelection(TextSelection.create(tr.doc, selection.anchor + shift, selection.head + shift));
  }
  return tr.scrollIntoView();
}

export function deleteBlocks(state: EditorState, range: BlockRange): Transaction {
  const { tr } = state;
  removeBlocks(tr, range);
  return tr.scrollIntoView();
}

/** Puts the caret to the end of a block's text, or selects the block if it has none. */
export function selectBlock(state: EditorState, { from, to }: BlockRange): Transaction {
  const block = state.doc.nodeAt(from);
  const hasText = block !== null && (block.isTextblock || (!block.isAtom && block.firstChild !== null));
  if (block === null || (!hasText && !NodeSelection.isSelectable(block))) return state.tr;
  const selection = hasText ? endOfFirstText(state.doc, from, to) : NodeSelection.create(state.doc, from);
  return state.tr.setSelection(selection);
}

/** Selects all text of blocks, for what is done to words. */
export function selectText(state: EditorState, { from, to }: BlockRange): Transaction {
  return state.tr.setSelection(TextSelection.between(state.doc.resolve(from + 1), state.doc.resolve(to - 1)));
}

/** Makes an empty line under blocks and puts the caret there; an empty line itself is used as it is. */
export function insertBelow(state: EditorState, range: BlockRange): Transaction {
  const { doc, tr, schema } = state;
  const block = doc.nodeAt(range.from);
  const { paragraph } = schema.nodes;
  if (block === null || paragraph === undefined) return tr;
  if (block.type === paragraph && block.content.size === 0) {
    return tr.setSelection(TextSelection.create(doc, range.from + 1)).scrollIntoView();
  }
  const isItem = block.type.name === 'listItem' || block.type.name === 'taskItem';
  const line = isItem ? block.type.create(null, paragraph.create()) : paragraph.create();
  tr.insert(range.to, line);
  return tr.setSelection(TextSelection.create(tr.doc, range.to + (isItem ? 2 : 1))).scrollIntoView();
}

/** Of an item or a callout the first line: what its handle stands beside. */
function endOfFirstText(doc: Node, from: number, to: number): Selection {
  let end: number | null = null;
  doc.nodesBetween(from, to, (node, pos) => {
    if (end === null && node.isTextblock) end = pos + 1 + node.content.size;
    return end === null;
  });
  return Selection.near(doc.resolve(end ?? from), -1);
}

/** A link to a block leads to one block: a copy has none yet. */
function withoutLinks(node: Node): Node {
  if (node.isText) return node;
  const children: Node[] = [];
  node.content.forEach((child) => {
    children.push(withoutLinks(child));
  });
  const attrs = 'blockId' in node.attrs ? { ...node.attrs, blockId: null } : node.attrs;
  return node.type.create(attrs, children, node.marks);
}

/** The blocks of the selection as one range, for commands that work on it. */
export function onSelectedBlocks(
  state: EditorState,
  edit: (state: EditorState, range: BlockRange) => Transaction | null,
): Transaction | null {
  const range = selectedBlocks(state);
  return range === null ? null : edit(state, range);
}
