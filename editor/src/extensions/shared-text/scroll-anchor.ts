import type { EditorView } from '@tiptap/pm/view';

/** How many visible blocks are remembered, in case the first of them is taken away. */
const candidates = 5;

/** What is held on a page until its next frame. */
interface Hold {
  /** `null` if there is nothing to hold. */
  readonly anchor: Anchor | null;
  /** Where it was, from the top of what scrolls: somebody may scroll meanwhile. */
  readonly before: number;
  readonly scroller: Element;
  readonly frame: number;
}

const holds = new WeakMap<EditorView, Hold>();

/**
 * Lets something change the page and keeps what somebody looks at where it is on the screen: the line being written, or,
 * when that is not in sight, the first block that is. Browsers have an anchoring of their own, but Safari has none,
 * and no browser knows which line matters.
 *
 * Where the line went is read in the frame that shows the change, once for all changes until then: reading it after
 * each of them would have a long page laid out again for each.
 */
export function holdScroll(view: EditorView, change: () => void): void {
  if (!holds.has(view) && view.dom.isConnected) begin(view);
  change();
}

/** Ends the hold now, before this person changes or scrolls something themselves. */
export function settleScroll(view: EditorView): void {
  const hold = holds.get(view);
  if (hold === undefined) return;
  holds.delete(view);
  cancelAnimationFrame(hold.frame);
  view.dom.style.removeProperty('overflow-anchor');
  const { anchor, before, scroller } = hold;
  const after = anchor === null || view.isDestroyed ? null : anchor();
  if (after === null) return;
  const shift = after + scroller.scrollTop - before;
  if (Math.abs(shift) >= 0.5) scroller.scrollBy({ top: shift, behavior: 'instant' });
}

function begin(view: EditorView): void {
  const anchor = caretAnchor(view) ?? blockAnchor(view);
  const scroller = scrollerOf(view.dom);
  // Or the browser's own anchoring would be taken for somebody who scrolls.
  if (anchor !== null) view.dom.style.setProperty('overflow-anchor', 'none');
  const before = anchor === null ? 0 : (anchor() ?? 0) + scroller.scrollTop;
  const frame = requestAnimationFrame(() => settleScroll(view));
  holds.set(view, { anchor, before, scroller, frame });
}

/** Reads where something is now, in pixels from the top of the window; `null` if it is nowhere. */
type Anchor = () => number | null;

function caretAnchor(view: EditorView): Anchor | null {
  if (!view.hasFocus()) return null;
  const read = () => {
    try {
      const { top, bottom } = view.coordsAtPos(view.state.selection.head);
      return { top, bottom };
    } catch {
      // Nothing is drawn there, for example in a closed part of the text.
      return null;
    }
  };
  const now = read();
  if (now === null || now.bottom < 0 || now.top > window.innerHeight) return null;
  return () => read()?.top ?? null;
}

function blockAnchor(view: EditorView): Anchor | null {
  // At the very top new text above belongs on the screen.
  if (scrollerOf(view.dom).scrollTop <= 0) return null;
  const blocks = view.dom.children;
  const first = firstVisible(blocks);
  const visible = [...Array(candidates).keys()].flatMap((offset) => blocks[first + offset] ?? []);
  const tops = new Map(visible.map((block) => [block, block.getBoundingClientRect().top]));
  const [reference] = visible;
  if (reference === undefined) return null;
  const base = tops.get(reference) ?? 0;
  return () => {
    const block = visible.find((candidate) => candidate.isConnected);
    if (block === undefined) return null;
    return block.getBoundingClientRect().top - ((tops.get(block) ?? 0) - base);
  };
}

/** Blocks stand below each other: a binary search reads the layout of a few instead of all. */
function firstVisible(blocks: HTMLCollection): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.getBoundingClientRect().bottom ?? 0) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What scrolls the text: the nearest box that does, or the page. */
export function scrollerOf(element: Element): Element {
  for (let at = element.parentElement; at !== null && at !== document.body; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at);
    if ((overflowY === 'auto' || overflowY === 'scroll') && at.scrollHeight > at.clientHeight) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}
