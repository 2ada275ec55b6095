import type { Editor } from '@tiptap/core';
import { useEffect } from 'react';
import { blockIdIn, revealBlock } from '../../extensions/block-handle/block-link.js';

/** A document that is still coming from the server gets so long to bring the block. */
const patienceMs = 10_000;

/** Goes to the block that the address names: when the page is opened, and when its address changes. */
export function useRevealedBlock(editor: Editor): void {
  useEffect(() => {
    let stop = () => {};
    const look = () => {
      stop();
      const id = blockIdIn(location.hash);
      if (id !== null) stop = revealWhenThere(editor, id);
    };
    look();
    window.addEventListener('hashchange', look);
    return () => {
      window.removeEventListener('hashchange', look);
      stop();
    };
  }, [editor]);
}

/** @returns gives up */
function revealWhenThere(editor: Editor, id: string): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  const stop = () => abort.abort();
  const look = () => {
    if (revealBlock(editor.view, id)) stop();
  };
  const timer = setTimeout(stop, patienceMs);
  editor.on('update', look);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    editor.off('update', look);
  });
  // Whoever scrolls or writes already is where they want to be.
  for (const name of ['wheel', 'touchmove', 'keydown'] as const) {
    window.addEventListener(name, stop, { signal, passive: true });
  }
  look();
  return stop;
}
