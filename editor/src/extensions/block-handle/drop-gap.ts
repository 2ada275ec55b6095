import type { EditorView } from '@tiptap/pm/view';
import { type BlockRange, holdsBlocks } from './block-range.js';
import { canMoveBlocks } from './move-blocks.js';
import { type Point, positionAtPoint, rectOfBlock } from './pointed-block.js';

/** Where blocks would land. */
export interface DropGap {
  /** Between two blocks. */
  readonly pos: number;
  /** The line that shows it. */
  readonly line: DOMRect;
}

/** So near to its edge a container is passed by, and not entered. */
const edge = 6;
/** How far to the left of its text a container still counts. */
const reach = 12;
const lists = new Set(['bulletList', 'orderedList', 'taskList']);

/** The gap nearest to a point in which blocks may stand: in the innermost container that takes them. */
export function dropGapAt(view: EditorView, range: BlockRange, point: Point): DropGap | null {
  const { doc } = view.state;
  const rect = view.dom.getBoundingClientRect();
  // Above and below the text: its beginning and its end.
  const y = Math.min(Math.max(point.y, rect.top), rect.bottom);
  const pos = positionAtPoint(view, { x: point.x, y });
  if (pos === null) return null;
  const node = doc.nodeAt(pos);
  const $pos = node?.isBlock && !node.isAtom ? doc.resolve(pos + 1) : doc.resolve(pos);
  for (let depth = $pos.depth; depth >= 0; depth--) {
    const parent = $pos.node(depth);
    const index = $pos.index(depth);
    if (!holdsBlocks(parent, index) || index >= parent.childCount) continue;
    if (depth > 0 && !isWellInside(view, { pos: $pos.before(depth), isList: lists.has(parent.type.name) }, point))
      continue;
    const gap = gapBeside(view, $pos.posAtIndex(index, depth), y);
    // Over itself blocks stay: no outer place is meant.
    if (gap !== null && gap.pos >= range.from && gap.pos <= range.to) return null;
    if (gap !== null && canMoveBlocks(doc, range, gap.pos)) return gap;
  }
  return null;
}

function isWellInside(view: EditorView, { pos, isList }: { pos: number; isList: boolean }, { x, y }: Point): boolean {
  const rect = rectOfBlock(view, pos);
  if (rect === null || x < rect.left - reach) return false;
  return isList || (y > rect.top + edge && y < rect.bottom - edge);
}

/** Before or after a block, whichever half of it the point is on. */
function gapBeside(view: EditorView, pos: number, y: number): DropGap | null {
  const rect = rectOfBlock(view, pos);
  const node = view.state.doc.nodeAt(pos);
  if (rect === null || node === null) return null;
  const isAfter = y > rect.top + rect.height / 2;
  const gap = isAfter ? pos + node.nodeSize : pos;
  return { pos: gap, line: new DOMRect(rect.left, middleOfGap(view, { gap, rect, isAfter }), rect.width, 0) };
}

function middleOfGap(
  view: EditorView,
  { gap, rect, isAfter }: { gap: number; rect: DOMRect; isAfter: boolean },
): number {
  const $gap = view.state.doc.resolve(gap);
  const neighbour = isAfter ? $gap.nodeAfter : $gap.nodeBefore;
  const near = isAfter ? rect.bottom : rect.top;
  if (neighbour === null) return near + (isAfter ? 3 : -3);
  const other = rectOfBlock(view, isAfter ? gap : gap - neighbour.nodeSize);
  return other === null ? near : (near + (isAfter ? other.top : other.bottom)) / 2;
}
