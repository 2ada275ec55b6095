import type { Editor } from '@tiptap/core';
import { useEffect } from 'react';
import { type EditorCommand, isUsable, runCommand } from '../../commands/editor-command.js';
import { isForPage, isShortcut } from '../../commands/shortcut-keys.js';

/**
 * Binds the keys of the commands that no extension listens for. Of two with the same keys, the first that makes sense; with
 * none, the block that holds the caret may have a use for them.
 */
export function useCommandKeys(editor: Editor, commands: readonly EditorCommand[]): void {
  useEffect(() => {
    const bound = commands.filter(({ shortcut, isBoundByExtension }) => shortcut !== undefined && !isBoundByExtension);
    // What concerns the document works wherever on its page one is: a new one begins in its title.
    const ofDocument = bound.filter(({ group }) => group === 'document');
    const { listeners } = editor.storage.menuKeys;
    const listener = (event: KeyboardEvent) => {
      const matching = bound.filter(({ shortcut }) => shortcut !== undefined && isShortcut(event, shortcut));
      if (matching.length === 0) return false;
      // Also if nothing can be done here: the browser's own meaning would be a surprise.
      event.preventDefault();
      const command = matching.find((candidate) => isUsable(editor, candidate));
      if (command === undefined) return false;
      event.stopPropagation();
      runCommand(editor, command);
      return true;
    };
    const onPageKey = (event: KeyboardEvent) => {
      if (!isForPage(event)) return;
      const command = ofDocument.find(({ shortcut }) => shortcut !== undefined && isShortcut(event, shortcut));
      if (command === undefined || !isUsable(editor, command)) return;
      event.preventDefault();
      runCommand(editor, command);
    };
    listeners.add(listener);
    window.addEventListener('keydown', onPageKey);
    return () => {
      listeners.delete(listener);
      window.removeEventListener('keydown', onPageKey);
    };
  }, [editor, commands]);
}
