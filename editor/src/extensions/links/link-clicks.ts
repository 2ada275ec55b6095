import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { openLink } from './open-link.js';

/**
 * Ctrl or ⌘ with a click, and the middle button, open a link of the text, which browsers leave to the page where text can
 * be edited. Readers' clicks they follow themselves.
 */
export function linkClicks(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        // The caret stays; the middle button would scroll with the mouse, and on Linux paste what is selected.
        mousedown: (view, event) => takes(view, event) !== null,
        mouseup: (view, event) => takes(view, event) !== null,
        click: follow,
        auxclick: follow,
      },
    },
  });
}

function follow(view: EditorView, event: MouseEvent): boolean {
  const href = takes(view, event);
  if (href !== null) openLink(href);
  return href !== null;
}

/** The address that a click is for; the browser does nothing with it then. */
function takes(view: EditorView, event: MouseEvent): string | null {
  const { button, target, ctrlKey, metaKey } = event;
  const isOpening = button === 1 || (button === 0 && (ctrlKey || metaKey));
  if (!view.editable || !isOpening || !(target instanceof Element)) return null;
  const link = target.closest('a[href]');
  // Mentions, cards and files look after their own.
  if (link === null || link.closest('[contenteditable="false"]') !== null) return null;
  event.preventDefault();
  return link.getAttribute('href');
}
