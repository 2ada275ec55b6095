import { Plugin } from '@tiptap/pm/state';
import * as Y from 'yjs';
import { rescueLostWords } from './rescue-words.js';
import { tornWords } from './reunite-words.js';
import { bindingOf } from './shared-text.js';

/** Writes again what somebody took away without having seen it, and puts together what an undo tore. */
export function rescuing(): Plugin {
  return new Plugin({
    view: ({ state }) => {
      const rescueLost = rescueLostWords(state.schema);
      bindingOf(state)?.rescueWith((change, root) => {
        if (!change.local) return rescueLost(change, root);
        return change.origin instanceof Y.UndoManager ? tornWords(change) : null;
      });
      return {};
    },
  });
}
