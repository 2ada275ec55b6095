import type { EditorState } from '@tiptap/pm/state';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import type { UndoManager } from 'yjs';

/** Ends the current undo step: what comes next is undone by itself. */
export function endUndoStep(state: EditorState): void {
  undoManagerOf(state)?.stopCapturing();
}

/** Undoes this person's last step. @returns whether there was one */
export function undoLastStep(state: EditorState): boolean {
  const manager = undoManagerOf(state);
  if (manager === undefined || manager.undoStack.length === 0) return false;
  manager.undo();
  return true;
}

function undoManagerOf(state: EditorState): UndoManager | undefined {
  const plugin = yUndoPluginKey.getState(state) as { undoManager?: UndoManager } | undefined;
  return plugin?.undoManager;
}
