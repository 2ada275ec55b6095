import { type CalloutKind, calloutAttributes } from '@manyhands/schema';
import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import { createButton, createElement } from '../blocks/create-element.js';
import type { EditableSignal } from '../blocks/editable-signal.js';
import { createIcon } from '../blocks/icon.js';
import { loadPart } from '../blocks/tell.js';

const names: Readonly<Record<CalloutKind, string>> = {
  note: 'Note',
  tip: 'Tip',
  warning: 'Warning',
  caution: 'Caution',
};

export interface CalloutViewOptions {
  readonly node: Node;
  readonly view: EditorView;
  readonly getPos: () => number | undefined;
  readonly editable: EditableSignal;
}

/** A box with the sign of its kind, which is also the button to change it. */
export class CalloutView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM = createElement('div', { class: 'mh-callout__text' });
  readonly #options: CalloutViewOptions;
  readonly #button = createButton('mh-chrome mh-callout__kind', 'Note', []);
  readonly #unsubscribe: () => void;
  #node: Node;
  #closeMenu: (() => void) | null = null;

  constructor(options: CalloutViewOptions) {
    this.#options = options;
    this.#node = options.node;
    this.#button.setAttribute('contenteditable', 'false');
    this.#button.setAttribute('aria-haspopup', 'menu');
    this.#button.addEventListener('click', () => void this.#pickKind());
    this.dom = createElement('div', {
      class: 'mh-callout',
      attributes: { role: 'note', dir: 'auto' },
      children: [this.#button, this.contentDOM],
    });
    this.#show();
    this.#unsubscribe = options.editable.subscribe(options.view, (isEditable) => {
      this.#button.disabled = !isEditable;
    });
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.#show();
    return true;
  }

  stopEvent({ target }: Event): boolean {
    return target instanceof globalThis.Node && this.#button.contains(target);
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }

  destroy(): void {
    this.#closeMenu?.();
    this.#unsubscribe();
  }

  get #kind(): CalloutKind {
    return calloutAttributes.kind(this.#node.attrs['kind']);
  }

  #show(): void {
    const kind = this.#kind;
    if (this.dom.dataset['kind'] === kind) return;
    this.dom.dataset['kind'] = kind;
    this.dom.setAttribute('aria-label', names[kind]);
    this.#button.setAttribute('aria-label', `Kind of callout: ${names[kind]}`);
    this.#button.replaceChildren(createIcon(kind));
  }

  async #pickKind(): Promise<void> {
    const { view, getPos } = this.#options;
    if (this.#closeMenu !== null) return this.#closeMenu();
    const open = await loadPart(view, async () => (await import('../blocks/choice-menu.js')).openChoiceMenu);
    if (open === null || !this.dom.isConnected || !view.editable || this.#closeMenu !== null) return;
    this.#closeMenu = open({
      view,
      anchor: this.#button,
      label: 'Kind of callout',
      choices: (Object.keys(names) as CalloutKind[]).map((id) => ({ id, title: names[id], icon: id })),
      current: this.#kind,
      onChoose: (kind) => {
        const pos = getPos();
        if (pos !== undefined) view.dispatch(view.state.tr.setNodeAttribute(pos, 'kind', kind));
      },
      onClosed: () => {
        this.#closeMenu = null;
      },
    });
  }
}
