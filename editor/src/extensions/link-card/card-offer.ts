import type { EditorView } from '@tiptap/pm/view';
import { AnchoredPopup } from '../blocks/anchored-popup.js';
import { createButton, createElement } from '../blocks/create-element.js';

export interface CardOfferOptions {
  readonly view: EditorView;
  /** Position behind the pasted address. */
  readonly pos: number;
  readonly onCard: () => void;
  readonly onClosed: () => void;
}

export interface CardOffer {
  focus(): void;
  close(): void;
}

/** Asks beside a pasted address whether it should be a card. It does not take the focus: who types on has answered. */
export function openCardOffer({ view, pos, onCard, onClosed }: CardOfferOptions): CardOffer {
  const keep = createButton('mh-button mh-button--quiet', 'Keep link');
  const card = createButton('mh-button mh-button--quiet', 'Show as card');
  const element = createElement('div', {
    class: 'mh-card-offer',
    attributes: { role: 'dialog', 'aria-label': 'Link pasted' },
    children: [
      createElement('span', {
        class: 'mh-visually-hidden',
        text: 'Link pasted. Press the down arrow to show it as a card.',
        attributes: { role: 'status' },
      }),
      keep,
      card,
    ],
  });
  const close = () => {
    if (!popup.isOpen) return;
    const hadFocus = element.contains(document.activeElement);
    popup.close();
    if (hadFocus) view.focus();
    onClosed();
  };
  const popup = new AnchoredPopup({
    view,
    element,
    anchor: { getBoundingClientRect: () => caretBox(view, pos) },
    onDismiss: close,
  });
  keep.addEventListener('click', close);
  card.addEventListener('click', () => {
    close();
    onCard();
  });
  element.addEventListener('keydown', (event) => {
    const isBack = event.key === 'ArrowLeft' || event.key === 'ArrowUp';
    if (isBack && document.activeElement === keep) close();
    else if (isBack) keep.focus();
    else if (event.key === 'ArrowRight' || event.key === 'ArrowDown') card.focus();
    else return;
    event.preventDefault();
  });
  return { focus: () => card.focus(), close };
}

function caretBox(view: EditorView, pos: number): DOMRect {
  if (view.isDestroyed) return new DOMRect();
  const { left, top, bottom } = view.coordsAtPos(Math.min(pos, view.state.doc.content.size));
  return new DOMRect(left, top, 1, bottom - top);
}
