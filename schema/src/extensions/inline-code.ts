import { Code } from '@tiptap/extension-code';

/**
 * Tiptap's code mark excludes every other mark: making code of a link's text would delete the link, and so would pasting
 * or importing one, although documentation is full of linked code. Here it stands beside other marks, as in Notion.
 */
export const InlineCode = Code.extend({ excludes: 'code' });
