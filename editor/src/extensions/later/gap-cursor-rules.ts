import { Extension } from '@tiptap/core';

/** Where the gap cursor may not stand; ProseMirror looks for it in the schema, which is made before the cursor comes. */
export const GapCursorRules = Extension.create({
  name: 'gapCursorRules',
  extendNodeSchema: ({ name }) => (name === 'details' ? { allowGapCursor: false } : {}),
});
