import { type Extensions, Node } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';

/**
 * The title is one paragraph of plain text. It is a paragraph and not bare text because y-prosemirror can only bind
 * blocks at the top of a fragment. Two people who name a document at the same time make two: a schema for exactly one
 * would have y-prosemirror delete both names.
 */
export function titleExtensions(): Extensions {
  return [
    Node.create({ name: 'doc', topNode: true, content: 'paragraph+' }),
    StarterKit.configure({
      document: false,
      undoRedo: false,
      trailingNode: false,
      blockquote: false,
      bold: false,
      bulletList: false,
      code: false,
      codeBlock: false,
      dropcursor: false,
      gapcursor: false,
      hardBreak: false,
      heading: false,
      horizontalRule: false,
      italic: false,
      link: false,
      listItem: false,
      listKeymap: false,
      orderedList: false,
      strike: false,
      underline: false,
    }),
  ];
}
