import type { Command } from '@tiptap/pm/state';
import { setColumnWidth } from '../table-commands.js';
import { selectedRange } from '../table-range.js';

export const minWidthPx = 48;
const stepPx = 24;

/** Makes the column with the caret wider or narrower by one step: resizing without a pointer. */
export function resizeColumnBy(direction: -1 | 1): Command {
  return (state, dispatch, view) => {
    const range = selectedRange(state);
    if (range === null) return false;
    if (dispatch === undefined || view === undefined) return true;
    const cell = view.nodeDOM(range.pos + 1 + (range.map.map[range.top * range.map.width + range.left] ?? 0));
    if (!(cell instanceof HTMLTableCellElement)) return false;
    const width = Math.max(minWidthPx, cell.offsetWidth / cell.colSpan + direction * stepPx);
    return setColumnWidth(range.pos, range.left, width)(state, dispatch);
  };
}
