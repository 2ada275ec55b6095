import { Extension } from '@tiptap/core';
import { checkedText } from './attribute-readers.js';

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
 * from it: a pasted copy is another block. For the same reason the second half of a split block has none.
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
});
