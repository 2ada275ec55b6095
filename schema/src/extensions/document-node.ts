import { Node } from '@tiptap/core';

/** The body: blocks, and layout, which nothing else may contain. */
export const DocumentNode = Node.create({ name: 'doc', topNode: true, content: '(block | layout)+' });
