/**
 * Version of the document schema. It goes up whenever a client that does not know the new schema would delete content
 * by opening a document: the server sends it in hello, and an older client must not edit.
 */
export const schemaVersion = 1;
