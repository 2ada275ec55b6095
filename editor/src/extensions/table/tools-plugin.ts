import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { showToast } from '../surface/toast.js';
import { openTableMenu, registerTableMenu } from './table-menu.js';
import type { TableTools } from './tools/table-tools.js';

/**
 * Brings the handles of tables once somebody comes near one; a reader never loads them. They step back while somebody
 * types and return when the pointer moves.
 */
export function tableToolsPlugin(): Plugin {
  let handles: Handles | null = null;
  return new Plugin({
    key: new PluginKey('manyhandsTableTools'),
    view: (view) => {
      const own = new Handles(view);
      handles = own;
      own.findPointer();
      registerTableMenu(view, () => own.openMenu());
      return own;
    },
    props: {
      handleDOMEvents: {
        pointermove: (_, event) => handles?.onPointer(event) ?? false,
        // Comes alone where the pointer rests and a table is drawn under it.
        pointerover: (_, event) => handles?.onPointer(event) ?? false,
        pointerleave: (_, event) => handles?.onLeave(event) ?? false,
        keydown: (_, event) => handles?.onKey(event) ?? false,
        click: (_, event) => handles?.onClick(event) ?? false,
        pointerdown: () => handles?.onPress() ?? false,
        contextmenu: (_, event) => handles?.onContextMenu(event) ?? false,
      },
    },
  });
}

class Handles {
  readonly #view: EditorView;
  #tools: TableTools | null = null;
  #loading: Promise<TableTools | null> | null = null;
  #isClosed = false;
  #isMenuKey = false;

  constructor(view: EditorView) {
    this.#view = view;
  }

  /** A pointer may have rested on a cell since before this code came. */
  findPointer(): void {
    const cell = this.#cellUnderPointer();
    if (cell !== null && this.#view.editable) this.#show(cell);
  }

  onPointer(event: PointerEvent): boolean {
    const target = event.target instanceof Element ? event.target : null;
    if (
      !this.#view.editable ||
      event.pointerType === 'touch' ||
      event.buttons !== 0 ||
      target?.closest('.mh-table__tools') != null
    )
      return false;
    const cell = target?.closest<HTMLTableCellElement>('td, th') ?? null;
    if (cell !== null) this.#show(cell);
    else if (target?.closest('.mh-table') == null) this.#tools?.show(null);
    return false;
  }

  /** A finger that is lifted has left as well, just before its tap arrives. */
  onLeave({ pointerType }: PointerEvent): boolean {
    if (pointerType !== 'touch') this.#tools?.show(null);
    return false;
  }

  /** The menu key, Shift+F10 and Ctrl/⌘ Alt T, inside of a table. The right button keeps the browser's menu. */
  onKey(event: KeyboardEvent): boolean {
    const isMenuKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    const isShortcut = event.code === 'KeyT' && event.altKey && (event.ctrlKey || event.metaKey);
    if (isWriting(event)) this.#tools?.show(null);
    if (!(isMenuKey || isShortcut) || !openTableMenu(this.#view)) return false;
    this.#isMenuKey = isMenuKey;
    event.preventDefault();
    return true;
  }

  onContextMenu(event: Event): boolean {
    if (!this.#isMenuKey) return false;
    this.#isMenuKey = false;
    event.preventDefault();
    return true;
  }

  update(view: EditorView, before: EditorView['state']): void {
    if (view.state.doc !== before.doc) this.#tools?.update();
    if (!view.editable) this.#tools?.show(null);
  }

  /** A finger has no hover: the cell that was tapped gets the handles. */
  onClick(event: MouseEvent): boolean {
    const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
    const cell = event.target instanceof Element ? event.target.closest<HTMLTableCellElement>('td, th') : null;
    if (isTouch && this.#view.editable) {
      if (cell !== null) this.#show(cell);
      else this.#tools?.show(null);
    }
    return false;
  }

  onPress(): boolean {
    this.#isMenuKey = false;
    return false;
  }

  openMenu(): void {
    void this.#load().then((tools) => {
      if (tools === null)
        showToast('The table menu could not be loaded. Check the connection and try again.', this.#view.dom);
      else tools.openMenu();
    });
  }

  destroy(): void {
    this.#isClosed = true;
    this.#tools?.close();
  }

  #show(cell: HTMLTableCellElement): void {
    if (this.#tools !== null) this.#tools.show(cell);
    // Meanwhile the table may have been drawn anew.
    else void this.#load().then((tools) => tools?.show(cell.isConnected ? cell : this.#cellUnderPointer()));
  }

  #cellUnderPointer(): HTMLTableCellElement | null {
    return Array.from(this.#view.dom.querySelectorAll<HTMLTableCellElement>('td:hover, th:hover')).at(-1) ?? null;
  }

  /** A load that failed is tried again at the next movement. */
  #load(): Promise<TableTools | null> {
    this.#loading ??= import('./tools/table-tools.js').then(
      (module) => {
        if (this.#isClosed) return null;
        this.#tools = new module.TableTools(this.#view);
        return this.#tools;
      },
      () => {
        this.#loading = null;
        return null;
      },
    );
    return this.#loading;
  }
}

function isWriting({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey && (key.length === 1 || key === 'Enter' || key === 'Backspace');
}
