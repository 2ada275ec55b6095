import { type RefObject, useLayoutEffect } from 'react';
import { scrollerOf } from '../../extensions/shared-text/scroll-anchor.js';

export interface LineInSight {
  readonly sheet: RefObject<HTMLElement | null>;
  /** Whether it is a sheet at all now. */
  readonly isSheet: boolean;
  /** Where the line is in the window. */
  readonly line: () => DOMRect | null;
  /** The text that the line is in. */
  readonly text: Element;
  /** How much of the window the keyboard covers: the sheet stands on it. */
  readonly keyboardInset: number;
}

/** Pixels between the line and the sheet. */
const distance = 12;

/**
 * Keeps the line that a sheet is about in sight above it: what somebody types to narrow a list has to be seen. It looks
 * when the sheet comes, gets higher, or is lifted by the keyboard, and never because of what others write.
 */
export function useLineInSight({ sheet, isSheet, line, text, keyboardInset }: LineInSight): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keyboard moves the sheet, and that is no change of size
  useLayoutEffect(() => {
    const element = sheet.current;
    if (element === null || !isSheet) return;
    // It reports once at its beginning, too.
    const observer = new ResizeObserver(() => bringInSight(element, line, text));
    observer.observe(element);
    return () => observer.disconnect();
  }, [sheet, isSheet, line, text, keyboardInset]);
  // Not with the observer: without the room the page would jump while the keyboard comes.
  useLayoutEffect(() => {
    if (isSheet) return () => setRoom(text, null);
  }, [isSheet, text]);
}

function bringInSight(sheet: HTMLElement, line: () => DOMRect | null, text: Element): void {
  const rect = line();
  if (rect === null) return;
  const end = sheet.getBoundingClientRect().top - distance;
  setRoom(text, window.innerHeight - end);
  if (rect.bottom > end) scrollerOf(text).scrollBy({ top: rect.bottom - end, behavior: 'instant' });
}

/** Under the last line there must be as much to scroll over as the sheet covers. */
function setRoom(text: Element, pixels: number | null): void {
  const editor = text.closest<HTMLElement>('.mh-editor');
  if (pixels === null) editor?.style.removeProperty('--mh-under-sheet');
  else editor?.style.setProperty('--mh-under-sheet', `${Math.ceil(pixels)}px`);
}
