import type { EditorView } from '@tiptap/pm/view';

/** A link card as it stands on the page. */
export interface CardOnPage {
  /** Opens its fields. */
  edit(): Promise<void>;
  /** Opens its page. */
  follow(): void;
}

/** By their elements: the views come later than what asks for them. */
export const cardViews = new WeakMap<globalThis.Node, CardOnPage>();

export function cardAt(view: EditorView, pos: number): CardOnPage | null {
  const dom = view.nodeDOM(pos);
  return dom === null ? null : (cardViews.get(dom) ?? null);
}
