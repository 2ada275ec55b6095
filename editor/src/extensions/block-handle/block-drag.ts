import type { EditorView } from '@tiptap/pm/view';
import { type TrackedBlocks, trackBlocks } from '../selection/tracked-block.js';
import { endUndoStep } from '../undo/undo-steps.js';
import { AutoScroll } from './auto-scroll.js';
import type { BlockRange } from './block-range.js';
import { type DropGap, dropGapAt } from './drop-gap.js';
import { moveBlocks } from './move-blocks.js';
import type { Point } from './pointed-block.js';

/** Of what is dragged, so much is shown under the pointer. */
const maxGhostHeight = 160;

/**
 * Blocks on their way to another place. What is dragged is followed as it is in the shared document: what others write in
 * it meanwhile moves along, and if they delete it the drag ends. Nothing is changed before the drop, and then at once.
 */
export class BlockDrag {
  readonly #view: EditorView;
  readonly #blocks: TrackedBlocks;
  readonly #line = element('mh-drop-line');
  readonly #ghost: HTMLElement;
  readonly #scroll: AutoScroll;
  readonly #onEnd: () => void;
  #point: Point;
  #frame = 0;

  private constructor(view: EditorView, blocks: TrackedBlocks, options: DragOptions & { ghost: HTMLElement }) {
    this.#view = view;
    this.#blocks = blocks;
    this.#point = options.point;
    this.#onEnd = options.onEnd;
    this.#ghost = options.ghost;
    this.#scroll = new AutoScroll(view.dom, () => this.#draw());
    options.layer.append(this.#line, this.#ghost);
    window.addEventListener('keydown', this.#onKey, true);
    this.#draw();
  }

  /** @returns `null` if the blocks cannot be followed */
  static start(view: EditorView, range: BlockRange, options: DragOptions): BlockDrag | null {
    const blocks = trackBlocks(view.state, range);
    return blocks === null ? null : new BlockDrag(view, blocks, { ...options, ghost: ghostOf(view, range) });
  }

  moveTo(point: Point): void {
    this.#point = point;
    this.#scroll.follow(point.y);
    this.drawSoon();
  }

  /** Also when somebody else's change has moved what is on the page. */
  drawSoon(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  drop(): void {
    // Both ends anew, at the last moment: the page may have changed since it was drawn.
    const range = this.#blocks.find(this.#view.state);
    const gap = range === null ? null : dropGapAt(this.#view, range, this.#point);
    const tr = range === null || gap === null ? null : moveBlocks(this.#view.state, range, gap.pos);
    this.cancel();
    if (tr === null) return;
    endUndoStep(this.#view.state);
    this.#view.dispatch(tr);
    endUndoStep(this.#view.state);
    this.#view.focus();
  }

  /** Ends it and leaves everything where it was. Idempotent. */
  cancel(): void {
    cancelAnimationFrame(this.#frame);
    this.#scroll.stop();
    window.removeEventListener('keydown', this.#onKey, true);
    this.#line.remove();
    this.#ghost.remove();
    this.#onEnd();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  };

  #draw(): void {
    const range = this.#blocks.find(this.#view.state);
    if (range === null) {
      this.cancel();
      return;
    }
    this.#showLine(dropGapAt(this.#view, range, this.#point));
    this.#ghost.style.setProperty('transform', `translate(${this.#point.x + 12}px, ${this.#point.y + 4}px)`);
  }

  #showLine(gap: DropGap | null): void {
    this.#line.hidden = gap === null;
    if (gap === null) return;
    this.#line.style.setProperty('left', `${gap.line.left}px`);
    this.#line.style.setProperty('top', `${gap.line.top - 1}px`);
    this.#line.style.setProperty('width', `${gap.line.width}px`);
  }
}

export interface DragOptions {
  /** Where the pointer is. */
  readonly point: Point;
  /** What the line and the ghost are put into; fixed in the window. */
  readonly layer: HTMLElement;
  readonly onEnd: () => void;
}

function element(className: string): HTMLElement {
  const created = document.createElement('div');
  created.className = className;
  created.setAttribute('aria-hidden', 'true');
  return created;
}

/** A pale picture of the blocks. */
function ghostOf(view: EditorView, { from, to }: BlockRange): HTMLElement {
  const ghost = element('mh-drag-ghost mh-body');
  ghost.inert = true;
  let height = 0;
  for (let pos = from; pos < to && height < maxGhostHeight; ) {
    const dom = view.nodeDOM(pos);
    const node = view.state.doc.nodeAt(pos);
    if (!(dom instanceof HTMLElement) || node === null) break;
    const copy = dom.cloneNode(true) as HTMLElement;
    // Nothing in the picture is somebody's label or target.
    for (const labelled of [copy, ...copy.querySelectorAll('[id]')]) labelled.removeAttribute('id');
    ghost.append(copy);
    ghost.style.setProperty('width', `${dom.getBoundingClientRect().width}px`);
    height += dom.getBoundingClientRect().height;
    pos += node.nodeSize;
  }
  return ghost;
}
