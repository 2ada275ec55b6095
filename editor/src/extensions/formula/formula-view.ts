import type { Node } from '@tiptap/pm/model';
import { NodeSelection, Selection } from '@tiptap/pm/state';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { createElement } from '../blocks/create-element.js';
import { loadPart } from '../blocks/tell.js';
import type { FormulaEditor } from './formula-editor.js';

type Parts = Pick<typeof import('./formula-parts.js'), 'openFormulaEditor' | 'renderFormula'>;

/** Fetches what formulas need, once for all of them. */
export class FormulaParts {
  #parts: Parts | null = null;

  get loaded(): Parts | null {
    return this.#parts;
  }

  async load(): Promise<Parts> {
    if (this.#parts !== null) return this.#parts;
    const [{ openFormulaEditor, renderFormula }] = await Promise.all([
      import('./formula-parts.js'),
      import('katex/dist/katex.min.css'),
    ]);
    this.#parts = { openFormulaEditor, renderFormula };
    return this.#parts;
  }
}

export interface FormulaViewOptions {
  readonly node: Node;
  readonly view: EditorView;
  readonly getPos: () => number | undefined;
  readonly parts: FormulaParts;
}

/** A formula, in a line or on its own. Its source is edited beside it. */
export class FormulaView implements NodeView {
  static readonly #views = new WeakMap<globalThis.Node, FormulaView>();

  readonly dom: HTMLElement;
  readonly #options: FormulaViewOptions;
  readonly #isBlock: boolean;
  readonly #picture = createElement('span', { class: 'mh-formula__picture' });
  readonly #words = createElement('span', { class: 'mh-formula__words mh-chrome' });
  #node: Node;
  #editor: FormulaEditor | null = null;
  #isDestroyed = false;

  constructor(options: FormulaViewOptions) {
    this.#options = options;
    this.#node = options.node;
    this.#isBlock = options.node.isBlock;
    this.dom = createElement(this.#isBlock ? 'div' : 'span', {
      class: this.#isBlock ? 'mh-formula mh-formula--block' : 'mh-formula',
      attributes: { contenteditable: 'false' },
      children: [this.#picture, this.#words],
    });
    this.dom.addEventListener('click', () => {
      if (this.#options.view.editable) void this.open('end');
    });
    FormulaView.#views.set(this.dom, this);
    this.#show(this.#latex);
  }

  static of(dom: globalThis.Node | null): FormulaView | null {
    return dom === null ? null : (FormulaView.#views.get(dom) ?? null);
  }

  async open(caret: 'start' | 'end'): Promise<void> {
    const { view, parts, getPos } = this.#options;
    const pos = getPos();
    if (this.#editor !== null || pos === undefined) return;
    const { doc, selection, tr } = view.state;
    if (!(selection instanceof NodeSelection && selection.from === pos)) {
      view.dispatch(tr.setSelection(NodeSelection.create(doc, pos)));
    }
    // Without a wait where it can be: the next key belongs to the source already.
    const loaded = parts.loaded ?? (await loadPart(view, () => parts.load()));
    if (loaded === null || this.#isDestroyed || this.#editor !== null) return;
    this.dom.classList.add('mh-formula--edited');
    this.#editor = loaded.openFormulaEditor({
      view,
      anchor: this.dom,
      latex: this.#latex,
      isBlock: this.#isBlock,
      caret,
      onInput: (latex) => this.#show(latex),
      onDone: (latex, leave) => this.#finish(latex, leave),
    });
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    const before = this.#latex;
    this.#node = node;
    if (this.#editor === null) {
      if (before !== this.#latex) this.#show(this.#latex);
    } else if (before !== this.#latex) this.#editor.theyChanged(this.#latex);
    return true;
  }

  selectNode(): void {
    this.dom.classList.add('ProseMirror-selectednode');
  }

  deselectNode(): void {
    this.dom.classList.remove('ProseMirror-selectednode');
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.#isDestroyed = true;
    if (this.#options.view.dom.isConnected) this.#editor?.theyDeleted();
    else this.#editor?.close();
  }

  get #latex(): string {
    const { latex } = this.#node.attrs;
    return typeof latex === 'string' ? latex : '';
  }

  /** Answers what is wrong with it. What cannot be drawn is shown as it was written. */
  #show(latex: string): string | null {
    const { loaded } = this.#options.parts;
    this.dom.classList.toggle('mh-formula--empty', latex.trim() === '');
    this.dom.classList.remove('mh-formula--wrong');
    this.#words.textContent = '';
    if (latex.trim() === '') {
      this.#picture.replaceChildren();
      this.#words.textContent = this.#isBlock ? 'Write a formula' : 'Formula';
      return null;
    }
    if (loaded === null) {
      this.#picture.textContent = latex;
      void this.#load();
      return null;
    }
    try {
      loaded.renderFormula(latex, this.#picture, this.#isBlock);
      return null;
    } catch (error) {
      const words = error instanceof Error ? error.message : '';
      if (this.#editor === null) {
        this.#picture.textContent = latex;
        this.#words.textContent = this.#isBlock ? words : '';
        this.dom.title = words;
      }
      this.dom.classList.add('mh-formula--wrong');
      return words;
    }
  }

  async #load(): Promise<void> {
    try {
      await this.#options.parts.load();
    } catch {
      // Without a network its source is there to be read, and drawn when the document is opened again.
      return;
    }
    if (!this.#isDestroyed && this.#editor === null) this.#show(this.#latex);
  }

  #finish(latex: string, leave: 'before' | 'after' | 'elsewhere'): void {
    this.#editor = null;
    this.dom.classList.remove('mh-formula--edited');
    const { view, getPos } = this.#options;
    const pos = this.#isDestroyed ? undefined : getPos();
    if (pos === undefined) {
      if (leave !== 'elsewhere') view.focus();
      return;
    }
    const { tr } = view.state;
    const isGone = latex === '' && !this.#isBlock;
    if (isGone) tr.delete(pos, pos + this.#node.nodeSize);
    else if (latex !== this.#latex) tr.setNodeAttribute(pos, 'latex', latex);
    if (leave !== 'elsewhere') {
      const side = leave === 'before' || isGone ? pos : pos + this.#node.nodeSize;
      const $side = tr.doc.resolve(side);
      const { paragraph } = view.state.schema.nodes;
      const isAlone = this.#isBlock && Selection.findFrom($side, leave === 'before' ? -1 : 1) === null;
      if (isAlone && paragraph !== undefined) tr.insert(side, paragraph.create());
      tr.setSelection(Selection.near(tr.doc.resolve(side), leave === 'before' ? -1 : 1)).scrollIntoView();
    }
    if (tr.docChanged || tr.selectionSet) view.dispatch(tr);
    if (leave !== 'elsewhere') view.focus();
    this.#show(this.#latex);
  }
}
