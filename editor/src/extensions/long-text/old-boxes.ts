import type { EditorView } from '@tiptap/pm/view';
import { BlockRules } from './block-rules.js';

/** So many blocks make a difference that can be measured. */
const enough = 100;
/** Nobody scrolls any more, and all sizes are known. */
const calmMs = 1_000;
/** Blocks that are this near, in screens, stay: they may be seen next. */
const nearScreens = 1;
const clearingAttribute = 'data-clearing';

/**
 * Throws away the boxes of blocks that were laid out once and are out of sight again. Chromium keeps them, and while it
 * does, each key takes twice as long to lay out and to paint as in a text that was never scrolled. Their sizes stay known.
 */
export class OldBoxes {
  readonly #view: EditorView;
  readonly #rules: BlockRules;
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView) {
    this.#view = view;
    this.#rules = new BlockRules(view.dom);
    view.dom.addEventListener('contentvisibilityautostatechange', this.#onChange);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#view.dom.removeEventListener('contentvisibilityautostatechange', this.#onChange);
  }

  readonly #onChange = (event: Event) => {
    if (!(event as ContentVisibilityAutoStateChangeEvent).skipped) return;
    this.#count += 1;
    if (this.#count >= enough) this.#clearSoon();
  };

  #clearSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // A composition may end when something around it is drawn anew.
      if (this.#view.composing) this.#clearSoon();
      else this.#clear();
    }, calmMs);
  }

  /** Nothing moves: all of it happens between two frames, and the text keeps its height meanwhile. */
  #clear(): void {
    this.#count = 0;
    const text = this.#view.dom;
    const blocks = [...text.children];
    const { top, height } = text.getBoundingClientRect();
    const [first, last] = this.#keptBlocks(blocks);
    const firstKept = blocks[first];
    if (firstKept === undefined) return;
    const offset =
      firstKept.getBoundingClientRect().top - top - Number.parseFloat(getComputedStyle(firstKept).marginTop);
    const self = `.mh-body--long[${clearingAttribute}]`;
    this.#rules.set(
      `${self} { box-sizing: border-box; height: ${height}px; padding-top: ${Math.max(0, offset)}px; overflow-anchor: none; }
      ${self} > :is(:nth-child(-n + ${first}), :nth-child(n + ${last + 2})) { display: none; }`,
    );
    text.toggleAttribute(clearingAttribute, true);
    text.getBoundingClientRect();
    text.toggleAttribute(clearingAttribute, false);
    this.#rules.clear();
  }

  /** The first and the last of those in sight, near it, or in which the caret or the focus is. */
  #keptBlocks(blocks: readonly Element[]): readonly [first: number, last: number] {
    const { innerHeight, document } = this.#view.dom.ownerDocument.defaultView ?? window;
    const near = innerHeight * nearScreens;
    const isNear = (block: Element) => {
      const { top, bottom } = block.getBoundingClientRect();
      return bottom > -near && top < innerHeight + near;
    };
    const { anchorNode, focusNode } = document.getSelection() ?? {};
    const held = [anchorNode, focusNode, document.activeElement];
    const isKept = (block: Element) =>
      isNear(block) || held.some((node) => node != null && node !== this.#view.dom && block.contains(node));
    const first = blocks.findIndex(isKept);
    return [first, blocks.findLastIndex(isKept)];
  }
}
