import { BlockRules } from './block-rules.js';

/** How many blocks are laid out at a time: a few milliseconds. */
const chunkSize = 40;

/**
 * Lets the browser learn how high the blocks are that it leaves out. It keeps the size that a block had when it was last
 * laid out (`contain-intrinsic-size: auto`), and guesses until then; with guesses a jump to a heading, or to the end,
 * would miss. So all blocks are laid out once, a few at a time while there is nothing else to do, and once more when the
 * lines break elsewhere.
 */
export class BlockSizes {
  readonly #text: HTMLElement;
  readonly #rules: BlockRules;
  readonly #resizes: ResizeObserver | null;
  #request = 0;
  #frame = 0;
  #width = 0;
  /** Blocks before this one are known. */
  #next = 0;
  /** How many blocks had been laid out before the text was treated as a long one. */
  #drawn: number;

  constructor(text: HTMLElement) {
    this.#text = text;
    this.#rules = new BlockRules(text);
    this.#drawn = text.childElementCount;
    const isPossible = typeof ResizeObserver === 'function' && typeof requestIdleCallback === 'function';
    this.#resizes = isPossible ? new ResizeObserver(() => this.#onResize()) : null;
  }

  /** To be called when blocks may have been added. */
  update(): void {
    if (!this.#isLong) this.#drawn = this.#text.childElementCount;
    if (this.#resizes === null || this.#isRunning || !this.#isLong || this.#next > 0) return;
    this.#resizes.observe(this.#text);
    // Those stay as they are until the browser has noted them: with guesses, what somebody reads would be elsewhere.
    this.#learn(Math.max(this.#drawn, chunkSize));
  }

  close(): void {
    this.#resizes?.disconnect();
    this.#stop();
  }

  get #isLong(): boolean {
    return this.#text.classList.contains('mh-body--long');
  }

  get #isRunning(): boolean {
    return this.#request !== 0 || this.#frame !== 0;
  }

  #onResize(): void {
    const { clientWidth } = this.#text;
    if (clientWidth === this.#width) return;
    const isFirst = this.#width === 0;
    this.#width = clientWidth;
    if (isFirst || !this.#isLong) return;
    this.#stop();
    this.#next = 0;
    this.#learnSoon();
  }

  #learnSoon(): void {
    this.#request = requestIdleCallback(() => {
      this.#request = 0;
      this.#learn();
    });
  }

  #learn(count = chunkSize): void {
    if (!this.#isLong || this.#next >= this.#text.childElementCount) return this.#stop();
    const from = this.#next + 1;
    this.#next += count;
    this.#rules.set(
      `.mh-body--long > :nth-child(n + ${from}):nth-child(-n + ${this.#next}) { content-visibility: visible; }`,
    );
    // The browser notes sizes at the end of a frame, after its animation frames.
    this.#frame = requestAnimationFrame(() => {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#learnSoon();
      });
    });
  }

  #stop(): void {
    if (this.#request !== 0) cancelIdleCallback(this.#request);
    cancelAnimationFrame(this.#frame);
    this.#request = 0;
    this.#frame = 0;
    this.#rules.clear();
  }
}
