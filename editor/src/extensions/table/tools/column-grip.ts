import { cellAround, TableMap } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import { setColumnWidth } from '../table-commands.js';
import { isSound } from '../table-soundness.js';
import { TableView } from '../table-view.js';
import { minWidthPx } from './column-width.js';

/**
 * The line at the right edge of a column by which it is made wider or narrower, with a mouse, a pen or a finger. What is
 * dragged is only shown; one change is written when it is let go.
 *
 * @param cellNow the cell whose column it is
 */
export function columnGrip(view: EditorView, cellNow: () => HTMLTableCellElement | null): HTMLElement {
  const grip = document.createElement('div');
  grip.className = 'mh-table__grip';
  grip.addEventListener('mousedown', (event) => event.preventDefault());
  grip.addEventListener('pointerdown', (event) => {
    const cell = cellNow();
    if (cell === null || event.button !== 0 || !view.editable) return;
    event.preventDefault();
    drag(view, grip, cell, event);
  });
  return grip;
}

function drag(view: EditorView, grip: HTMLElement, cell: HTMLTableCellElement, start: PointerEvent): void {
  const table = TableView.of(cell);
  if (table === null) return;
  const ending = new AbortController();
  const { signal } = ending;
  const from = cell.offsetWidth - (cell.colSpan - 1) * minWidthPx;
  let width = from;
  grip.setPointerCapture(start.pointerId);
  grip.classList.add('mh-table__grip--dragged');
  const end = (isDone: boolean) => {
    if (signal.aborted) return;
    ending.abort();
    grip.classList.remove('mh-table__grip--dragged');
    // Where the cell is now: others may have added rows and columns meanwhile, or taken this one away.
    const place = placeOf(view, cell);
    table.preview(null);
    if (isDone && place !== null && width !== from)
      setColumnWidth(place.pos, place.column, width)(view.state, view.dispatch);
    view.focus();
  };
  const onMove = (event: PointerEvent) => {
    width = Math.max(minWidthPx, from + event.clientX - start.clientX);
    const place = placeOf(view, cell);
    if (place === null) return end(false);
    table.preview({ column: place.column, width });
    // The line follows its edge and not the pointer, which may be past the narrowest width.
    const offset = cell.getBoundingClientRect().right - (grip.parentElement?.getBoundingClientRect().left ?? 0);
    grip.style.setProperty('left', `${Math.round(offset)}px`);
  };
  grip.addEventListener('pointermove', onMove, { signal });
  grip.addEventListener('pointerup', () => end(true), { signal });
  grip.addEventListener('pointercancel', () => end(false), { signal });
  window.addEventListener('keydown', (event) => event.key === 'Escape' && end(false), { signal, capture: true });
}

/** The last column of a cell that is on the page. */
function placeOf(view: EditorView, cell: HTMLTableCellElement): { pos: number; column: number } | null {
  if (!cell.isConnected) return null;
  const $cell = cellAround(view.state.doc.resolve(view.posAtDOM(cell, 0)));
  if ($cell === null || !isSound($cell.node(-1))) return null;
  const { right } = TableMap.get($cell.node(-1)).findCell($cell.pos - $cell.start(-1));
  return { pos: $cell.before(-1), column: right - 1 };
}
