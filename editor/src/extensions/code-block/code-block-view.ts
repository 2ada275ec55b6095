import type { Node } from '@tiptap/pm/model';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import { createButton, createChrome, createElement } from '../blocks/create-element.js';
import type { EditableSignal } from '../blocks/editable-signal.js';
import { createIcon } from '../blocks/icon.js';
import { loadPart } from '../blocks/tell.js';
import { codeViews } from './code-views.js';
import { copyText } from './copy-text.js';

const copiedMs = 2_000;

/** What draws the diagram that a block describes; fetched when the first such block is opened. */
interface DiagramPanel {
  readonly dom: HTMLElement;
  readonly hasPicture: boolean;
  update(source: string): void;
  setEditable(isEditable: boolean): void;
  setOpen(isOpen: boolean): void;
  destroy(): void;
}

export interface CodeBlockViewOptions {
  readonly node: Node;
  readonly view: EditorView;
  readonly getPos: () => number | undefined;
  readonly editable: EditableSignal;
}

/** Code with its language and a button to copy it; a diagram where the language is Mermaid. */
export class CodeBlockView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  readonly #options: CodeBlockViewOptions;
  readonly #bar: HTMLElement;
  readonly #language: HTMLButtonElement;
  readonly #languageName = createElement('span');
  readonly #copyWord = createElement('span', { attributes: { 'aria-live': 'polite' } });
  readonly #unsubscribe: () => void;
  #node: Node;
  #panel: DiagramPanel | null = null;
  #isLoadingPanel = false;
  #isActive = false;
  #isOpen = false;
  #isDestroyed = false;
  #copiedTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: CodeBlockViewOptions) {
    this.#options = options;
    this.#node = options.node;
    this.#language = createButton('mh-code__language', '', [this.#languageName, createIcon('down')]);
    this.#language.setAttribute('aria-haspopup', 'dialog');
    const copy = createButton('mh-code__copy', 'Copy code', [createIcon('copy'), this.#copyWord]);
    this.#bar = createChrome('mh-code__bar', [this.#language, copy]);
    this.contentDOM = createElement('code', { attributes: { spellcheck: 'false', translate: 'no' } });
    this.dom = createElement('div', {
      class: 'mh-code',
      children: [this.#bar, createElement('pre', { children: [this.contentDOM] })],
    });
    this.#language.addEventListener('click', () => void this.pickLanguage());
    copy.addEventListener('click', () => void this.#copy());
    this.#bar.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') options.view.focus();
    });
    codeViews.set(this.dom, this);
    this.#show();
    this.#unsubscribe = options.editable.subscribe(options.view, (isEditable) => this.#setEditable(isEditable));
  }

  /** A diagram whose source is folded away: the caret cannot go inside. */
  get isFolded(): boolean {
    return this.dom.dataset['view'] === 'picture';
  }

  /** Whether the caret is inside. */
  setActive(isActive: boolean): void {
    this.#isActive = isActive;
    this.#showParts();
  }

  focusBar(): void {
    (this.#language.disabled ? this.#bar.querySelector<HTMLElement>('.mh-code__copy') : this.#language)?.focus();
  }

  /** Puts the caret into the source of a diagram. */
  edit(): void {
    const { view, getPos } = this.#options;
    const pos = getPos();
    if (pos === undefined) return;
    if (!view.editable) {
      this.#isOpen = !this.#isOpen;
      this.#showParts();
      return;
    }
    this.setActive(true);
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, pos + 1)).scrollIntoView());
    view.focus();
  }

  /** Folds the source of a diagram again. */
  fold(): void {
    const { view, getPos } = this.#options;
    const pos = getPos();
    this.#isOpen = false;
    if (pos !== undefined && this.#isActive) {
      view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)));
    }
    view.focus();
    this.#showParts();
  }

  /** Opens the list of languages. */
  async pickLanguage(): Promise<void> {
    const { view, getPos } = this.#options;
    const open = await loadPart(view, async () => (await import('./language-picker.js')).openLanguagePicker);
    if (open === null || this.#isDestroyed || !view.editable) return;
    open({
      view,
      anchor: this.#language,
      current: this.#said,
      onChoose: (language) => {
        const pos = getPos();
        if (pos !== undefined) view.dispatch(view.state.tr.setNodeAttribute(pos, 'language', language));
      },
    });
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.#show();
    return true;
  }

  selectNode(): void {
    this.dom.classList.add('ProseMirror-selectednode');
  }

  deselectNode(): void {
    this.dom.classList.remove('ProseMirror-selectednode');
  }

  stopEvent(event: Event): boolean {
    const { target } = event;
    return target instanceof globalThis.Node && !this.contentDOM.contains(target) && target !== this.dom;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.#unsubscribe();
    this.#panel?.destroy();
    clearTimeout(this.#copiedTimer);
  }

  get #said(): string | null {
    const { language } = this.#node.attrs;
    return typeof language === 'string' && language !== '' ? language : null;
  }

  #setEditable(isEditable: boolean): void {
    this.#language.disabled = !isEditable;
    this.#panel?.setEditable(isEditable);
  }

  #show(): void {
    const said = this.#said;
    if (this.dom.dataset['language'] !== (said ?? '')) {
      this.dom.dataset['language'] = said ?? '';
      this.#showName(said ?? 'Plain text');
      void import('./code-languages.js').then(
        ({ languageName }) => this.#said === said && this.#showName(languageName(said)),
        // Its short name is as good.
        () => undefined,
      );
    }
    if (said === 'mermaid') void this.#draw();
    else this.#putAwayPanel();
    this.#showParts();
  }

  #showName(name: string): void {
    this.#languageName.textContent = name;
    this.#language.setAttribute('aria-label', `Language: ${name}`);
  }

  #showParts(): void {
    const isSourceShown = this.#isActive || this.#isOpen;
    const shown = this.#panel === null ? 'source' : isSourceShown || !this.#panel.hasPicture ? 'both' : 'picture';
    if (this.dom.dataset['view'] !== shown) this.dom.dataset['view'] = shown;
    this.#panel?.setOpen(shown === 'both');
  }

  async #draw(): Promise<void> {
    if (this.#panel === null) {
      if (this.#isLoadingPanel) return;
      this.#isLoadingPanel = true;
      const create = await import('../diagram/diagram-panel.js').then(
        ({ createDiagramPanel }) => createDiagramPanel,
        () => null,
      );
      this.#isLoadingPanel = false;
      // Without a network the source is there to be read.
      if (create === null || this.#isDestroyed || this.#said !== 'mermaid') return;
      this.#panel = create({
        view: this.#options.view,
        block: this.dom,
        onSelect: () => this.#select(),
        onEdit: () => this.edit(),
        onDone: () => this.fold(),
        onDrawn: () => this.#showParts(),
      });
      this.#panel.setEditable(this.#options.view.editable);
      this.dom.append(this.#panel.dom);
    }
    this.#panel.update(this.#node.textContent);
    this.#showParts();
  }

  #select(): void {
    const { view, getPos } = this.#options;
    const pos = getPos();
    if (pos === undefined || this.#isActive) return;
    view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)));
    view.focus();
  }

  #putAwayPanel(): void {
    this.#panel?.destroy();
    this.#panel?.dom.remove();
    this.#panel = null;
  }

  async #copy(): Promise<void> {
    const { view } = this.#options;
    this.#copyWord.textContent = (await copyText(view, this.#node.textContent)) ? 'Copied' : 'Copying was not allowed';
    clearTimeout(this.#copiedTimer);
    this.#copiedTimer = setTimeout(() => {
      this.#copyWord.textContent = '';
    }, copiedMs);
  }
}
