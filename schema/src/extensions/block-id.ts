import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import { checkedText } from './attribute-readers.js';
import { isRemoteTransaction } from './remote-transaction.js';

export const blockIdAttributes = { blockId: checkedText((id) => /^[\w-]{1,64}$/.test(id)) };

/** Every block that can stand at the top of a document. */
export const blockTypes = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'taskList',
  'blockquote',
  'codeBlock',
  'horizontalRule',
  'table',
  'image',
  'file',
  'callout',
  'details',
  'blockMath',
  'columns',
  'linkCard',
  'tableOfContents',
] as const;

export type BlockType = (typeof blockTypes)[number];

/**
 * A name for a block that somebody copied a link to. Written to HTML so that a page can find the block, but not read
 * from it: a pasted copy is another block. For the same reason the second half of a split block has none, nor has a
 * block that is duplicated in any other way.
 */
export const BlockId = Extension.create({
  name: 'blockId',

  addGlobalAttributes() {
    return [
      {
        types: [...blockTypes],
        attributes: {
          blockId: {
            default: null,
            keepOnSplit: false,
            parseHTML: () => null,
            renderHTML: (attrs) => {
              const id = blockIdAttributes.blockId(attrs['blockId']);
              return id === null ? {} : { 'data-block-id': id };
            },
          },
        },
      },
    ];
  },

  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction: (transactions, _, state) => {
          const isEdit = transactions.some((transaction) => transaction.docChanged);
          return isEdit && !transactions.some(isRemoteTransaction) ? withoutCopies(transactions, state) : null;
        },
      }),
    ];
  },
});

/** The first of two blocks with one name keeps it. The whole document is looked at only when a named block changed. */
function withoutCopies(transactions: readonly Transaction[], state: EditorState): Transaction | null {
  const changed = changedNames(transactions, state.doc);
  if (changed.size === 0) return null;
  const { tr } = state;
  const seen = new Set<unknown>();
  state.doc.descendants((node, pos) => {
    const id: unknown = node.attrs['blockId'];
    if (id && changed.has(id)) {
      if (seen.has(id)) tr.setNodeAttribute(pos, 'blockId', null);
      seen.add(id);
    }
    return !node.inlineContent;
  });
  return tr.docChanged ? tr : null;
}

function changedNames(transactions: readonly Transaction[], doc: Node): Set<unknown> {
  const names = new Set<unknown>();
  const maps = transactions.flatMap((transaction) => transaction.mapping.maps);
  for (const [index, map] of maps.entries()) {
    map.forEach((_from, _to, start, end) => {
      const later = maps.slice(index + 1);
      const from = later.reduce((at, next) => next.map(at, -1), start);
      const to = later.reduce((at, next) => next.map(at, 1), end);
      doc.nodesBetween(Math.max(0, from - 1), Math.min(doc.content.size, to + 1), (node) => {
        if (node.attrs['blockId']) names.add(node.attrs['blockId']);
        return !node.inlineContent;
      });
    });
  }
  return names;
}
