import { readableTextOn } from './readable-text.js';
import type { RemoteCaret } from './remote-caret.js';

const gap = 4;

/** So near to the top of a caret the pointer asks for its name: to the left, right, above and below it, in pixels. */
const reach = { left: 5, right: 7, above: 10, below: 14 };
const labelHeight = 20;

/**
 * The names beside remote carets, on a layer over the text: inside it they would be cut off by everything that scrolls
 * (code, tables) and could make it scroll. Placed in an animation frame, when the layout is known anyway.
 */
export class CaretLabels {
  readonly #text: HTMLElement;
  readonly #layer: HTMLElement;
  readonly #labels = new Map<number, HTMLElement>();
  readonly #ending = new AbortController();
  readonly #resizes: ResizeObserver | null;
  #frame: number | null = null;
  /** Where the labels are, from the layer's corner. */
  #places: readonly Place[] = [];

  /** @param text the editor's own element; its parent gets the layer */
  constructor(text: HTMLElement) {
    this.#text = text;
    this.#layer = document.createElement('div');
    this.#layer.className = 'mh-caret-labels';
    // The avatars say who is here; names over the text would only interrupt those who listen to it.
    this.#layer.setAttribute('aria-hidden', 'true');
    text.parentElement?.append(this.#layer);
    // Code and tables scroll by themselves, and do not bubble.
    text.addEventListener('scroll', () => this.schedule(), {
      capture: true,
      passive: true,
      signal: this.#ending.signal,
    });
    const { signal } = this.#ending;
    text.addEventListener('pointermove', (event) => this.#point(event), { passive: true, signal });
    text.addEventListener('pointerleave', () => this.#point(null), { passive: true, signal });
    this.#resizes = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(() => this.schedule());
    this.#resizes?.observe(text);
  }

  show(carets: readonly RemoteCaret[], isNamed: (clientId: number) => boolean): void {
    const here = new Set(carets.map(({ clientId }) => clientId));
    for (const [clientId, label] of this.#labels) {
      if (here.has(clientId)) continue;
      label.remove();
      this.#labels.delete(clientId);
    }
    for (const { clientId, name, color } of carets) {
      const label = this.#labels.get(clientId) ?? this.#create(clientId);
      const text = label.firstElementChild;
      if (text !== null && text.textContent !== name) text.textContent = name;
      label.style.setProperty('--mh-person', color);
      label.style.setProperty('--mh-on-person', readableTextOn(color));
      label.classList.toggle('mh-caret-label--named', isNamed(clientId));
    }
    this.schedule();
  }

  setNamed(clientId: number, isNamed: boolean): void {
    this.#labels.get(clientId)?.classList.toggle('mh-caret-label--named', isNamed);
  }

  schedule(): void {
    if (this.#labels.size === 0 || this.#frame !== null || typeof requestAnimationFrame === 'undefined') return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = null;
      this.#place();
    });
  }

  close(): void {
    this.#ending.abort();
    this.#resizes?.disconnect();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#layer.remove();
  }

  #create(clientId: number): HTMLElement {
    const label = document.createElement('div');
    label.className = 'mh-caret-label';
    label.append(document.createElement('span'));
    this.#labels.set(clientId, label);
    this.#layer.append(label);
    return label;
  }

  /** Reads everything first, then writes: one layout. */
  #place(): void {
    const layer = this.#layer.getBoundingClientRect();
    const carets = new Map<string | undefined, Element>();
    for (const caret of this.#text.querySelectorAll<HTMLElement>('.mh-caret')) {
      carets.set(caret.dataset['clientId'], caret);
    }
    const places = [...this.#labels].map(([clientId, label]) => {
      const caret = carets.get(String(clientId)) ?? null;
      return {
        label,
        width: (label.firstElementChild?.scrollWidth ?? 0) + 12,
        rect: caret === null || isSkipped(caret) ? null : visibleRect(caret),
      };
    });
    for (const { label, width, rect } of places) {
      label.hidden = rect === null;
      if (rect === null) continue;
      const isAtEnd = rect.left + width > document.documentElement.clientWidth - gap;
      label.classList.toggle('mh-caret-label--end', isAtEnd);
      label.style.setProperty('transform', `translate(${rect.left - layer.left}px, ${rect.top - layer.top}px)`);
    }
    this.#places = places.flatMap(({ label, width, rect }) =>
      rect === null ? [] : [{ label, width, left: rect.left - layer.left, top: rect.top - layer.top }],
    );
  }

  /**
   * Shows the name of the caret that the pointer is at. The labels themselves let the pointer through: nobody's name may
   * be in the way of a click, or of a selection that is being drawn.
   */
  #point(event: PointerEvent | null): void {
    if (this.#places.length === 0) return;
    const layer = event === null ? null : this.#layer.getBoundingClientRect();
    for (const place of this.#places) {
      const isAt = event !== null && layer !== null && event.buttons === 0;
      const isPointed = isAt && isNear(place, event.clientX - layer.left, event.clientY - layer.top);
      place.label.classList.toggle('mh-caret-label--pointed', isPointed);
    }
  }
}

interface Place {
  readonly label: HTMLElement;
  /** Of the whole name. */
  readonly width: number;
  readonly left: number;
  readonly top: number;
}

function isNear({ label, width, left, top }: Place, x: number, y: number): boolean {
  const { classList } = label;
  if (x >= left - reach.left && x <= left + reach.right && y >= top - reach.above && y <= top + reach.below)
    return true;
  // A name that is shown stays while it is read.
  if (!classList.contains('mh-caret-label--named') && !classList.contains('mh-caret-label--pointed')) return false;
  const start = classList.contains('mh-caret-label--end') ? left - width : left;
  return x >= start && x <= start + width && y >= top - labelHeight && y <= top;
}

/** Whether the browser leaves out the block that it is in: asking for its place would have that laid out. */
function isSkipped(caret: Element): boolean {
  return caret.checkVisibility?.({ contentVisibilityAuto: true }) === false;
}

/** `null` for a caret that was scrolled out of its code block or table. */
function visibleRect(caret: Element): DOMRect | null {
  const rect = caret.getBoundingClientRect();
  const scroller = caret.closest('pre, .tableWrapper');
  if (scroller === null) return rect;
  const box = scroller.getBoundingClientRect();
  return rect.left < box.left - 1 || rect.left > box.right + 1 ? null : rect;
}
