import type { EditorView } from '@tiptap/pm/view';
import { popupHome } from '../blocks/tell.js';
import { readableTextOn } from '../carets/readable-text.js';
import { icon } from '../surface/icon.js';
import type { Suggestion } from './suggestion-source.js';

const gap = 6;
let lastId = 0;

/** The list below the caret, in plain DOM. The focus stays in the text; the chosen line is told by its id. */
export class SuggestionList {
  readonly element: HTMLElement;
  readonly #view: EditorView;
  readonly #onChoose: (suggestion: Suggestion) => void;
  readonly #id: string;
  #items: readonly Suggestion[] = [];
  #selected = 0;

  constructor(view: EditorView, label: string, onChoose: (suggestion: Suggestion) => void) {
    this.#view = view;
    this.#onChoose = onChoose;
    lastId += 1;
    this.#id = `mh-suggestions-${lastId}`;
    this.element = document.createElement('div');
    this.element.className = 'mh-suggestions';
    this.element.id = this.#id;
    this.element.setAttribute('role', 'listbox');
    this.element.setAttribute('aria-label', label);
    // A press must not take the focus out of the text.
    this.element.addEventListener('pointerdown', (event) => event.preventDefault());
    this.element.addEventListener('mousedown', (event) => event.preventDefault());
    this.element.addEventListener('click', (event) => this.#onClick(event));
    popupHome(view).append(this.element);
  }

  get selected(): Suggestion | undefined {
    return this.#items[this.#selected];
  }

  show(items: readonly Suggestion[]): void {
    const before = this.selected?.id;
    this.#items = items;
    // The same line stays chosen when others come or go around it.
    this.#selected = Math.max(
      0,
      items.findIndex(({ id }) => id === before),
    );
    this.#draw();
  }

  move(by: 1 | -1): void {
    const count = this.#items.length;
    if (count === 0) return;
    this.#selected = (this.#selected + by + count) % count;
    this.#mark();
  }

  /** Below the typed text, or above where there is no room. */
  place(at: number): void {
    const { left, top, bottom } = this.#view.coordsAtPos(at);
    const { offsetWidth, offsetHeight } = this.element;
    const isAbove = bottom + gap + offsetHeight > window.innerHeight && top - gap - offsetHeight > 0;
    const x = Math.max(8, Math.min(left, window.innerWidth - offsetWidth - 8));
    this.element.style.setProperty('left', `${x}px`);
    this.element.style.setProperty('top', `${isAbove ? top - gap - offsetHeight : bottom + gap}px`);
  }

  remove(): void {
    this.element.remove();
    for (const name of ['aria-controls', 'aria-activedescendant', 'aria-autocomplete', 'aria-haspopup']) {
      this.#view.dom.removeAttribute(name);
    }
  }

  #draw(): void {
    const lines: HTMLElement[] = [];
    let group: string | undefined;
    this.#items.forEach((item, index) => {
      if (item.group !== undefined && item.group !== group) lines.push(heading(item.group));
      group = item.group;
      lines.push(this.#line(item, index));
    });
    this.element.replaceChildren(...lines);
    this.#view.dom.setAttribute('aria-haspopup', 'listbox');
    this.#view.dom.setAttribute('aria-autocomplete', 'list');
    this.#view.dom.setAttribute('aria-controls', this.#id);
    this.#mark();
  }

  #line(item: Suggestion, index: number): HTMLElement {
    const line = document.createElement('div');
    line.className = 'mh-suggestion';
    line.id = `${this.#id}-${index}`;
    line.dataset['index'] = String(index);
    line.setAttribute('role', 'option');
    const sign = document.createElement('span');
    sign.className = 'mh-suggestion__sign';
    sign.setAttribute('aria-hidden', 'true');
    sign.append(typeof item.sign === 'string' ? item.sign : icon(item.sign.icon));
    if (item.color !== undefined) {
      sign.classList.add('mh-suggestion__sign--person');
      sign.style.setProperty('--mh-person', item.color);
      sign.style.setProperty('--mh-on-person', readableTextOn(item.color));
    }
    const label = document.createElement('span');
    label.className = 'mh-suggestion__label';
    label.textContent = item.label;
    line.append(sign, label);
    return line;
  }

  #mark(): void {
    for (const line of this.element.querySelectorAll<HTMLElement>('[role="option"]')) {
      const isSelected = line.dataset['index'] === String(this.#selected);
      line.setAttribute('aria-selected', String(isSelected));
      if (!isSelected) continue;
      this.#view.dom.setAttribute('aria-activedescendant', line.id);
      line.scrollIntoView({ block: 'nearest' });
    }
  }

  #onClick(event: MouseEvent): void {
    const line = event.target instanceof Element ? event.target.closest<HTMLElement>('[role="option"]') : null;
    const item = this.#items[Number(line?.dataset['index'] ?? -1)];
    if (item !== undefined) this.#onChoose(item);
  }
}

function heading(text: string): HTMLElement {
  const element = document.createElement('div');
  element.className = 'mh-suggestions__group';
  element.setAttribute('role', 'presentation');
  element.textContent = text;
  return element;
}
