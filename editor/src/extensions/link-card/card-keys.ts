import { type Editor, Extension } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { CardView } from './card-view.js';

/** A selected card: Enter follows its link, F2 changes its words. */
export const cardKeys = Extension.create({
  name: 'manyhandsCardKeys',
  priority: 1000,

  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      Enter: () => withSelectedCard(editor, (card) => card.follow()),
      F2: () => withSelectedCard(editor, (card) => void card.edit()),
    };
  },
});

function withSelectedCard({ state, view }: Editor, act: (card: CardView) => void): boolean {
  const { selection } = state;
  const card = selection instanceof NodeSelection ? CardView.of(view.nodeDOM(selection.from)) : null;
  if (card !== null) act(card);
  return card !== null;
}
