import { useSyncExternalStore } from 'react';

/** How many pixels of the window's bottom the keyboard on the screen covers. */
export function useKeyboardInset(): number {
  return useSyncExternalStore(subscribe, keyboardInset, () => 0);
}

function subscribe(listener: () => void): () => void {
  const viewport = window.visualViewport;
  viewport?.addEventListener('resize', listener);
  viewport?.addEventListener('scroll', listener);
  return () => {
    viewport?.removeEventListener('resize', listener);
    viewport?.removeEventListener('scroll', listener);
  };
}

function keyboardInset(): number {
  const viewport = window.visualViewport;
  // Zoomed in with two fingers, the rest of the page is not a keyboard.
  if (viewport === null || viewport.scale > 1.05) return 0;
  return Math.max(0, Math.round(window.innerHeight - viewport.height - viewport.offsetTop));
}
