import { Plugin, PluginKey } from '@tiptap/pm/state';
import { handlePaste } from '@tiptap/pm/tables';
import { cellTextSlice, readCellText, selectedCellText } from './cell-text.js';
import { keepCellSelection } from './keep-cell-selection.js';
import { tableAround } from './table-around.js';
import { localTableEditing } from './table-editing.js';
import { handleTableKey } from './table-keys.js';
import { repairBeforeEdit } from './table-soundness.js';
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
