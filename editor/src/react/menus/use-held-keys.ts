import type { Editor } from '@tiptap/core';
import { useEffect, useLayoutEffect } from 'react';
import { isSlashMenuOpen } from '../../extensions/slash/slash-menu.js';

export interface HeldKeys {
  readonly editor: Editor;
  readonly isSlashOpen: boolean;
  readonly state: 'idle' | 'loaded' | 'failed';
}

/**
 * Keeps Enter and Tab that are pressed for the slash menu while its code is on its way, and gives them to the menu when it
 * is here, or to the text if it cannot be loaded.
 */
export function useHeldKeys({ editor, isSlashOpen, state }: HeldKeys): void {
  const isWaiting = isSlashOpen && state === 'idle';
  useLayoutEffect(() => {
    if (!isWaiting) return;
    const { listeners, held } = editor.storage.menuKeys;
    const hold = (event: KeyboardEvent) => {
      if ((event.key !== 'Enter' && event.key !== 'Tab') || event.shiftKey || !isSlashMenuOpen(editor.state))
        return false;
      held.push(event);
      return true;
    };
    listeners.add(hold);
    return () => {
      listeners.delete(hold);
    };
  }, [editor, isWaiting]);
  useEffect(() => {
    const { held } = editor.storage.menuKeys;
    if (!isSlashOpen) held.length = 0;
    if (state !== 'failed') return;
    for (const event of held.splice(0)) editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event));
  }, [editor, isSlashOpen, state]);
}
