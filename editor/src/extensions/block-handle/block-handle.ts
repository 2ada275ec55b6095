import type { EditorView } from '@tiptap/pm/view';
import { type TrackedBlocks, trackBlocks } from '../selection/tracked-block.js';
import { BlockDrag } from './block-drag.js';
import { type BlockRange, selectedBlocks, spansBlocks } from './block-range.js';
import { blockAtPoint, firstLine, hoveredPoint, type Point } from './pointed-block.js';

export interface BlockHandleOptions {
  readonly view: EditorView;
  /** Fixed in the window; with the class `mh-handle`, and hidden while there is no block. */
  readonly element: HTMLElement;
  /** In `element`: what is pressed to drag. */
  readonly grip: HTMLElement;
  /** For fingers the handle stands beside the caret's block and is dragged after a long press. */
  readonly isTouch: boolean;
  /** The grip was pressed and not dragged. */
  readonly onPress: () => void;
}

/** A press that moves further is a drag. */
const dragDistance = 4;
const longPressMs = 350;
/** Between the handle and its block. */
const gapToBlock = 6;

/** Stands beside the block under the pointer: where it is taken, dragged and asked what can be done with it. */
export class BlockHandle {
  readonly #options: BlockHandleOptions;
  readonly #abort = new AbortController();
  #block: TrackedBlocks | null = null;
  #drag: BlockDrag | null = null;
  #isHeld = false;
  #pointer: Point | null = null;
  #frame = 0;

  constructor(options: BlockHandleOptions) {
    this.#options = options;
    const { view, grip, isTouch } = options;
    const { signal } = this.#abort;
    grip.addEventListener('pointerdown', this.#onGripDown, { signal });
    grip.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
    window.addEventListener('scroll', () => this.#placeSoon(), { signal, capture: true, passive: true });
    window.addEventListener('resize', () => this.#placeSoon(), { signal });
    if (isTouch) return;
    document.addEventListener('pointermove', this.#onPointer, { signal, passive: true });
    document.documentElement.addEventListener('pointerleave', () => this.#leave(), { signal });
    view.dom.addEventListener('keydown', (event) => !event.altKey && this.#leave(), { signal });
    // It may rest there since before this code came.
    this.#pointer = hoveredPoint(view);
    this.#placeSoon();
  }

  /** The block beside which it stands, or all selected ones if that is among them. */
  get range(): BlockRange | null {
    const { state } = this.#options.view;
    const range = this.#block?.find(state) ?? null;
    const selected = selectedBlocks(state);
    if (range === null || selected === null || !spansBlocks(state, selected)) return range;
    return range.from >= selected.from && range.to <= selected.to ? selected : range;
  }

  /** After every transaction: blocks move, come and go. */
  update(): void {
    if (this.#options.isTouch) this.#standAtCaret();
    this.#drag?.drawSoon();
    this.#placeSoon();
  }

  /** Stays where it is, while its menu is open. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
  }

  standAt(range: BlockRange): void {
    this.#block = trackBlocks(this.#options.view.state, range);
    this.#place();
  }

  destroy(): void {
    this.#abort.abort();
    cancelAnimationFrame(this.#frame);
    this.#drag?.cancel();
  }

  readonly #onPointer = (event: PointerEvent): void => {
    if (event.pointerType === 'touch' || event.buttons !== 0) return;
    this.#pointer = { x: event.clientX, y: event.clientY };
    this.#placeSoon();
  };

  #leave(): void {
    this.#pointer = null;
    if (this.#isHeld || this.#drag !== null) return;
    this.#block = null;
    this.#place();
  }

  #placeSoon(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#point();
      this.#place();
    });
  }

  /** Looks which block is under the pointer. */
  #point(): void {
    const { view, isTouch } = this.#options;
    if (isTouch || this.#isHeld || this.#drag !== null || this.#pointer === null || this.#isNear(this.#pointer)) return;
    const range = view.editable ? blockAtPoint(view, this.#pointer) : null;
    this.#block = range === null ? null : trackBlocks(view.state, range);
  }

  /** On the way from a block to its handle one crosses others. */
  #isNear({ x, y }: Point): boolean {
    const { element, view } = this.#options;
    const range = this.#block?.find(view.state) ?? null;
    const line = range === null ? null : firstLine(view, range);
    if (line === null || element.hidden) return false;
    const rect = element.getBoundingClientRect();
    return x >= rect.left - 4 && x <= line.left + 4 && y >= rect.top - 4 && y <= rect.bottom + 4;
  }

  #standAtCaret(): void {
    const { view } = this.#options;
    if (this.#isHeld || this.#drag !== null) return;
    const range = view.editable && view.hasFocus() ? selectedBlocks(view.state) : null;
    this.#block = range === null ? null : trackBlocks(view.state, range);
  }

  #place(): void {
    const { element, view } = this.#options;
    const range = this.#block?.find(view.state) ?? null;
    const line = range === null ? null : firstLine(view, range);
    element.hidden = line === null || line.bottom < 48 || line.top > window.innerHeight;
    if (line === null) return;
    const isNested = line.left > view.dom.getBoundingClientRect().left + 40;
    element.dataset['nested'] = String(isNested);
    const { width, height } = element.getBoundingClientRect();
    const gap = this.#options.isTouch ? 0 : gapToBlock;
    const left = line.left - markerWidth(view, range) - width - gap;
    element.style.setProperty('left', `${Math.max(0, Math.round(left))}px`);
    element.style.setProperty('top', `${Math.round(line.top + (line.height - height) / 2)}px`);
  }

  readonly #onGripDown = (event: PointerEvent): void => {
    if (event.button !== 0 || this.#drag !== null) return;
    const { grip, isTouch } = this.#options;
    // The focus, and the selection with it, stays in the text.
    event.preventDefault();
    const start = { x: event.clientX, y: event.clientY };
    const press = new AbortController();
    grip.setPointerCapture(event.pointerId);
    const timer = isTouch ? setTimeout(() => this.#startDrag(start, press), longPressMs) : null;
    const onMove = (move: PointerEvent) => {
      const point = { x: move.clientX, y: move.clientY };
      if (this.#drag !== null) this.#drag.moveTo(point);
      else if (!isTouch && Math.hypot(point.x - start.x, point.y - start.y) > dragDistance)
        this.#startDrag(point, press);
    };
    const onUp = () => {
      press.abort();
      if (this.#drag !== null) this.#drag.drop();
      else this.#options.onPress();
    };
    const onCancel = () => {
      press.abort();
      this.#drag?.cancel();
    };
    const { signal } = press;
    signal.addEventListener('abort', () => timer !== null && clearTimeout(timer));
    this.#abort.signal.addEventListener('abort', onCancel, { signal });
    grip.addEventListener('pointermove', onMove, { signal });
    grip.addEventListener('pointerup', onUp, { signal });
    grip.addEventListener('pointercancel', onCancel, { signal });
  };

  #startDrag(point: Point, press: AbortController): void {
    const { view, element, isTouch } = this.#options;
    const { range } = this;
    if (range === null || !view.editable) return;
    if (isTouch) navigator.vibrate?.(10);
    const layer = element.parentElement ?? document.body;
    const onEnd = () => {
      this.#drag = null;
      element.dataset['dragging'] = 'false';
      // After Escape, letting go of the button is not a press.
      press.abort();
      this.#placeSoon();
    };
    this.#drag = BlockDrag.start(view, range, { point, layer, onEnd });
    element.dataset['dragging'] = String(this.#drag !== null);
  }
}

/** A list's signs stand to the left of its items. */
function markerWidth(view: EditorView, range: BlockRange | null): number {
  const name = range === null ? '' : view.state.doc.resolve(range.from).parent.type.name;
  return name === 'bulletList' || name === 'orderedList' ? 22 : 0;
}
