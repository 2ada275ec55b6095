/** So near to the window's edge the page begins to move. */
const zone = 72;
/** At the very edge; less before it. */
const maxPixelsPerFrame = 18;

/** Scrolls what the text is in while something is held at its upper or lower edge. */
export class AutoScroll {
  readonly #scroller: Element;
  readonly #onScroll: () => void;
  #frame = 0;
  #speed = 0;

  constructor(inside: Element, onScroll: () => void) {
    this.#scroller = scrollerOf(inside);
    this.#onScroll = onScroll;
  }

  /** @param y where the pointer is in the window */
  follow(y: number): void {
    const isPage = this.#scroller === document.scrollingElement;
    const rect = this.#scroller.getBoundingClientRect();
    const top = isPage ? 0 : rect.top;
    const bottom = isPage ? window.innerHeight : rect.bottom;
    const above = Math.max(0, top + zone - y);
    const below = Math.max(0, y - (bottom - zone));
    this.#speed = (Math.min(1, Math.max(above, below) / zone) * maxPixelsPerFrame * (above > 0 ? -1 : 1)) | 0;
    if (this.#speed !== 0 && this.#frame === 0) this.#frame = requestAnimationFrame(this.#step);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#speed = 0;
  }

  readonly #step = (): void => {
    this.#frame = 0;
    if (this.#speed === 0) return;
    const before = this.#scroller.scrollTop;
    this.#scroller.scrollTop += this.#speed;
    if (this.#scroller.scrollTop === before) return;
    this.#onScroll();
    this.#frame = requestAnimationFrame(this.#step);
  };
}

function scrollerOf(inside: Element): Element {
  for (let at = inside.parentElement; at !== null; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at);
    if ((overflowY === 'auto' || overflowY === 'scroll') && at.scrollHeight > at.clientHeight) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}
