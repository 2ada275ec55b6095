import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import type { EditableSignal } from '../blocks/editable-signal.js';

/** Narrowest column that is left when nothing gives it a width; below that the table scrolls in its own frame. */
const minColumnPx = 96;
const maxColumns = 500;

/** A table in a frame that scrolls sideways, so that the page never does. */
export class TableView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  readonly #table: HTMLTableElement;
  readonly #columns: HTMLElement;
  readonly #frame = document.createElement('div');
  readonly #unsubscribe: () => void;
  readonly #sizes = new ResizeObserver(() => this.#showStop());
  #isEditable = true;
  #node: Node;
  #preview: { column: number; width: number } | null = null;

  constructor(node: Node, view: EditorView, editable: EditableSignal) {
    this.#node = node;
    this.dom = document.createElement('div');
    this.dom.className = 'mh-table';
    this.#frame.className = 'mh-table__frame';
    this.#table = document.createElement('table');
    this.#columns = document.createElement('colgroup');
    this.contentDOM = document.createElement('tbody');
    this.#table.append(this.#columns, this.contentDOM);
    this.#frame.append(this.#table);
    this.dom.append(this.#frame);
    views.set(this.dom, this);
    this.#draw();
    this.#sizes.observe(this.#table);
    this.#unsubscribe = editable.subscribe(view, (isEditable) => {
      this.#isEditable = isEditable;
      // Once its sizes are known anyway: to ask for them here would have each table of a long text laid out by itself.
      this.#sizes.unobserve(this.#frame);
      this.#sizes.observe(this.#frame);
    });
  }

  /** The view of a table on the page. */
  static of(element: Element): TableView | null {
    const dom = element.closest<HTMLElement>('.mh-table');
    return dom === null ? null : (views.get(dom) ?? null);
  }

  get node(): Node {
    return this.#node;
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.#draw();
    return true;
  }

  /** Shows a width that is not written yet: while somebody drags. */
  preview(change: { column: number; width: number } | null): void {
    this.#preview = change;
    this.#draw();
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof Element && event.target.closest('.mh-table__tools') !== null;
  }

  destroy(): void {
    this.#sizes.disconnect();
    this.#unsubscribe();
  }

  /** A reader, who has no caret to scroll with, reaches a wide table with Tab. To a writer the stop would be in the way. */
  #showStop(): void {
    const isStop = !this.#isEditable && this.#frame.scrollWidth > this.#frame.clientWidth;
    if (isStop === this.#frame.hasAttribute('tabindex')) return;
    for (const [name, value] of [
      ['tabindex', '0'],
      ['role', 'group'],
      ['aria-label', 'Wide table'],
    ] as const) {
      if (isStop) this.#frame.setAttribute(name, value);
      else this.#frame.removeAttribute(name);
    }
  }

  #draw(): void {
    const widths = columnWidths(this.#node);
    if (this.#preview !== null) widths[this.#preview.column] = this.#preview.width;
    while (this.#columns.childElementCount > widths.length) this.#columns.lastElementChild?.remove();
    while (this.#columns.childElementCount < widths.length) this.#columns.append(document.createElement('col'));
    const columns = this.#columns.children as HTMLCollectionOf<HTMLElement>;
    for (const [index, width] of widths.entries()) {
      setStyle(columns[index], 'width', width === 0 ? '' : `${width}px`);
    }
    const total = widths.reduce((sum, width) => sum + (width === 0 ? minColumnPx : width), 0);
    const isFixed = widths.every((width) => width > 0);
    // Paper has no more than its own width to share.
    for (const [index, width] of widths.entries()) {
      setStyle(columns[index], '--mh-share', isFixed ? `${((100 * width) / total).toFixed(2)}%` : '');
    }
    setStyle(this.#table, 'width', isFixed ? `${total}px` : '');
    setStyle(this.#table, 'min-width', isFixed ? '' : `${total}px`);
  }
}

const views = new WeakMap<HTMLElement, TableView>();

/** Widths of the columns in CSS pixels, 0 where none is set, as the cells of the first row say. */
function columnWidths(table: Node): number[] {
  const widths: number[] = [];
  table.firstChild?.forEach((cell) => {
    const { colspan, colwidth } = cell.attrs;
    for (let index = 0; index < colspan && widths.length < maxColumns; index++) {
      const width = Array.isArray(colwidth) ? Number(colwidth[index]) : 0;
      widths.push(Number.isFinite(width) && width > 0 ? Math.min(width, 4_000) : 0);
    }
  });
  return widths;
}

function setStyle(element: HTMLElement | undefined, property: string, value: string): void {
  if (element !== undefined && element.style.getPropertyValue(property) !== value) {
    element.style.setProperty(property, value);
  }
}
