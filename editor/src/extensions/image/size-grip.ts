import { type MediaContext, setAttributes } from '../media/media-context.js';
import type { PictureFrame } from './picture-frame.js';

const minWidthPx = 48;
const stepPx = 24;

/**
 * A handle at the side of a picture that makes it larger or smaller and keeps its shape: dragged with any pointer, or
 * with +, − and the arrows while it has the focus. What is dragged is only shown; one change is written at the end.
 */
export function sizeGrip(context: MediaContext, frame: PictureFrame, side: 'left' | 'right'): HTMLElement {
  const grip = document.createElement('div');
  grip.className = `mh-image__grip mh-image__grip--${side}`;
  grip.tabIndex = -1;
  grip.setAttribute('role', 'slider');
  grip.setAttribute('aria-label', 'Width of the picture');
  grip.setAttribute('aria-orientation', 'horizontal');
  const say = (width: number) => {
    grip.setAttribute('aria-valuenow', String(Math.round(width)));
    grip.setAttribute('aria-valuemin', String(minWidthPx));
    const most = columnWidth(frame);
    if (Number.isFinite(most)) grip.setAttribute('aria-valuemax', String(Math.round(most)));
    grip.setAttribute('aria-valuetext', `${Math.round(width)} pixels`);
  };
  say(minWidthPx);
  // Now it is in no column yet, and has no width.
  queueMicrotask(() => frame.dom.isConnected && say(frame.dom.offsetWidth));
  grip.addEventListener('focus', () => say(frame.dom.offsetWidth));
  grip.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !context.view.editable) return;
    event.preventDefault();
    event.stopPropagation();
    drag(context, frame, { grip, side, start: event, say });
  });
  grip.addEventListener('keydown', (event) => {
    const direction = directionOf(event);
    if (event.key === 'Escape') context.view.focus();
    if (direction === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const width = clamp(frame.dom.offsetWidth + direction * stepPx, frame);
    writeWidth(context, frame, width);
    say(width);
  });
  return grip;
}

function directionOf({ key }: KeyboardEvent): -1 | 0 | 1 {
  if (key === '+' || key === '=' || key === 'ArrowRight' || key === 'ArrowUp') return 1;
  return key === '-' || key === 'ArrowLeft' || key === 'ArrowDown' ? -1 : 0;
}

interface Drag {
  readonly grip: HTMLElement;
  readonly side: 'left' | 'right';
  readonly start: PointerEvent;
  readonly say: (width: number) => void;
}

function drag(context: MediaContext, frame: PictureFrame, { grip, side, start, say }: Drag): void {
  const ending = new AbortController();
  const { signal } = ending;
  const from = frame.dom.offsetWidth;
  // A centred picture grows on both sides.
  const isCentred = grip.closest<HTMLElement>('.mh-image')?.dataset['align'] === 'center';
  const factor = (side === 'right' ? 1 : -1) * (isCentred ? 2 : 1);
  let width = from;
  grip.setPointerCapture(start.pointerId);
  grip.classList.add('mh-image__grip--dragged');
  const end = (isDone: boolean) => {
    if (signal.aborted) return;
    ending.abort();
    grip.classList.remove('mh-image__grip--dragged');
    if (isDone && width !== from) writeWidth(context, frame, width);
    else frame.setWidth(storedWidth(context));
  };
  grip.addEventListener(
    'pointermove',
    (event) => {
      width = clamp(from + (event.clientX - start.clientX) * factor, frame);
      frame.setWidth(width);
      say(width);
    },
    { signal },
  );
  grip.addEventListener('pointerup', () => end(true), { signal });
  grip.addEventListener('pointercancel', () => end(false), { signal });
  window.addEventListener('keydown', (event) => event.key === 'Escape' && end(false), { signal, capture: true });
}

/** Both sides are written, so that everybody knows the shape before the picture is loaded. */
function writeWidth(context: MediaContext, frame: PictureFrame, width: number): void {
  const { naturalWidth, naturalHeight } = frame.img;
  const { offsetWidth, offsetHeight } = frame.dom;
  const ratio = naturalWidth > 0 ? naturalHeight / naturalWidth : offsetHeight / Math.max(1, offsetWidth);
  setAttributes(context, { width, height: Math.max(1, Math.round(width * ratio)) });
}

function storedWidth({ view, getPos }: MediaContext): number | null {
  const pos = getPos();
  const width = pos === undefined ? null : view.state.doc.nodeAt(pos)?.attrs['width'];
  return typeof width === 'number' ? width : null;
}

function clamp(width: number, frame: PictureFrame): number {
  return Math.round(Math.min(Math.max(width, minWidthPx), columnWidth(frame)));
}

function columnWidth(frame: PictureFrame): number {
  return frame.dom.parentElement?.clientWidth ?? Number.POSITIVE_INFINITY;
}
