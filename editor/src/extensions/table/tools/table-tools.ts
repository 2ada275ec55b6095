import { Selection } from '@tiptap/pm/state';
import { cellAround } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import { iconButton } from '../../surface/button.js';
import { type MenuEntry, openMenu } from '../../surface/menu.js';
import type { Popup } from '../../surface/popup.js';
import { addAtEnd, selectAlong } from '../table-commands.js';
import { type Axis, isWhole, selectedRange, type TableRange } from '../table-range.js';
import { columnGrip } from './column-grip.js';
import { cellEntries, columnEntries, rowEntries } from './table-menu-entries.js';

/**
 * The handles around the table under the pointer, or with the caret: a menu for its row, its column and its cell, a "+"
 * at its right and lower edge, and the lines by which columns are resized. They lie over the table and take no room.
 */
export class TableTools {
  readonly #view: EditorView;
  readonly #dom = document.createElement('div');
  readonly #row: HTMLButtonElement;
  readonly #column: HTMLButtonElement;
  readonly #cellMenu: HTMLButtonElement;
  readonly #addRow: HTMLButtonElement;
  readonly #addColumn: HTMLButtonElement;
  readonly #grip: HTMLElement;
  readonly #ending = new AbortController();
  #cell: HTMLTableCellElement | null = null;
  #menu: Popup | null = null;
  #frame = 0;

  constructor(view: EditorView) {
    this.#view = view;
    this.#dom.className = 'mh-table__tools';
    this.#dom.contentEditable = 'false';
    this.#row = this.#handle('row', 'Row options', () => this.#openAlong('row'));
    this.#column = this.#handle('column', 'Column options', () => this.#openAlong('column'));
    this.#cellMenu = this.#handle('cell', 'Cell options', () => this.openMenu());
    this.#addRow = this.#plus('row', 'Add a row', addAtEnd('row'));
    this.#addColumn = this.#plus('column', 'Add a column', addAtEnd('column'));
    this.#grip = columnGrip(view, () => this.#cell);
    this.#dom.append(this.#grip, this.#addRow, this.#addColumn, this.#row, this.#column, this.#cellMenu);
    const { signal } = this.#ending;
    window.addEventListener('resize', () => this.#placeSoon(), { signal });
    view.dom.addEventListener('scroll', () => this.#placeSoon(), { signal, capture: true, passive: true });
  }

  /** Puts the handles around a cell, or takes them away. */
  show(cell: HTMLTableCellElement | null): void {
    if (this.#menu !== null) return;
    this.#cell = cell;
    const table = cell?.closest('.mh-table') ?? null;
    if (table === null) this.#dom.remove();
    else if (this.#dom.parentElement !== table) table.append(this.#dom);
    if (cell !== null) this.#place();
  }

  /** After the text has changed, by whomever. */
  update(): void {
    if (this.#cell !== null && !this.#cell.isConnected && this.#menu === null) this.show(null);
    if (this.#cell !== null) this.#placeSoon();
  }

  /** The menu of the cell with the caret. */
  openMenu(): void {
    const cell = selectedCell(this.#view);
    if (cell === null) return;
    this.show(cell);
    this.#open(cell, 'Cell options', cellEntries(this.#view));
  }

  close(): void {
    this.#ending.abort();
    cancelAnimationFrame(this.#frame);
    this.#menu?.close();
    this.#dom.remove();
  }

  #openAlong(axis: Axis): void {
    const cell = this.#cell;
    if (cell === null) return;
    this.#select(cell, axis);
    const isRow = axis === 'row';
    const entries = isRow ? rowEntries(this.#view) : columnEntries(this.#view);
    this.#open(isRow ? this.#row : this.#column, isRow ? 'Row options' : 'Column options', entries);
  }

  #open(anchor: Element, label: string, entries: MenuEntry[]): void {
    this.#menu?.close();
    const onClose = () => {
      this.#menu = null;
      this.#view.focus();
      this.show(selectedCell(this.#view));
    };
    this.#menu = openMenu({ anchor, label, entries, onClose });
  }

  /** Several selected rows stay selected if the handle is of one of them. */
  #select(cell: HTMLTableCellElement, axis: Axis): void {
    const { state } = this.#view;
    const $cell = cellAround(state.doc.resolve(this.#view.posAtDOM(cell, 0)));
    if ($cell === null) return;
    const range = selectedRange(state);
    const isInside =
      range !== null &&
      range.pos === $cell.before(-1) &&
      isInSelected(range.map.findCell($cell.pos - range.pos - 1), range, axis);
    if (!isInside) {
      this.#view.dispatch(state.tr.setSelection(Selection.near(state.doc.resolve($cell.pos + 1), 1)));
    }
    selectAlong(axis)(this.#view.state, this.#view.dispatch, this.#view);
  }

  #handle(kind: string, label: string, onPress: () => void): HTMLButtonElement {
    const className = `mh-table__handle mh-table__handle--${kind}`;
    const button = iconButton({ icon: kind === 'cell' ? 'more' : 'grip', label, className, onPress });
    button.setAttribute('aria-haspopup', 'menu');
    button.tabIndex = -1;
    return button;
  }

  #plus(kind: Axis, label: string, command: ReturnType<typeof addAtEnd>): HTMLButtonElement {
    const className = `mh-table__plus mh-table__plus--${kind}`;
    const onPress = () => {
      if (this.#cell === null) return;
      this.#caretInto(this.#cell);
      command(this.#view.state, this.#view.dispatch, this.#view);
      this.#view.focus();
    };
    const button = iconButton({ icon: 'plus', label, className, onPress });
    button.tabIndex = -1;
    return button;
  }

  /** Commands are about the table with the caret. */
  #caretInto(cell: HTMLTableCellElement): void {
    const { state } = this.#view;
    const $inside = state.doc.resolve(this.#view.posAtDOM(cell, 0));
    const range = selectedRange(state);
    if (range !== null && cellAround($inside)?.before(-1) === range.pos) return;
    this.#view.dispatch(state.tr.setSelection(Selection.near($inside, 1)));
  }

  #placeSoon(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#place());
  }

  #place(): void {
    const cell = this.#cell;
    const table = cell?.closest('table');
    const frame = table?.parentElement;
    if (cell == null || table == null || frame == null || !this.#dom.isConnected) return;
    const origin = this.#dom.getBoundingClientRect();
    const shown = frame.getBoundingClientRect();
    const whole = table.getBoundingClientRect();
    const at = cell.getBoundingClientRect();
    const clampX = (x: number) => Math.min(Math.max(x, shown.left), shown.right);
    const [left, right] = [clampX(at.left), clampX(at.right)];
    const end = clampX(whole.right);
    box(this.#column, (left + right) / 2 - origin.left, whole.top - origin.top);
    box(this.#row, shown.left - origin.left, (at.top + at.bottom) / 2 - origin.top);
    box(this.#cellMenu, right - origin.left, (at.top + at.bottom) / 2 - origin.top);
    box(this.#addRow, shown.left - origin.left, whole.bottom - origin.top, end - shown.left);
    box(this.#addColumn, end - origin.left, whole.top - origin.top, undefined, whole.height);
    box(this.#grip, at.right - origin.left, whole.top - origin.top, undefined, whole.height);
    this.#column.hidden = right - left < 12;
    this.#grip.hidden = at.right < shown.left + 8 || at.right > shown.right + 2;
    const selected = selectedCell(this.#view);
    this.#cellMenu.hidden = selected !== cell || !this.#view.hasFocus() || right !== at.right;
  }
}

function box(element: HTMLElement, x: number, y: number, width?: number, height?: number): void {
  element.style.setProperty('left', `${Math.round(x)}px`);
  element.style.setProperty('top', `${Math.round(y)}px`);
  if (width !== undefined) element.style.setProperty('width', `${Math.round(width)}px`);
  if (height !== undefined) element.style.setProperty('height', `${Math.round(height)}px`);
}

/** Whether a cell is in one of several whole rows, or columns, that are selected. */
function isInSelected(
  rect: { left: number; right: number; top: number; bottom: number },
  range: TableRange,
  axis: Axis,
): boolean {
  // A selected column is as high as all rows: its cells are in every row, and no row is meant.
  if (!isWhole(range, axis) || isWhole(range, axis === 'row' ? 'column' : 'row')) return false;
  return axis === 'row'
    ? rect.top >= range.top && rect.bottom <= range.bottom
    : rect.left >= range.left && rect.right <= range.right;
}

/** The cell with the caret, or the last one of those that are selected. */
function selectedCell(view: EditorView): HTMLTableCellElement | null {
  const range = selectedRange(view.state);
  if (range === null) return null;
  const place = (range.bottom - 1) * range.map.width + range.right - 1;
  const dom = view.nodeDOM(range.pos + 1 + (range.map.map[place] ?? 0));
  return dom instanceof HTMLTableCellElement ? dom : null;
}
