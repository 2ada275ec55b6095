import type { Editor } from '@tiptap/core';
import type { ResolvedPos } from '@tiptap/pm/model';
import { Selection } from '@tiptap/pm/state';

/** The empty paragraph with the caret, if it stands directly in a container of that type. */
export function emptyLineIn(editor: Editor, container: string): ResolvedPos | undefined {
  const { $from, empty } = editor.state.selection;
  const { parent } = $from;
  const isEmptyLine = empty && parent.type.name === 'paragraph' && parent.content.size === 0;
  return isEmptyLine && $from.depth > 1 && $from.node(-1).type.name === container ? $from : undefined;
}

/** Whether it is all that its container holds. */
export function isOnlyLine($line: ResolvedPos): boolean {
  return $line.node(-1).childCount === 1;
}

/**
 * Enter on an empty line of a container: the last line leaves it, behind the block at `outerDepth` counted from the line
 * (-1 the container itself, -2 the block around it). Elsewhere it makes another line, where ProseMirror's own Enter
 * would cut the container in two.
 */
export function enterOnEmptyLine(editor: Editor, $line: ResolvedPos, outerDepth: number): boolean {
  const isLast = $line.index(-1) === $line.node(-1).childCount - 1;
  if (!isLast) return editor.commands.splitBlock();
  return editor.commands.command(({ tr, dispatch }) => {
    const $after = tr.doc.resolve($line.after(outerDepth));
    const { parent } = $line;
    if (!$after.parent.canReplaceWith($after.index(), $after.index(), parent.type)) return false;
    if (!dispatch) return true;
    tr.insert($after.pos, parent.type.create());
    tr.delete($line.before(), $line.after());
    tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map($after.pos, -1)), 1)).scrollIntoView();
    return true;
  });
}
