import type { EditorView } from '@tiptap/pm/view';
import { AnchoredPopup } from '../blocks/anchored-popup.js';
import { createButton, createElement } from '../blocks/create-element.js';
import { linkAddress } from './link-address.js';

export interface CardText {
  readonly title: string;
  readonly description: string;
}

export interface CardContent extends CardText {
  /** Empty while the card has none. */
  readonly href: string;
}

export interface CardEditorOptions extends CardContent {
  readonly view: EditorView;
  readonly anchor: HTMLElement;
  /** `null`: nothing is to change. */
  readonly onDone: (changed: CardContent | null) => void;
}

/** Where a card leads and the words on it. Answers a function that closes it without keeping them. */
export function openCardEditor({ view, anchor, onDone, ...card }: CardEditorOptions): () => void {
  const address = field(4_000, { inputmode: 'url', autocapitalize: 'off', spellcheck: 'false' });
  const title = field(300);
  const description = field(1_000);
  const problem = createElement('p', { class: 'mh-card-editor__problem', attributes: { role: 'alert' } });
  const done = createButton('mh-button mh-button--primary', 'Done');
  const element = createElement('div', {
    class: 'mh-card-editor',
    attributes: { role: 'dialog', 'aria-label': 'Edit card' },
    children: [
      labelled('Address', address),
      problem,
      labelled('Title', title),
      labelled('Description', description),
      createElement('div', { class: 'mh-formula-editor__row', children: [done] }),
    ],
  });
  address.value = card.href;
  title.value = card.title;
  description.value = card.description;
  const close = (changed: CardContent | null) => {
    if (!popup.isOpen) return;
    const hadFocus = element.contains(document.activeElement);
    popup.close();
    onDone(changed);
    if (hadFocus && view.dom.isConnected) view.focus();
  };
  const read = (href: string): CardContent => ({
    href,
    title: title.value.trim(),
    description: description.value.trim(),
  });
  const keep = () => {
    const href = linkAddress(address.value);
    if (href !== null) return close(read(href));
    problem.textContent = 'This cannot be a link. Use an address such as https://example.com.';
    address.setAttribute('aria-invalid', 'true');
    address.focus();
  };
  // Somebody who goes on elsewhere cannot be asked again: an address that is none stays what it was.
  const leave = () => close(read(linkAddress(address.value) ?? card.href));
  const popup = new AnchoredPopup({
    view,
    anchor,
    element,
    onDismiss: (reason) => (reason === 'outside' ? leave() : close(null)),
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    keep();
  });
  address.addEventListener('input', () => {
    problem.textContent = '';
    address.removeAttribute('aria-invalid');
  });
  done.addEventListener('click', keep);
  const first = card.href === '' ? address : title;
  first.focus();
  first.select();
  return () => close(null);
}

function field(maxLength: number, attributes: Readonly<Record<string, string>> = {}): HTMLInputElement {
  return createElement('input', {
    class: 'mh-field',
    attributes: { type: 'text', maxlength: String(maxLength), ...attributes },
  });
}

function labelled(name: string, input: HTMLInputElement): HTMLLabelElement {
  return createElement('label', { children: [createElement('span', { text: name }), input] });
}
