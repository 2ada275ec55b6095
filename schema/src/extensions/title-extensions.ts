import { type Extensions, Node } from '@tiptap/core';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';

/**
 * The title is one paragraph of plain text. It is a paragraph and not bare text because y-prosemirror can only bind
 * blocks at the top of a fragment. Two people who name a document at the same time make two: a schema for exactly one
 * would have y-prosemirror delete both names.
 */
export function titleExtensions(): Extensions {
  return [Node.create({ name: 'doc', topNode: true, content: 'paragraph+' }), Paragraph, Text];
}
