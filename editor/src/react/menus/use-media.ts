import { useCallback, useSyncExternalStore } from 'react';

/** Fingers, or a window as narrow as a phone: menus become sheets at the bottom, and a toolbar replaces the bubble. */
const compact = '(pointer: coarse), (max-width: 640px)';

/** Whether a media query matches now. */
function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => false,
  );
}

export function useIsCompact(): boolean {
  return useMedia(compact);
}
