import { printDocument } from '@manyhands/editor/react';
import { useEffect } from 'react';

/** Ctrl or ⌘ P opens the same dialog as ever, once diagrams are drawn that have not been on the screen yet. */
export function usePrintKey(): void {
  useEffect(() => {
    const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
    const onKeyDown = (event: KeyboardEvent) => {
      const isMod = isApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
      if (!isMod || event.altKey || event.shiftKey || event.repeat || event.key.toLowerCase() !== 'p') return;
      event.preventDefault();
      void printDocument();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
