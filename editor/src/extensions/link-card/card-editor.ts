import type { EditorView } from '@tiptap/pm/view';
import { AnchoredPopup } from '../blocks/anchored-popup.js';
import { createButton, createElement } from '../blocks/create-element.js';

export interface CardText {
  readonly title: string;
  readonly description: string;
}

export interface CardEditorOptions extends CardText {
  readonly view: EditorView;
  readonly anchor: HTMLElement;
  /** `null`: nothing is to change. */
  readonly onDone: (changed: CardText | null) => void;
}

/** The words on a card. Answers a function that closes it without keeping them. */
export function openCardEditor({ view, anchor, title, description, onDone }: CardEditorOptions): () => void {
  const titleField = createElement('input', { class: 'mh-field', attributes: { type: 'text', maxlength: '300' } });
  const descriptionField = createElement('input', {
    class: 'mh-field',
    attributes: { type: 'text', maxlength: '1000' },
  });
  const done = createButton('mh-button mh-button--primary', 'Done');
  const element = createElement('div', {
    class: 'mh-card-editor',
    attributes: { role: 'dialog', 'aria-label': 'Edit card' },
    children: [
      createElement('label', { children: [createElement('span', { text: 'Title' }), titleField] }),
      createElement('label', { children: [createElement('span', { text: 'Description' }), descriptionField] }),
      createElement('div', { class: 'mh-formula-editor__row', children: [done] }),
    ],
  });
  titleField.value = title;
  descriptionField.value = description;
  const close = (isKept: boolean) => {
    if (!popup.isOpen) return;
    const hadFocus = element.contains(document.activeElement);
    popup.close();
    onDone(isKept ? { title: titleField.value.trim(), description: descriptionField.value.trim() } : null);
    if (hadFocus && view.dom.isConnected) view.focus();
  };
  const popup = new AnchoredPopup({ view, anchor, element, onDismiss: (reason) => close(reason === 'outside') });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    close(true);
  });
  done.addEventListener('click', () => close(true));
  titleField.focus();
  titleField.select();
  return () => close(false);
}
