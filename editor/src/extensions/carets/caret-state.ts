import { type EditorState, PluginKey } from '@tiptap/pm/state';
import type { DecorationSet } from '@tiptap/pm/view';
import type { RemoteCaret } from './remote-caret.js';

export interface CaretState {
  readonly carets: readonly RemoteCaret[];
  readonly decorations: DecorationSet;
}

export const caretKey = new PluginKey<CaretState>('manyhandsCarets');

const nobody: readonly RemoteCaret[] = [];

/** Who is where on a page. The same list as long as nobody moves. */
export function caretsIn(state: EditorState): readonly RemoteCaret[] {
  return caretKey.getState(state)?.carets ?? nobody;
}
