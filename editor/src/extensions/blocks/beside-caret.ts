import type { Node } from '@tiptap/pm/model';
import { type EditorState, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

const arrows = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const;

export interface PlacedNode {
  readonly node: Node;
  readonly pos: number;
}

/** The block that an arrow leads to out of the caret's own; whatever either of them is inside of. */
export function blockBesideCaret(view: EditorView, key: string): PlacedNode | null {
  const arrow = key in arrows ? arrows[key as keyof typeof arrows] : null;
  const { state } = view;
  if (arrow === null || !(state.selection instanceof TextSelection) || !state.selection.empty) return null;
  if (!view.endOfTextblock(arrow)) return null;
  return nextBlock(state, isForward(key) ? 1 : -1);
}

/** The node in the line that an arrow would step over. */
export function nodeBesideCaret({ selection }: EditorState, key: string): PlacedNode | null {
  if (!(selection instanceof TextSelection) || !selection.empty) return null;
  const { $head } = selection;
  const node = key === 'ArrowRight' ? $head.nodeAfter : key === 'ArrowLeft' ? $head.nodeBefore : null;
  if (node === null) return null;
  return { node, pos: key === 'ArrowRight' ? $head.pos : $head.pos - node.nodeSize };
}

/** A key without Shift, Alt, Ctrl or ⌘. */
export function isPlainKey({ shiftKey, altKey, metaKey, ctrlKey }: KeyboardEvent): boolean {
  return !shiftKey && !altKey && !metaKey && !ctrlKey;
}

export function isForward(key: string): boolean {
  return key === 'ArrowDown' || key === 'ArrowRight';
}

function nextBlock({ selection: { $head }, doc }: EditorState, direction: -1 | 1): PlacedNode | null {
  for (let depth = $head.depth; depth > 0; depth--) {
    let $edge = doc.resolve(direction === 1 ? $head.after(depth) : $head.before(depth));
    let node = direction === 1 ? $edge.nodeAfter : $edge.nodeBefore;
    while (node !== null && !node.isTextblock && !node.isAtom) {
      $edge = doc.resolve($edge.pos + direction);
      node = direction === 1 ? $edge.nodeAfter : $edge.nodeBefore;
    }
    if (node !== null) return { node, pos: direction === 1 ? $edge.pos : $edge.pos - node.nodeSize };
  }
  return null;
}
