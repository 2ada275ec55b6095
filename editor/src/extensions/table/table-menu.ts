import type { EditorView } from '@tiptap/pm/view';
import { tableAround } from './table-around.js';

const menus = new WeakMap<EditorView, () => void>();

/** The handles of an editor's tables tell how their menu is opened. */
export function registerTableMenu(view: EditorView, open: () => void): void {
  menus.set(view, open);
}

/** Opens the menu of the cell with the caret. */
export function openTableMenu(view: EditorView): boolean {
  const open = menus.get(view);
  if (open === undefined || !view.editable || tableAround(view.state.selection.$head) === null) return false;
  open();
  return true;
}
