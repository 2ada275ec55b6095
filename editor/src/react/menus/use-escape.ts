import type { Editor } from '@tiptap/core';
import { useEffect } from 'react';

/** Escape in the text puts a bubble away and leaves the selection. */
export function useEscape(editor: Editor, isOpen: boolean, dismiss: () => void): void {
  useEffect(() => {
    if (!isOpen) return;
    const { listeners } = editor.storage.menuKeys;
    const listener = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return false;
      dismiss();
      return true;
    };
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [editor, isOpen, dismiss]);
}
