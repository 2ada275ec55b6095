import { paletteColors } from '@manyhands/schema';
import type { Command, EditorState } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  CellSelection,
  deleteTable,
  mergeCells,
  selectionCell,
  splitCell,
} from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import type { IconName } from '../../surface/icon.js';
import type { MenuAction, MenuEntry } from '../../surface/menu.js';
import {
  clearCells,
  deleteAlong,
  duplicateAlong,
  evenColumns,
  mergeWithNext,
  moveAlong,
  onSoundTable,
  setCellColor,
  toggleHeaderAlong,
} from '../table-commands.js';
import { type Axis, isHeader, selectedRange } from '../table-range.js';
import { resizeColumnBy } from './column-width.js';

/** What can be done with the selected row. */
export function rowEntries(view: EditorView): MenuEntry[] {
  const action = actionsOf(view);
  return [
    ...headerEntry(view, 'row'),
    action('Insert row above', 'arrowUp', onSoundTable(addRowBefore)),
    action('Insert row below', 'arrowDown', onSoundTable(addRowAfter)),
    action('Move up', 'arrowUp', moveAlong('row', -1)),
    action('Move down', 'arrowDown', moveAlong('row', 1)),
    action('Duplicate row', 'copy', duplicateAlong('row')),
    colors(view),
    action('Clear contents', 'empty', clearCells),
    { ...action('Delete row', 'trash', deleteAlong('row')), isDangerous: true },
  ];
}

/** What can be done with the selected column. */
export function columnEntries(view: EditorView): MenuEntry[] {
  const action = actionsOf(view);
  return [
    ...headerEntry(view, 'column'),
    action('Insert column left', 'arrowLeft', onSoundTable(addColumnBefore)),
    action('Insert column right', 'arrowRight', onSoundTable(addColumnAfter)),
    action('Move left', 'arrowLeft', moveAlong('column', -1)),
    action('Move right', 'arrowRight', moveAlong('column', 1)),
    action('Duplicate column', 'copy', duplicateAlong('column')),
    ...widthEntries(view),
    colors(view),
    action('Clear contents', 'empty', clearCells),
    { ...action('Delete column', 'trash', deleteAlong('column')), isDangerous: true },
  ];
}

/** Everything, for the cell with the caret or the selected cells: the way there without a pointer. */
export function cellEntries(view: EditorView): MenuEntry[] {
  const action = actionsOf(view);
  const isOne = isOneCell(view.state);
  return [
    { kind: 'heading', label: 'Cell' },
    ...(isOne
      ? [
          action('Merge with the cell on the right', 'merge', mergeWithNext('column')),
          action('Merge with the cell below', 'merge', mergeWithNext('row')),
        ]
      : [action('Merge cells', 'merge', onSoundTable(mergeCells))]),
    action('Split cell', 'split', onSoundTable(splitCell)),
    colors(view),
    action('Clear contents', 'empty', clearCells),
    { kind: 'heading', label: 'Row' },
    action('Insert row above', 'arrowUp', onSoundTable(addRowBefore)),
    action('Insert row below', 'arrowDown', onSoundTable(addRowAfter)),
    action('Move row up', 'arrowUp', moveAlong('row', -1)),
    action('Move row down', 'arrowDown', moveAlong('row', 1)),
    action('Duplicate row', 'copy', duplicateAlong('row')),
    action('Delete row', 'trash', deleteAlong('row')),
    { kind: 'heading', label: 'Column' },
    action('Insert column left', 'arrowLeft', onSoundTable(addColumnBefore)),
    action('Insert column right', 'arrowRight', onSoundTable(addColumnAfter)),
    action('Move column left', 'arrowLeft', moveAlong('column', -1)),
    action('Move column right', 'arrowRight', moveAlong('column', 1)),
    action('Duplicate column', 'copy', duplicateAlong('column')),
    ...widthEntries(view),
    action('Delete column', 'trash', deleteAlong('column')),
    { kind: 'heading', label: 'Table' },
    headerAction(view, 'row'),
    headerAction(view, 'column'),
    { ...action('Delete table', 'trash', deleteTable), isDangerous: true },
  ];
}

type MakeAction = (label: string, icon: IconName, command: Command) => MenuAction;

function actionsOf(view: EditorView): MakeAction {
  return (label, icon, command) => ({
    kind: 'action',
    label,
    icon,
    isEnabled: command(view.state),
    run: () => command(view.state, view.dispatch, view),
  });
}

function widthEntries(view: EditorView): MenuEntry[] {
  const action = actionsOf(view);
  return [
    { ...action('Wider column', 'resize', resizeColumnBy(1)), isRepeatable: true },
    { ...action('Narrower column', 'resize', resizeColumnBy(-1)), isRepeatable: true },
    action('Even column widths', 'resize', evenColumns),
  ];
}

function colors(view: EditorView): MenuEntry {
  return {
    kind: 'colors',
    label: 'Background colour',
    names: paletteColors,
    chosen: selectedRange(view.state) === null ? null : selectionCell(view.state).nodeAfter?.attrs['backgroundColor'],
    choose: (name) => setCellColor(name)(view.state, view.dispatch, view),
  };
}

/** Only the first row, or column, can head the others. */
function headerEntry(view: EditorView, axis: Axis): MenuEntry[] {
  const range = selectedRange(view.state);
  const isFirst = range !== null && (axis === 'row' ? range.top : range.left) === 0;
  return isFirst ? [headerAction(view, axis)] : [];
}

function headerAction(view: EditorView, axis: Axis): MenuAction {
  const range = selectedRange(view.state);
  const command = toggleHeaderAlong(axis);
  return {
    ...actionsOf(view)(
      axis === 'row' ? 'Header row' : 'Header column',
      axis === 'row' ? 'header' : 'headerColumn',
      command,
    ),
    isChecked: range !== null && isHeader(range, axis, 0),
  };
}

function isOneCell(state: EditorState): boolean {
  const { selection } = state;
  return !(selection instanceof CellSelection) || selection.$anchorCell.pos === selection.$headCell.pos;
}
