import { Plugin, PluginKey, Selection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { CardOffer } from './card-offer.js';
import { loneUrl, titleFromHref } from './card-text.js';
import { completeCard } from './complete-card.js';

/** A paragraph that holds nothing but a pasted address; the position is before it. */
interface PastedUrl {
  readonly pos: number;
  readonly href: string;
}

const key = new PluginKey<PastedUrl | null>('manyhandsPastedUrl');

/** Offers to show an address that was pasted on a line of its own as a card. */
export function pasteOffer(server: string): Plugin<PastedUrl | null> {
  let offer: CardOffer | null = null;
  let turn = 0;
  return new Plugin<PastedUrl | null>({
    key,
    state: { init: () => null, apply: (tr, pasted) => next(tr, pasted) },
    props: {
      handleKeyDown: (_view, event) => {
        if (offer === null) return false;
        if (event.key === 'ArrowDown') offer.focus();
        else if (event.key === 'Escape') offer.close();
        else return false;
        return true;
      },
    },
    view: () => ({
      update: (view, before) => {
        const pasted = key.getState(view.state) ?? null;
        const earlier = key.getState(before) ?? null;
        if (pasted === null || pasted.href === earlier?.href) {
          if (pasted === null) offer?.close();
          return;
        }
        turn += 1;
        const own = turn;
        void import('./card-offer.js').then(
          ({ openCardOffer }) => {
            const current = view.isDestroyed ? null : (key.getState(view.state) ?? null);
            if (current === null || own !== turn) return;
            offer = openCardOffer({
              view,
              pos: current.pos + 1 + current.href.length,
              onCard: () => showAsCard(view, server, current),
              onClosed: () => {
                offer = null;
              },
            });
          },
          // It stays a link.
          () => undefined,
        );
      },
      destroy: () => offer?.close(),
    }),
  });
}

function next(tr: Transaction, pasted: PastedUrl | null): PastedUrl | null {
  if (tr.getMeta('paste') === true || tr.getMeta('uiEvent') === 'paste') return findPasted(tr);
  if (pasted === null) return null;
  const moved = { ...pasted, pos: tr.mapping.map(pasted.pos) };
  // Other people's edits move it; its own writer's next letter answers the question.
  return isThere(tr, moved) && caretIsIn(tr, moved) ? moved : null;
}

function findPasted(tr: Transaction): PastedUrl | null {
  const { $head, empty } = tr.selection;
  const href = empty && $head.parent.type.name === 'paragraph' ? loneUrl($head.parent.textContent) : null;
  if (href === null || $head.parentOffset !== $head.parent.content.size) return null;
  return { pos: $head.before(), href };
}

function isThere({ doc }: Transaction, { pos, href }: PastedUrl): boolean {
  const node = pos <= doc.content.size ? doc.nodeAt(pos) : null;
  return node?.type.name === 'paragraph' && node.textContent.trim() === href;
}

function caretIsIn({ selection: { $head } }: Transaction, { pos }: PastedUrl): boolean {
  return $head.depth > 0 && $head.before() === pos;
}

function showAsCard(view: EditorView, server: string, { href, pos }: PastedUrl): void {
  const { state } = view;
  const { linkCard, paragraph } = state.schema.nodes;
  const line = state.doc.nodeAt(pos);
  if (linkCard === undefined || paragraph === undefined || line?.textContent.trim() !== href) return;
  const title = titleFromHref(href);
  const $pos = state.doc.resolve(pos);
  if (!$pos.parent.canReplaceWith($pos.index(), $pos.index() + 1, linkCard)) return;
  const card = linkCard.create({ href, title });
  const tr = state.tr.replaceWith(pos, pos + line.nodeSize, [card, paragraph.create()]);
  view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(pos + card.nodeSize + 1))).scrollIntoView());
  view.focus();
  void completeCard(view, { server, href, guess: title });
}
