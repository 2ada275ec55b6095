import type { EditorView } from '@tiptap/pm/view';
import { createElement } from './create-element.js';

const shownMs = 6_000;

/** One sentence beside the text, shown for a while and read out. A new one takes the place of the last. */
function tell(view: EditorView, sentence: string): void {
  const home = popupHome(view);
  let region = home.querySelector<HTMLElement>(':scope > .mh-tell');
  if (region === null) {
    region = createElement('div', { class: 'mh-tell', attributes: { role: 'status' } });
    home.append(region);
  }
  const note = createElement('p', { text: sentence });
  region.replaceChildren(note);
  setTimeout(() => note.remove(), shownMs);
}

/** Where popups of the editor live: beside the text, never in it. */
export function popupHome({ dom }: EditorView): HTMLElement {
  return dom.closest<HTMLElement>('.mh-editor') ?? dom.parentElement ?? document.body;
}

/**
 * Loads a part that is not needed to read and write. Without a network and with a cold cache that fails; then it says
 * so, and answers null.
 */
export async function loadPart<Part>(view: EditorView, load: () => Promise<Part>): Promise<Part | null> {
  try {
    return await load();
  } catch {
    if (!view.isDestroyed) {
      tell(view, 'This part of the editor could not be loaded. Your text is safe. Check the connection and try again.');
    }
    return null;
  }
}
