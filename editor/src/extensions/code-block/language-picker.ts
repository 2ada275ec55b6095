import type { EditorView } from '@tiptap/pm/view';
import { AnchoredPopup } from '../blocks/anchored-popup.js';
import { createElement } from '../blocks/create-element.js';
import { type CodeLanguage, findLanguage, searchLanguages } from './code-languages.js';

export interface LanguagePickerOptions {
  readonly view: EditorView;
  readonly anchor: HTMLElement;
  readonly current: string | null;
  /** `null` for plain text. */
  readonly onChoose: (language: string | null) => void;
}

/** A list of languages that gets shorter with each letter typed. */
export function openLanguagePicker({ view, anchor, current, onChoose }: LanguagePickerOptions): void {
  if (anchor.getAttribute('aria-expanded') === 'true') return;
  const list = createElement('ul', {
    class: 'mh-languages__list',
    attributes: { role: 'listbox', id: 'mh-languages', 'aria-label': 'Languages' },
  });
  const field = createElement('input', {
    class: 'mh-field',
    attributes: {
      type: 'text',
      role: 'combobox',
      placeholder: 'Find a language',
      autocomplete: 'off',
      spellcheck: 'false',
      autocapitalize: 'off',
      'aria-label': 'Find a language',
      'aria-expanded': 'true',
      'aria-controls': 'mh-languages',
      'aria-autocomplete': 'list',
    },
  });
  const none = createElement('p', { class: 'mh-languages__none', attributes: { role: 'status' } });
  const element = createElement('div', {
    class: 'mh-languages',
    attributes: { role: 'dialog', 'aria-label': 'Language of the code' },
    children: [field, list, none],
  });
  const chosen = current === null ? 'plaintext' : (findLanguage(current)?.id ?? current);
  let found: readonly CodeLanguage[] = [];
  let at = 0;

  const mark = () => {
    for (const [index, item] of [...list.children].entries())
      item.classList.toggle('mh-languages__item--at', index === at);
    const item = list.children[at];
    if (item === undefined) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', item.id);
    item?.scrollIntoView({ block: 'nearest' });
  };
  const search = () => {
    found = searchLanguages(field.value);
    list.replaceChildren(...found.map((language) => createItem(language, language.id === chosen)));
    list.hidden = found.length === 0;
    none.textContent = found.length === 0 ? 'No language by this name.' : '';
    at =
      field.value === ''
        ? Math.max(
            0,
            found.findIndex(({ id }) => id === chosen),
          )
        : 0;
    mark();
  };
  const close = (isFocusKept: boolean) => {
    popup.close();
    anchor.setAttribute('aria-expanded', 'false');
    if (!isFocusKept) view.focus();
  };
  const choose = (language: CodeLanguage | undefined) => {
    if (language === undefined) return;
    close(false);
    onChoose(language.id === 'plaintext' ? null : language.id);
  };
  const popup = new AnchoredPopup({
    view,
    anchor,
    element,
    align: 'end',
    onDismiss: (reason) => close(reason === 'outside'),
  });
  anchor.setAttribute('aria-expanded', 'true');
  field.addEventListener('input', search);
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step !== undefined) at = Math.max(0, Math.min(found.length - 1, at + step));
    else if (event.key === 'Enter') choose(found[at]);
    else if (event.key === 'Tab') close(false);
    else return;
    event.preventDefault();
    mark();
  });
  // The field keeps the focus while the list is used with a pointer.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    choose(found[[...list.children].findIndex((item) => target instanceof Node && item.contains(target))]);
  });
  search();
  field.focus();
}

function createItem({ id, name }: CodeLanguage, isChosen: boolean): HTMLElement {
  return createElement('li', {
    class: 'mh-languages__item',
    text: name,
    attributes: { role: 'option', id: `mh-language-${id}`, 'aria-selected': String(isChosen) },
  });
}
