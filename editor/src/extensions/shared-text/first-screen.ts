import { afterFrame } from '../../client/after-frame.js';

/** A text of more blocks than these takes long enough to draw that somebody would wait for it. */
const longFrom = 200;
/** Two screens of one-line paragraphs. */
const firstBlocks = 60;

/**
 * Has the beginning of a long text drawn a frame before the rest of it: who opens a document reads its first line while
 * the others are on their way.
 */
export class FirstScreen {
  /** Resolves when the whole text has been drawn. */
  readonly whole: Promise<void>;
  readonly #drawAll: () => void;
  #resolve: () => void = () => {};
  #cancel = (): void => {};
  #isWaiting = false;

  constructor(drawAll: () => void) {
    this.#drawAll = drawAll;
    this.whole = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** @returns how many of a text's blocks are to be drawn first */
  begin(blockCount: number): number {
    if (blockCount <= longFrom || typeof requestAnimationFrame !== 'function') return Number.POSITIVE_INFINITY;
    this.#isWaiting = true;
    this.#cancel = afterFrame(() => this.finish());
    return firstBlocks;
  }

  /** Has the rest drawn now, if it is still to be. */
  finish(): void {
    if (this.#isWaiting) this.#drawAll();
  }

  /** To be called when the whole text has been drawn, or never will be. */
  end(): void {
    this.#isWaiting = false;
    this.#cancel();
    this.#resolve();
  }
}
