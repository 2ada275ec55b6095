import { Plugin, PluginKey } from '@tiptap/pm/state';
import { CellSelection, handlePaste } from '@tiptap/pm/tables';
import { cellTextSlice, readCellText, selectedCellText } from './cell-text.js';
import { fillCells } from './fill-cells.js';
import { keepCellSelection } from './keep-cell-selection.js';
import { tableAround } from './table-around.js';
import { localTableEditing } from './table-editing.js';
import { handleTableKey } from './table-keys.js';
import { tableToolsPlugin } from './tools-plugin.js';

/** What can be done in tables, beside writing. */
export function tablePlugins(): readonly Plugin[] {
  return [tablePlugin(), localTableEditing(), keepCellSelection(), tableToolsPlugin()];
}

function tablePlugin(): Plugin {
  return new Plugin({
    key: new PluginKey('manyhandsTables'),
    props: {
      handleKeyDown: handleTableKey,
      clipboardTextSerializer: (_, view) => selectedCellText(view.state) as string,
      /** Text from a spreadsheet that brought no HTML. */
      handlePaste: (view, event) => {
        const data = event.clipboardData;
        const { selection } = view.state;
        const { $head } = selection;
        if (data === null || data.types.includes('text/html') || $head.parent.type.spec.code) return false;
        const isInTable = tableAround($head) !== null;
        const target = selection instanceof CellSelection ? 'cells' : isInTable ? 'table' : 'text';
        const rows = readCellText(data.getData('text/plain'), target);
        const slice = rows === null ? null : cellTextSlice(view.state.schema, rows);
        if (slice === null) return false;
        const isInCells = isInTable && fillCells(view, { event, slice, fill: handlePaste });
        if (!isInCells) view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView());
        return true;
      },
    },
  });
}
