import { mergeAttributes, Node } from '@tiptap/core';
import { insertBlock } from './insert-block.js';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    tableOfContents: {
      /** Inserts a list of the document's headings that keeps itself up to date. */
      insertTableOfContents: () => ReturnType;
    };
  }
}

/** The document's headings, where it stands. Holds nothing: whoever shows it lists the headings of that moment. */
export const TableOfContents = Node.create({
  name: 'tableOfContents',
  group: 'block',
  atom: true,
  draggable: true,

  parseHTML() {
    return [{ tag: 'nav[data-type="table-of-contents"]', priority: 60 }];
  },

  renderHTML({ HTMLAttributes }) {
    const attributes = mergeAttributes(
      { class: 'mh-table-of-contents', 'data-type': 'table-of-contents' },
      HTMLAttributes,
    );
    // The empty text makes the static renderer write an end tag: `<nav/>` would take in all that follows.
    return ['nav', attributes, ''];
  },

  addCommands() {
    return { insertTableOfContents: () => (props) => insertBlock({ type: this.name }, props) };
  },
});
