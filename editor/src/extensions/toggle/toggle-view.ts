import type { Node } from '@tiptap/pm/model';
import { Selection } from '@tiptap/pm/state';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import { createButton, createElement } from '../blocks/create-element.js';
import { createIcon } from '../blocks/icon.js';
import { runsToTheLeft } from '../selection/right-to-left.js';
import type { OpenToggles } from './open-toggles.js';

export interface ToggleViewOptions {
  readonly node: Node;
  readonly view: EditorView;
  readonly getPos: () => number | undefined;
  readonly memory: OpenToggles;
  /** Whether this person has just made it. */
  readonly isNew: boolean;
}

/**
 * Text that is folded away under its summary. Whether it is open is this reader's own business: it is kept here and
 * never written into the document.
 */
export class ToggleView implements NodeView {
  static readonly #views = new WeakMap<globalThis.Node, ToggleView>();

  readonly dom: HTMLElement;
  readonly contentDOM = createElement('div', { class: 'mh-toggle__parts' });
  readonly #options: ToggleViewOptions;
  readonly #button = createButton('mh-chrome mh-toggle__button', 'Open', [createIcon('chevron')]);
  #node: Node;
  #isOpen: boolean;

  constructor(options: ToggleViewOptions) {
    this.#options = options;
    this.#node = options.node;
    this.#isOpen = options.memory.recall(this.#summary) ?? options.isNew;
    this.#button.setAttribute('contenteditable', 'false');
    this.#button.addEventListener('click', () => this.toggle());
    this.dom = createElement('div', { class: 'mh-toggle', children: [this.#button, this.contentDOM] });
    ToggleView.#views.set(this.dom, this);
    this.#show();
    // Its content is put inside after this.
    queueMicrotask(() => this.#show());
  }

  static of(dom: globalThis.Node | null | undefined): ToggleView | null {
    return dom === null || dom === undefined ? null : (ToggleView.#views.get(dom) ?? null);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  open(): void {
    if (!this.#isOpen) this.#set(true);
  }

  toggle(): void {
    const { view, getPos } = this.#options;
    this.#set(!this.#isOpen);
    const pos = getPos();
    if (this.#isOpen || pos === undefined) return;
    // A caret in what is folded away would be nowhere.
    const { $head } = view.state.selection;
    const summaryEnd = pos + 1 + (this.#node.firstChild?.nodeSize ?? 0);
    if ($head.pos <= summaryEnd || $head.pos >= pos + this.#node.nodeSize) return;
    view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(summaryEnd - 1), -1)));
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    const before = this.#summary;
    this.#node = node;
    if (before !== this.#summary) this.#options.memory.note(this.#summary, this.#isOpen);
    // The content may be another element now.
    queueMicrotask(() => this.#show());
    return true;
  }

  stopEvent({ target }: Event): boolean {
    return target instanceof globalThis.Node && this.#button.contains(target);
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && (!this.contentDOM.contains(mutation.target) || isFolding(mutation));
  }

  get #summary(): string {
    return this.#node.firstChild?.textContent ?? '';
  }

  #set(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#options.memory.note(this.#summary, isOpen);
    this.#show();
  }

  #show(): void {
    this.dom.dataset['open'] = String(this.#isOpen);
    // Not `auto`: its arrow is turned by it, and style sheets are built for browsers that cannot ask for `:dir()`.
    this.dom.dir = runsToTheLeft(this.#summary) ? 'rtl' : 'ltr';
    this.#button.setAttribute('aria-expanded', String(this.#isOpen));
    this.#button.setAttribute('aria-label', `${this.#isOpen ? 'Close' : 'Open'} ${this.#summary || 'toggle'}`);
    for (const content of this.contentDOM.querySelectorAll(':scope > .mh-toggle__content')) {
      if (this.#isOpen) content.removeAttribute('hidden');
      // Not plain hidden: a search of the browser finds it and asks to open it.
      else content.setAttribute('hidden', 'until-found');
    }
  }
}

/** What is under the summary. */
export class ToggleContentView implements NodeView {
  readonly dom = createElement('div', {
    class: 'mh-toggle__content',
    attributes: { 'data-type': 'detailsContent', hidden: 'until-found' },
  });
  readonly contentDOM = this.dom;

  constructor() {
    this.dom.addEventListener('beforematch', () => ToggleView.of(this.dom.parentElement?.parentElement)?.open());
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && isFolding(mutation);
  }
}

function isFolding(mutation: ViewMutationRecord): boolean {
  return mutation.type === 'attributes' && mutation.attributeName === 'hidden';
}
