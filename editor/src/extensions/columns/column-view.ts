import { columnAttributes } from '@manyhands/schema';
import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import { createElement } from '../blocks/create-element.js';
import type { EditableSignal } from '../blocks/editable-signal.js';
import { moveGutter } from './move-gutter.js';

const growth = '--mh-column-grow';
const keyStep = 0.05;

export interface ColumnViewOptions {
  readonly node: Node;
  readonly view: EditorView;
  readonly getPos: () => number | undefined;
  readonly editable: EditableSignal;
}

/** A column, and the gutter before it, by which the two beside it are resized. */
export class ColumnView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM = createElement('div', { class: 'mh-column__text' });
  readonly #options: ColumnViewOptions;
  readonly #gutter = createElement('div', {
    class: 'mh-chrome mh-column__gutter',
    attributes: {
      contenteditable: 'false',
      role: 'separator',
      'aria-orientation': 'vertical',
      'aria-label': 'Width of the columns',
      'aria-valuemin': '10',
      'aria-valuemax': '90',
    },
  });
  readonly #unsubscribe: () => void;
  #node: Node;

  constructor(options: ColumnViewOptions) {
    this.#options = options;
    this.#node = options.node;
    this.dom = createElement('div', { class: 'mh-column', children: [this.#gutter, this.contentDOM] });
    this.#gutter.addEventListener('pointerdown', (event) => this.#drag(event));
    this.#gutter.addEventListener('keydown', (event) => this.#onKey(event));
    this.#gutter.addEventListener('focus', () => this.#describe());
    this.#show();
    this.#unsubscribe = options.editable.subscribe(options.view, (isEditable) => {
      this.#gutter.hidden = !isEditable;
      this.#gutter.tabIndex = isEditable ? 0 : -1;
    });
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.#show();
    return true;
  }

  stopEvent({ target }: Event): boolean {
    return target === this.#gutter;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }

  destroy(): void {
    this.#unsubscribe();
  }

  #show(): void {
    const width = columnAttributes.width(this.#node.attrs['width']);
    const siblings = this.dom.parentElement?.childElementCount ?? 0;
    // Beside columns with a share, one without takes that of equals.
    this.dom.style.setProperty(growth, String(width ?? (siblings === 0 ? 0.5 : 1 / siblings)));
    this.#describe();
  }

  #describe(): void {
    queueMicrotask(() => {
      const [left = 0, right = 0] = this.#pair().map((element) => element.offsetWidth);
      const share = left + right === 0 ? 50 : Math.round((100 * left) / (left + right));
      this.#gutter.setAttribute('aria-valuenow', String(share));
    });
  }

  /** The columns on both sides of the gutter. */
  #pair(): HTMLElement[] {
    const before = this.dom.previousElementSibling;
    return before instanceof HTMLElement ? [before, this.dom] : [];
  }

  #siblings(): HTMLElement[] {
    return [...(this.dom.parentElement?.children ?? [])].filter((element) => element instanceof HTMLElement);
  }

  #drag(down: PointerEvent): void {
    const columns = this.#siblings();
    const index = columns.indexOf(this.dom);
    if (!this.#options.view.editable || down.button !== 0 || index < 1) return;
    down.preventDefault();
    const before = columns.map((column) => column.offsetWidth);
    const isLeftToRight = getComputedStyle(this.dom).direction === 'ltr';
    const ended = new AbortController();
    const { signal } = ended;
    let shares: readonly number[] | null = null;
    this.#gutter.setPointerCapture(down.pointerId);
    this.#gutter.classList.add('mh-column__gutter--held');
    const end = (isKept: boolean) => {
      ended.abort();
      this.#gutter.classList.remove('mh-column__gutter--held');
      if (isKept && shares !== null) this.#write(shares);
      else this.#preview(columns, before);
    };
    this.#gutter.addEventListener(
      'pointermove',
      ({ clientX }) => {
        const moved = (clientX - down.clientX) * (isLeftToRight ? 1 : -1);
        shares = moveGutter(before, index, moved);
        this.#preview(columns, shares);
      },
      { signal },
    );
    this.#gutter.addEventListener('pointerup', () => end(true), { signal });
    this.#gutter.addEventListener('pointercancel', () => end(false), { signal });
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && end(false), { signal, capture: true });
  }

  #preview(columns: readonly HTMLElement[], shares: readonly number[]): void {
    for (const [index, column] of columns.entries()) column.style.setProperty(growth, String(shares[index] ?? 1));
  }

  #onKey(event: KeyboardEvent): void {
    const { view } = this.#options;
    const columns = this.#siblings();
    const widths = columns.map((column) => column.offsetWidth);
    const step = widths.reduce((sum, width) => sum + width, 0) * keyStep;
    const isLeftToRight = getComputedStyle(this.dom).direction === 'ltr';
    if (event.key === 'ArrowLeft')
      this.#write(moveGutter(widths, columns.indexOf(this.dom), isLeftToRight ? -step : step));
    else if (event.key === 'ArrowRight')
      this.#write(moveGutter(widths, columns.indexOf(this.dom), isLeftToRight ? step : -step));
    else if (event.key === 'Escape' || event.key === 'Enter') view.focus();
    else return;
    event.preventDefault();
  }

  /** All shares in one transaction, so that one undo takes them back. */
  #write(shares: readonly number[]): void {
    const { view, getPos } = this.#options;
    const pos = getPos();
    if (pos === undefined || !view.editable) return;
    const $pos = view.state.doc.resolve(pos);
    // Somebody has added or removed a column meanwhile: these shares are of others.
    if ($pos.parent.childCount !== shares.length) return;
    const { tr } = view.state;
    $pos.parent.forEach((column, offset, index) => {
      if (column.attrs['width'] !== shares[index]) tr.setNodeAttribute($pos.start() + offset, 'width', shares[index]);
    });
    if (tr.docChanged) view.dispatch(tr);
  }
}
