import { type CommandProps, Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { EditableSignal } from '../blocks/editable-signal.js';
import { chooseTable } from './choose-table.js';
import { tableAround } from './table-around.js';
import { openTableMenu } from './table-menu.js';
import { TableView } from './table-view.js';

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

/** How tables look, and the commands for them. The nodes are the schema's; what can be done in one comes later. */
export function tables(): Extension {
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
    addProseMirrorPlugins: () => {
      const editable = new EditableSignal();
      return [
        editable.plugin(),
        new Plugin({
          key: new PluginKey('manyhandsTableViews'),
          props: { nodeViews: { table: (node, view) => new TableView(node, view, editable) } },
        }),
      ];
    },
  });
}
