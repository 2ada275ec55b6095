import { Node } from '@tiptap/core';
import { type StoredElement, textOfStored } from '../../client/stored-content.js';

/** Names of the stand-ins. They live in the editor only and are never written into a document. */
export const keptBlock = 'keptBlock';
export const keptInline = 'keptInline';

const words = 'This part needs a newer version of the app. It is kept as it is.';

/**
 * What stands on the page for content that this version of the schema cannot show: inert, with its words readable. It
 * carries what it stands for, so that somebody who moves it moves the real thing.
 *
 * They are not a part of the document's schema, because nobody stores them: the binding reads and writes what they
 * stand for. That is why they are defined here and not with the nodes of the document.
 */
export const KeptBlock = Node.create({
  name: keptBlock,
  group: 'block',
  atom: true,
  // Last, so that nothing chooses it as the block to fill a place with.
  priority: 1,
  addAttributes: () => ({ stored: { default: null, rendered: false } }),
  renderHTML: ({ node }) => [
    'div',
    { class: 'mh-kept', contenteditable: 'false' },
    ['div', { class: 'mh-kept__words' }, words],
    ['div', { class: 'mh-kept__text' }, textOfStored(node.attrs['stored'] as StoredElement | null)],
  ],
});

/** The same inside a line. */
export const KeptInline = Node.create({
  name: keptInline,
  group: 'inline',
  inline: true,
  atom: true,
  priority: 1,
  addAttributes: () => ({ stored: { default: null, rendered: false } }),
  renderHTML: ({ node }) => [
    'span',
    { class: 'mh-kept-inline', contenteditable: 'false', title: words },
    textOfStored(node.attrs['stored'] as StoredElement | null) || '…',
  ],
});
