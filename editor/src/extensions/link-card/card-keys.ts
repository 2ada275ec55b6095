import { insertBlock } from '@manyhands/schema';
import { type CommandProps, Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { changedRange } from '../code-block/changed-range.js';
import { CardView } from './card-view.js';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    cards: {
      /** Puts a card in and asks for its address. */
      writeLinkCard: () => ReturnType;
      /** Opens the fields of the selected card: its address and its words. */
      editLinkCard: () => ReturnType;
    };
  }
}

/** A selected card: Enter follows its link, F2 changes it. */
export const cardKeys = Extension.create({
  name: 'manyhandsCardKeys',
  priority: 1000,

  addCommands: () => ({
    writeLinkCard: () => writeCard,
    editLinkCard:
      () =>
      ({ state, view, dispatch }) => {
        const card = selectedCard(state, view);
        if (card === null || !view.editable) return false;
        if (dispatch !== undefined) void card.edit();
        return true;
      },
  }),

  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      Enter: () => {
        const card = selectedCard(editor.state, editor.view);
        card?.follow();
        return card !== null;
      },
      F2: () => editor.commands.editLinkCard(),
    };
  },
});

function selectedCard({ selection }: EditorState, view: EditorView): CardView | null {
  return selection instanceof NodeSelection ? CardView.of(view.nodeDOM(selection.from)) : null;
}

function writeCard(props: CommandProps): boolean {
  const { tr, view, dispatch } = props;
  if (!view.editable || !insertBlock({ type: 'linkCard' }, props)) return false;
  const pos = dispatch === undefined ? null : insertedCard(tr);
  // After the transaction: only then the card is on the page.
  if (pos !== null) queueMicrotask(() => void CardView.of(view.isDestroyed ? null : view.nodeDOM(pos))?.edit());
  return true;
}

function insertedCard(tr: Transaction): number | null {
  const range = changedRange(tr);
  let found: number | null = null;
  if (range === null) return null;
  tr.doc.nodesBetween(range.from, range.to, (node: Node, pos) => {
    if (node.type.name === 'linkCard' && pos >= range.from) found ??= pos;
    return found === null;
  });
  return found;
}
