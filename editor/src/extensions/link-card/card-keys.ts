import type { Editor } from '@tiptap/core';
import { NodeSelection, type Plugin } from '@tiptap/pm/state';
import { editorKeys } from '../selection/editor-keys.js';
import { CardView } from './card-view.js';

/** A selected card: Enter follows its link, F2 changes its words. */
export function cardKeys(editor: Editor): Plugin {
  return editorKeys(editor, { Enter: followLink, F2: editWords });
}

const followLink = (editor: Editor) => withSelectedCard(editor, (card) => card.follow());

const editWords = (editor: Editor) => withSelectedCard(editor, (card) => void card.edit());

function withSelectedCard({ state, view }: Editor, act: (card: CardView) => void): boolean {
  const { selection } = state;
  const card = selection instanceof NodeSelection ? CardView.of(view.nodeDOM(selection.from)) : null;
  if (card !== null) act(card);
  return card !== null;
}
