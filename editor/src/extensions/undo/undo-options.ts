/** Says of every block that it is protected. */
class EveryBlock extends Set<string> {
  override has(): boolean {
    return true;
  }
}

/**
 * How undo treats blocks of this person in which others have written since: it takes away this person's text and leaves
 * the block with theirs. y-prosemirror protects paragraphs only, and would delete other people's words with a heading.
 */
export const undoOptions = { protectedNodes: new EveryBlock() };
