import type { EditorView } from '@tiptap/pm/view';
import { AnchoredPopup } from './anchored-popup.js';
import { createElement } from './create-element.js';
import { createIcon, type IconName } from './icon.js';

export interface Choice<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly icon: IconName;
}

export interface ChoiceMenuOptions<Id extends string> {
  readonly view: EditorView;
  readonly anchor: HTMLElement;
  readonly label: string;
  readonly choices: readonly Choice<Id>[];
  readonly current: Id;
  readonly onChoose: (id: Id) => void;
  /** After it has gone, by whatever way. */
  readonly onClosed: () => void;
}

/** One of a few, as a menu: arrows, first letters, Enter, Escape. */
export function openChoiceMenu<Id extends string>(options: ChoiceMenuOptions<Id>): () => void {
  const { view, anchor, choices, current } = options;
  const items = choices.map(({ id, title, icon }) =>
    createElement('div', {
      class: 'mh-choices__item',
      attributes: { role: 'menuitemradio', tabindex: '-1', 'aria-checked': String(id === current), 'data-id': id },
      children: [createIcon(icon), createElement('span', { text: title })],
    }),
  );
  const element = createElement('div', {
    class: 'mh-choices',
    attributes: { role: 'menu', 'aria-label': options.label },
    children: items,
  });
  const close = (isByKey: boolean) => {
    if (!popup.isOpen) return;
    const hadFocus = element.contains(document.activeElement);
    popup.close();
    anchor.setAttribute('aria-expanded', 'false');
    if (hadFocus && isByKey) view.focus();
    options.onClosed();
  };
  const popup = new AnchoredPopup({ view, anchor, element, onDismiss: (reason) => close(reason === 'escape') });
  const choose = (item: Element | undefined) => {
    const choice = choices.find(({ id }) => id === (item instanceof HTMLElement ? item.dataset['id'] : undefined));
    if (choice === undefined) return;
    close(true);
    options.onChoose(choice.id);
  };
  anchor.setAttribute('aria-expanded', 'true');
  element.addEventListener('click', ({ target }) => choose(items.find((item) => item.contains(target as Node))));
  element.addEventListener('keydown', (event) => {
    const at = items.findIndex((item) => item.matches(':focus'));
    const next = nextItem(event.key, at, choices);
    if (next !== null) items[next]?.focus();
    else if (event.key === 'Enter' || event.key === ' ') choose(items[at]);
    else if (event.key === 'Tab') close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  items[
    Math.max(
      0,
      choices.findIndex(({ id }) => id === current),
    )
  ]?.focus();
  return () => close(false);
}

function nextItem(key: string, at: number, choices: readonly Choice<string>[]): number | null {
  const count = choices.length;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key.length !== 1 || key === ' ') return null;
  const letter = key.toLowerCase();
  for (let step = 1; step <= count; step++) {
    const index = (at + step) % count;
    if (choices[index]?.title.toLowerCase().startsWith(letter)) return index;
  }
  return null;
}
