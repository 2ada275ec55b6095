import { type Editor, Extension } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { type CodeOnPage, codeViewAt } from './code-views.js';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    codeLanguage: {
      /** Opens the list of languages beside the code that holds the caret. */
      chooseCodeLanguage: () => ReturnType;
    };
  }
}

/** What is asked of code by name. How code looks comes later. */
export const codeCommands = Extension.create({
  name: 'manyhandsCodeCommands',
  addCommands: () => ({
    chooseCodeLanguage:
      () =>
      ({ editor, dispatch }) => {
        const block = editor.isEditable ? chosenCode(editor) : null;
        if (dispatch !== undefined) void block?.pickLanguage();
        return block !== null;
      },
  }),
});

/** The block with the caret, or the diagram that is selected. */
export function chosenCode(editor: Editor): CodeOnPage | null {
  const { selection } = editor.state;
  if (selection instanceof NodeSelection) return codeViewAt(editor.view, selection.from);
  const { $from, $to } = selection;
  const isInCode = $from.parent.type.spec.code === true && $from.sameParent($to);
  return isInCode ? codeViewAt(editor.view, $from.before()) : null;
}
