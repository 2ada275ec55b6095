import type { Editor } from '@tiptap/core';
import type { Plugin } from '@tiptap/pm/state';
import { editorKeys } from '../selection/editor-keys.js';
import { selectedCard } from './card-commands.js';

/** A selected card: Enter follows its link, F2 changes it. */
export function cardKeys(editor: Editor): Plugin {
  return editorKeys(editor, { Enter: followLink, F2: editCard });
}

const editCard = (editor: Editor) => editor.commands.editLinkCard();

function followLink({ view }: Editor): boolean {
  const card = selectedCard(view);
  card?.follow();
  return card !== null;
}
