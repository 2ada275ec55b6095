export interface PopupOptions {
  /** What it belongs to: it opens beside it and goes with it. */
  readonly anchor: Element;
  readonly className: string;
  /** For assistive technology. */
  readonly label: string;
  readonly role: 'menu' | 'dialog' | 'grid';
  /** After it is gone, for whatever reason. */
  readonly onClose?: () => void;
}

export interface Popup {
  readonly element: HTMLElement;
  close(): void;
}

const gapPx = 4;
const edgePx = 8;

/**
 * A small surface above the page, in the browser's top layer: no stacking to fight with, and Escape or a press
 * elsewhere closes it. What others write in the meantime does not.
 */
export function openPopup({ anchor, className, label, role, onClose }: PopupOptions, content: Node[]): Popup {
  const host = anchor.closest('.mh-editor') ?? document.body;
  const element = document.createElement('div');
  element.className = `mh-popup ${className}`;
  element.popover = 'auto';
  element.setAttribute('role', role);
  element.setAttribute('aria-label', label);
  element.contentEditable = 'false';
  element.append(...content);
  const place = () => placeBeside(element, anchor);
  const ending = new AbortController();
  const { signal } = ending;
  const close = () => {
    if (signal.aborted) return;
    ending.abort();
    element.remove();
    onClose?.();
  };
  element.addEventListener('toggle', (event) => (event as ToggleEvent).newState === 'closed' && close(), { signal });
  window.addEventListener('resize', place, { signal });
  window.addEventListener('scroll', place, { signal, capture: true, passive: true });
  host.append(element);
  element.showPopover();
  place();
  return { element, close };
}

/** Below its anchor where there is room, otherwise above, and always within the window. On a phone CSS makes it a sheet. */
function placeBeside(popup: HTMLElement, anchor: Element): void {
  if (!anchor.isConnected) return;
  const { left, top, bottom } = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popup;
  const isBelow = bottom + gapPx + height <= window.innerHeight - edgePx || top < height + gapPx + edgePx;
  const y = isBelow ? Math.min(bottom + gapPx, window.innerHeight - height - edgePx) : top - gapPx - height;
  const x = Math.min(Math.max(left, edgePx), window.innerWidth - width - edgePx);
  popup.style.setProperty('left', `${Math.max(x, edgePx)}px`);
  popup.style.setProperty('top', `${Math.max(y, edgePx)}px`);
}
