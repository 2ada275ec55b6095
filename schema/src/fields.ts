/** The shared types of a document's `Y.Doc`. They are part of the stored format: never rename one. */

/** `Y.XmlFragment` with the blocks of the document. */
export const bodyField = 'default';

/** `Y.XmlFragment` with one paragraph: the title. */
export const titleField = 'title';

/** `Y.Map` for everything that is neither text nor title. */
export const metaField = 'meta';
