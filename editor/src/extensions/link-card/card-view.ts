import { linkCardAttributes } from '@manyhands/schema';
import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { createButton, createElement } from '../blocks/create-element.js';
import type { EditableSignal } from '../blocks/editable-signal.js';
import { createIcon } from '../blocks/icon.js';
import { loadPart } from '../blocks/tell.js';
import { openLink } from '../links/open-link.js';
import type { CardContent } from './card-editor.js';
import { hostOf, titleFromHref } from './card-text.js';
import { cardViews } from './card-views.js';

export interface CardViewOptions {
  readonly node: Node;
  readonly view: EditorView;
  readonly getPos: () => number | undefined;
  readonly editable: EditableSignal;
  /** Called with an address that somebody has written, and the title that was guessed from it. */
  readonly onAddress: (href: string, guess: string) => void;
}

/** A link with room around it. Nothing of the page behind it is loaded: its readers are nobody's business there. */
export class CardView implements NodeView {
  readonly dom: HTMLElement;
  readonly #options: CardViewOptions;
  readonly #title = createElement('span', { class: 'mh-card__title' });
  readonly #description = createElement('span', { class: 'mh-card__description' });
  readonly #host = createElement('span', { class: 'mh-card__host' });
  readonly #link: HTMLAnchorElement;
  readonly #edit = createButton('mh-card__edit', 'Edit card', [createIcon('pencil')]);
  readonly #unsubscribe: () => void;
  #node: Node;
  #closeEditor: (() => void) | null = null;

  constructor(options: CardViewOptions) {
    this.#options = options;
    this.#node = options.node;
    const icon = createElement('span', { class: 'mh-card__icon', children: [createIcon('globe')] });
    this.#link = createElement('a', {
      class: 'mh-card__link',
      attributes: { target: '_blank', rel: 'noopener noreferrer nofollow', draggable: 'false' },
      children: [
        icon,
        createElement('span', { class: 'mh-card__words', children: [this.#title, this.#description, this.#host] }),
      ],
    });
    this.dom = createElement('div', {
      class: 'mh-card',
      attributes: { contenteditable: 'false' },
      children: [this.#link, this.#edit],
    });
    this.#edit.addEventListener('click', () => void this.edit());
    cardViews.set(this.dom, this);
    this.#show();
    this.#unsubscribe = options.editable.subscribe(options.view, (isEditable) => {
      this.#edit.hidden = !isEditable;
    });
  }

  /** In a window of its own, which learns nothing of this one. */
  follow(): void {
    const { href } = this.#read();
    if (href !== '') openLink(href);
  }

  async edit(): Promise<void> {
    const { view } = this.#options;
    const open = await loadPart(view, async () => (await import('./card-editor.js')).openCardEditor);
    if (open === null || !this.dom.isConnected || this.#closeEditor !== null || !view.editable) return;
    const before = this.#read();
    this.#closeEditor = open({
      view,
      anchor: this.dom,
      ...before,
      onDone: (changed) => {
        this.#closeEditor = null;
        if (this.dom.isConnected) this.#write(before, changed);
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

  stopEvent({ target, type }: Event): boolean {
    if (!(target instanceof globalThis.Node)) return false;
    if (this.#edit.contains(target)) return true;
    // The browser follows the link; to drag the block is ProseMirror's business.
    return this.#link.contains(target) && (type === 'click' || type === 'keydown');
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.#unsubscribe();
    this.#closeEditor?.();
  }

  /** Only what has changed: others may have written the rest meanwhile. A card that got no address goes again. */
  #write(before: CardContent, changed: CardContent | null): void {
    const { view, getPos, onAddress } = this.#options;
    const pos = getPos();
    if (pos === undefined) return;
    const { tr } = view.state;
    if (this.#node.attrs['href'] === null && (changed ?? before).href === '') {
      view.dispatch(tr.delete(pos, pos + this.#node.nodeSize));
      return;
    }
    if (changed === null) return;
    const isNew = changed.href !== before.href;
    const title = isNew && changed.title === '' ? titleFromHref(changed.href) : changed.title;
    if (isNew) tr.setNodeAttribute(pos, 'href', changed.href);
    if (title !== before.title) tr.setNodeAttribute(pos, 'title', title);
    if (changed.description !== before.description) tr.setNodeAttribute(pos, 'description', changed.description);
    if (tr.docChanged) view.dispatch(tr);
    if (isNew && changed.title === '') onAddress(changed.href, title);
  }

  #read(): CardContent {
    const { attrs } = this.#node;
    return {
      href: linkCardAttributes.href(attrs['href']) ?? '',
      title: linkCardAttributes.title(attrs['title']),
      description: linkCardAttributes.description(attrs['description']),
    };
  }

  #show(): void {
    const { href, title, description } = this.#read();
    if (href === '') this.#link.removeAttribute('href');
    else this.#link.href = href;
    this.#title.textContent = title || titleFromHref(href) || 'Link';
    this.#description.textContent = description;
    this.#description.hidden = description === '';
    this.#host.textContent = hostOf(href) || href;
  }
}
