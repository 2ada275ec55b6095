import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { readClipboard } from './clipboard-content.js';
import { insertPasted } from './paste-step.js';
import { oneLine } from './plain-text.js';

/** Pasting into the title: the words, on one line. */
export const titlePasting = Extension.create({
  name: 'manyhandsTitlePasting',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          paste(view, event) {
            if (event.clipboardData === null || !view.editable) return false;
            event.preventDefault();
            const { text, html } = readClipboard(event.clipboardData);
            if (text !== '') insertWords(view, text);
            else if (html !== '')
              wordsIn(html).then(
                (words) => insertWords(view, words),
                () => undefined,
              );
            return true;
          },
        },
      },
    }),
  ],
});

/** More is no title. UTF-16 units. */
const maxLength = 1000;

function insertWords(view: EditorView, text: string): void {
  const words = oneLine(text).slice(0, maxLength);
  if (words !== '' && !view.isDestroyed) insertPasted(view, view.state.tr.insertText(words));
}

/** Few programs copy HTML without its words beside it. */
async function wordsIn(html: string): Promise<string> {
  const { parseInert } = await import('./inert-html.js');
  return parseInert(html).body.textContent ?? '';
}
