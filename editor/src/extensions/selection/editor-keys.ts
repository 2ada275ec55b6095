import type { Editor } from '@tiptap/core';
import { keymap } from '@tiptap/pm/keymap';
import type { Plugin } from '@tiptap/pm/state';

/** Keys, as ProseMirror names them, and what each does; one that has nothing to do leaves the key to others. */
export function editorKeys(editor: Editor, keys: Readonly<Record<string, (editor: Editor) => boolean>>): Plugin {
  return keymap(Object.fromEntries(Object.entries(keys).map(([key, act]) => [key, () => act(editor)])));
}
