import { type CommandProps, Extension } from '@tiptap/core';
import { chooseTable } from './choose-table.js';
import { tableAround } from './table-around.js';
import { openTableMenu } from './table-menu.js';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    tableSize: {
      /** Asks how large a new table is to be, and puts it in. */
      chooseTable: () => ReturnType;
      /** Opens the menu with everything that can be done with the cell, row and column of the caret. */
      openTableMenu: () => ReturnType;
    };
  }
}

/** Puts tables in. The nodes are the schema's; how they look, and what can be done in one, comes later. */
export function tableCommands(): Extension {
  return Extension.create({
    name: 'manyhandsTables',
    addCommands: () => ({
      chooseTable:
        () =>
        ({ editor, view, dispatch }: CommandProps) => {
          if (!view.editable || tableAround(view.state.selection.$head) !== null) return false;
          if (dispatch !== undefined) chooseTable(editor);
          return true;
        },
      openTableMenu:
        () =>
        ({ view, dispatch }: CommandProps) =>
          dispatch === undefined ? tableAround(view.state.selection.$head) !== null : openTableMenu(view),
    }),
  });
}
