import type { EditorView } from '@tiptap/pm/view';
import { popupHome } from './tell.js';

const gap = 6;
const margin = 8;

export interface AnchoredPopupOptions {
  readonly view: EditorView;
  readonly anchor: Element | { getBoundingClientRect(): DOMRect };
  readonly element: HTMLElement;
  readonly align?: 'start' | 'end';
  /** Whether a click elsewhere or Escape should close it; the owner decides what that means. */
  readonly onDismiss: (reason: 'escape' | 'outside') => void;
}

/**
 * A box beside something in the text. It floats over the page, so that nothing moves when it opens; it follows its
 * anchor while the page scrolls or other people's edits push the text around.
 */
export class AnchoredPopup {
  readonly #options: AnchoredPopupOptions;
  readonly #closing = new AbortController();
  #frame = 0;

  constructor(options: AnchoredPopupOptions) {
    this.#options = options;
    const { view, element } = options;
    element.classList.add('mh-floating');
    popupHome(view).append(element);
    const { signal } = this.#closing;
    this.#follow();
    element.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    document.addEventListener('pointerdown', (event) => this.#onPointer(event), { signal, capture: true });
  }

  get isOpen(): boolean {
    return !this.#closing.signal.aborted;
  }

  close(): void {
    this.#closing.abort();
    cancelAnimationFrame(this.#frame);
    this.#options.element.remove();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.#options.onDismiss('escape');
  }

  #onPointer(event: PointerEvent): void {
    const { target } = event;
    const { element, anchor } = this.#options;
    if (!(target instanceof Node) || element.contains(target)) return;
    // The anchor is a button that closes what it opened, by itself.
    if (anchor instanceof Element && anchor.contains(target)) return;
    this.#options.onDismiss('outside');
  }

  /** Once a frame while it is open: cheaper than to listen for everything that can move a piece of text. */
  #follow(): void {
    this.#place();
    this.#frame = requestAnimationFrame(() => this.#follow());
  }

  #place(): void {
    const { anchor, element, align } = this.#options;
    const at = anchor.getBoundingClientRect();
    // The anchor was taken out of the document: it stays where it was.
    if (at.width === 0 && at.height === 0 && at.top === 0) return;
    const { offsetWidth: width, offsetHeight: height } = element;
    const viewport = window.visualViewport;
    const bottom = (viewport?.offsetTop ?? 0) + (viewport?.height ?? window.innerHeight);
    const below = at.bottom + gap;
    const fitsBelow = below + height + margin <= bottom || at.top - gap - height < margin;
    const top = fitsBelow ? Math.min(below, bottom - margin - height) : at.top - gap - height;
    const left = align === 'end' ? at.right - width : at.left;
    setPixels(element, '--mh-floating-top', Math.max(margin, top));
    setPixels(element, '--mh-floating-left', Math.max(margin, Math.min(left, window.innerWidth - width - margin)));
  }
}

function setPixels(element: HTMLElement, property: string, value: number): void {
  const text = `${Math.round(value)}px`;
  if (element.style.getPropertyValue(property) !== text) element.style.setProperty(property, text);
}
