import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { DecorationSet } from '@tiptap/pm/view';

/** What is shown of a search. Made by the part that is loaded when somebody first looks for something. */
export interface FindMarks {
  readonly decorations: DecorationSet;
  /** After an edit, by whomever. */
  apply(transaction: Transaction): FindMarks;
}

const findKey = new PluginKey<FindMarks | null>('manyhandsFind');

/** The place in the editor for a search. Here all the time, because adding a plugin later would restart all others. */
export const finding = Extension.create({
  name: 'manyhandsFinding',
  addProseMirrorPlugins: () => [
    new Plugin<FindMarks | null>({
      key: findKey,
      state: {
        init: () => null,
        apply(transaction, marks) {
          const said = transaction.getMeta(findKey) as FindMarks | null | undefined;
          if (said !== undefined) return said;
          return marks === null || !transaction.docChanged ? marks : marks.apply(transaction);
        },
      },
      props: { decorations: (state) => findKey.getState(state)?.decorations },
    }),
  ],
});

export function findMarksOf(state: EditorState): FindMarks | null {
  return findKey.getState(state) ?? null;
}

export function withFindMarks(transaction: Transaction, marks: FindMarks | null): Transaction {
  return transaction.setMeta(findKey, marks).setMeta('addToHistory', false);
}
