import type { Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { createElement } from '../blocks/create-element.js';
import { indentsOf, type ListedHeading } from './headings.js';
import type { HeadingsSignal } from './headings-signal.js';

/** The headings of the document as links. It reads and never writes. */
export class ContentsView implements NodeView {
  readonly dom: HTMLElement;
  readonly #list = createElement('ul', { class: 'mh-contents__list' });
  readonly #none = createElement('p', {
    class: 'mh-contents__none',
    text: 'The headings of this document will be listed here.',
  });
  readonly #view: EditorView;
  readonly #unsubscribe: () => void;
  #shown = '';

  constructor(view: EditorView, headings: HeadingsSignal) {
    this.#view = view;
    this.dom = createElement('nav', {
      class: 'mh-contents mh-chrome',
      attributes: { 'aria-label': 'Table of contents', contenteditable: 'false' },
      children: [this.#list, this.#none],
    });
    this.#list.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (link === null) return;
      event.preventDefault();
      this.#goTo([...this.#list.querySelectorAll('a')].indexOf(link), headings.read(view));
    });
    this.#unsubscribe = headings.subscribe(view, (found) => this.#show(found));
  }

  update(node: Node): boolean {
    return node.type.name === 'tableOfContents';
  }

  selectNode(): void {
    this.dom.classList.add('ProseMirror-selectednode');
  }

  deselectNode(): void {
    this.dom.classList.remove('ProseMirror-selectednode');
  }

  stopEvent({ target }: Event): boolean {
    return target instanceof Element && target.closest('a') !== null;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.#unsubscribe();
  }

  #show(headings: readonly ListedHeading[]): void {
    const shown = JSON.stringify(headings.map(({ level, text }) => [level, text]));
    if (shown === this.#shown) return;
    this.#shown = shown;
    const indents = indentsOf(headings);
    this.#list.replaceChildren(
      ...headings.map(({ text }, index) => {
        const link = createElement('a', { text, attributes: { href: '#', draggable: 'false' } });
        const item = createElement('li', { attributes: { dir: 'auto' }, children: [link] });
        item.style.setProperty('--mh-contents-indent', String(indents[index] ?? 0));
        return item;
      }),
    );
    this.#list.hidden = headings.length === 0;
    this.#none.hidden = headings.length > 0;
  }

  #goTo(index: number, headings: readonly ListedHeading[]): void {
    const view = this.#view;
    const heading = headings[index];
    if (heading === undefined) return;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    // The caret first: it opens toggles that the heading is folded away in.
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, heading.pos + 1)));
    if (view.editable) view.focus();
    const element = view.nodeDOM(heading.pos);
    if (element instanceof HTMLElement)
      element.scrollIntoView({ block: 'start', behavior: isStill ? 'auto' : 'smooth' });
  }
}
