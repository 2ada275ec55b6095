import type { EditorView } from '@tiptap/pm/view';
import { type BlockRange, holdsBlocks, pointedBlock } from './block-range.js';

/** A place in the window. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Inside the text's own edges, where a browser finds text for a point. */
const inset = 4;

/** A point of what is under a pointer that rests on the text. */
export function hoveredPoint(view: EditorView): Point | null {
  const hovered = [...view.dom.querySelectorAll(':hover')].at(-1);
  if (hovered === undefined) return null;
  const { left, top } = hovered.getBoundingClientRect();
  return { x: left + 1, y: top + 1 };
}

/** The block at the height of a point, also beside the text; `null` above and below all of it. */
export function blockAtPoint(view: EditorView, point: Point): BlockRange | null {
  const pos = positionAtPoint(view, point);
  if (pos === null) return null;
  const { doc } = view.state;
  const node = doc.nodeAt(pos);
  const $pos = doc.resolve(pos);
  if (node?.isBlock && !node.isTextblock && (node.isAtom || node.firstChild === null)) {
    if (holdsBlocks($pos.parent, $pos.index())) return { from: pos, to: pos + node.nodeSize };
  }
  return pointedBlock(node?.isBlock && !node.isAtom ? doc.resolve(pos + 1) : $pos);
}

/** The position of the innermost node at a point that is moved into the text's width. */
export function positionAtPoint(view: EditorView, { x, y }: Point): number | null {
  const rect = view.dom.getBoundingClientRect();
  if (y < rect.top - inset || y > rect.bottom + inset) return null;
  const left = Math.min(Math.max(x, rect.left + inset), rect.right - inset);
  const top = Math.min(Math.max(y, rect.top + 1), rect.bottom - 1);
  const found = view.posAtCoords({ left, top });
  if (found === null) return null;
  return found.inside >= 0 ? found.inside : found.pos;
}

/** A block as it stands in the window; `null` while it is not drawn. */
export function rectOfBlock(view: EditorView, pos: number): DOMRect | null {
  const dom = view.nodeDOM(pos);
  return dom instanceof HTMLElement ? dom.getBoundingClientRect() : null;
}

/** The first line of a block, for what stands beside it. */
export function firstLine(view: EditorView, { from }: BlockRange): DOMRect | null {
  const rect = rectOfBlock(view, from);
  const node = view.state.doc.nodeAt(from);
  if (rect === null || node === null) return null;
  if (node.isAtom || node.type.name === 'table')
    return new DOMRect(rect.left, rect.top, rect.width, Math.min(rect.height, 32));
  let text: number | null = null;
  node.descendants((child, offset) => {
    if (text === null && child.isTextblock) text = from + 1 + offset + 1;
    return text === null;
  });
  const { top, bottom } = view.coordsAtPos(text ?? from + 1);
  return new DOMRect(rect.left, top, rect.width, bottom - top);
}
