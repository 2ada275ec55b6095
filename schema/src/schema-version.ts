/**
 * Version of the document schema. It goes up whenever a client that does not know the new schema would delete content
 * by opening a document: the server sends it in hello, and an older client must not edit.
 *
 * - 1: paragraphs, headings, lists, quotations, code, rules; bold, italic, underline, strike, code, links.
 * - 2: task lists, tables, images, files, callouts, details, formulas, columns, link cards, tables of contents,
 *   mentions; highlights, text colours, sub- and superscript; alignment; names of blocks. Code beside other marks.
 *   Documents of version 1 are documents of version 2 as they are.
 */
export const schemaVersion = 2;
