import { type CommandProps, Extension, type Extensions } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { handlePaste } from '@tiptap/pm/tables';
import { EditableSignal } from '../blocks/editable-signal.js';
import { cellTextSlice, readCellText, selectedCellText } from './cell-text.js';
import { chooseTable } from './choose-table.js';
import { keepCellSelection } from './keep-cell-selection.js';
import { localTableEditing } from './table-editing.js';
import { handleTableKey } from './table-keys.js';
import { repairBeforeEdit, tableAround } from './table-soundness.js';
import { TableView } from './table-view.js';
import { openTableMenu, tableToolsPlugin } from './tools-plugin.js';

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

/** What tables do on a page. The nodes themselves are the schema's. */
export function tableBehaviour(): Extension {
  return Extension.create({
    name: 'manyhandsTables',
    // Before the keys of lists and of the stock table.
    priority: 200,
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
      return [editable.plugin(), tablePlugin(editable), localTableEditing(), keepCellSelection(), tableToolsPlugin()];
    },
  });
}

/** Takes the stock behaviour from the schema's table: its plugin repairs tables whenever somebody only looks at them. */
export function withoutStockTables(extensions: Extensions): Extensions {
  return extensions.map((extension) =>
    extension.name === 'table'
      ? extension.extend({
          addProseMirrorPlugins: () => [],
          addKeyboardShortcuts: () => ({}),
          addNodeView: () => null,
        })
      : extension,
  );
}

function tablePlugin(editable: EditableSignal): Plugin {
  return new Plugin({
    key: new PluginKey('manyhandsTables'),
    props: {
      nodeViews: { table: (node, view) => new TableView(node, view, editable) },
      handleKeyDown: handleTableKey,
      clipboardTextSerializer: (_, view) => selectedCellText(view.state) as string,
      /** Text from a spreadsheet that brought no HTML. */
      handlePaste: (view, event) => {
        const data = event.clipboardData;
        const { $head } = view.state.selection;
        if (data === null || data.types.includes('text/html') || $head.parent.type.spec.code) return false;
        const isInTable = tableAround($head) !== null;
        const rows = readCellText(data.getData('text/plain'), { isInTable });
        const slice = rows === null ? null : cellTextSlice(view.state.schema, rows);
        if (slice === null) return false;
        const isInCells = isInTable && repairBeforeEdit(view) && handlePaste(view, event, slice);
        if (!isInCells) view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView());
        return true;
      },
    },
  });
}
