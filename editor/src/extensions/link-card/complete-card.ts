import type { EditorView } from '@tiptap/pm/view';
import { fetchLinkPreview } from './link-preview.js';

export interface GuessedCard {
  /** Origin of the server, which may know the page. */
  readonly server: string;
  readonly href: string;
  /** The title that was guessed from the address. */
  readonly guess: string;
}

/** Adds what the server knows, where nobody has changed the card meanwhile. */
export async function completeCard(view: EditorView, { server, href, guess }: GuessedCard): Promise<void> {
  const preview = await fetchLinkPreview(server, href);
  if (preview === null || view.isDestroyed || !view.editable) return;
  const { tr, doc } = view.state;
  doc.descendants((node, pos) => {
    const isOurs = node.type.name === 'linkCard' && node.attrs['href'] === href && node.attrs['title'] === guess;
    if (isOurs) {
      tr.setNodeAttribute(pos, 'title', preview.title).setNodeAttribute(pos, 'description', preview.description);
    }
    return !node.isTextblock;
  });
  if (tr.docChanged) view.dispatch(tr);
}
