import type { EditorView } from '@tiptap/pm/view';

/** A code block as it stands on the page. */
export interface CodeOnPage {
  readonly dom: HTMLElement;
  /** A diagram whose source is folded away. */
  readonly isFolded: boolean;
  edit(): void;
  fold(): void;
  focusBar(): void;
  pickLanguage(): Promise<void>;
  setActive(isActive: boolean): void;
}

/** By their elements: the views come later than what asks for them. */
export const codeViews = new WeakMap<globalThis.Node, CodeOnPage>();

export function codeViewAt(view: EditorView, pos: number): CodeOnPage | null {
  const dom = view.nodeDOM(pos);
  return dom === null ? null : (codeViews.get(dom) ?? null);
}
