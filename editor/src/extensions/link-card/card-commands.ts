import { insertBlock } from '@manyhands/schema';
import { type CommandProps, Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { changedRange } from '../code-block/changed-range.js';
import { type CardOnPage, cardAt } from './card-views.js';

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

/** What is asked of cards by name. How cards look comes later. */
export const cardCommands = Extension.create({
  name: 'manyhandsCardCommands',
  addCommands: () => ({
    writeLinkCard: () => writeCard,
    editLinkCard:
      () =>
      ({ view, dispatch }) => {
        const card = view.editable ? selectedCard(view) : null;
        if (dispatch !== undefined) void card?.edit();
        return card !== null;
      },
  }),
});

export function selectedCard(view: EditorView): CardOnPage | null {
  const { selection } = view.state;
  return selection instanceof NodeSelection ? cardAt(view, selection.from) : null;
}

function writeCard(props: CommandProps): boolean {
  const { tr, view, dispatch } = props;
  if (!view.editable || !insertBlock({ type: 'linkCard' }, props)) return false;
  const pos = dispatch === undefined ? null : insertedCard(tr);
  // After the transaction: only then the card is on the page.
  if (pos !== null) queueMicrotask(() => void (view.isDestroyed ? null : cardAt(view, pos))?.edit());
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
