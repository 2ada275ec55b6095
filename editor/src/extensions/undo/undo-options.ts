import type { Schema } from '@tiptap/pm/model';

/**
 * How undo treats blocks of this person in which others have written since: it takes away this person's text and leaves
 * the block with theirs. y-prosemirror protects paragraphs only, and would delete other people's words with a heading.
 */
export function undoOptions(schema: Schema): { protectedNodes: Set<string> } {
  return { protectedNodes: new Set(Object.keys(schema.nodes)) };
}
