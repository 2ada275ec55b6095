import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { readClipboard } from './clipboard-content.js';
import { parseInert } from './inert-html.js';
import { insertPasted } from './insert-pasted.js';
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
            const words = oneLine(text !== '' ? text : wordsIn(html)).slice(0, maxLength);
            if (words !== '') insertPasted(view, view.state.tr.insertText(words));
            return true;
          },
        },
      },
    }),
  ],
});

/** More is no title. UTF-16 units. */
const maxLength = 1000;

function wordsIn(html: string): string {
  return parseInert(html).body.textContent ?? '';
}
