import { Plugin } from '@tiptap/pm/state';
import * as Y from 'yjs';
import { rescuer } from '../../client/rescue/rescue-content.js';
import { tornWords } from './reunite-words.js';
import { bindingOf } from './shared-text.js';

/** Writes again what somebody took away without having seen it, and puts together what an undo tore. */
export function rescuing(): Plugin {
  return new Plugin({
    view: ({ state }) => {
      const binding = bindingOf(state);
      const rescueLost = rescuer(state.schema, (client) => client === binding?.doc.clientID);
      binding?.rescueWith((change, root) => {
        if (!change.local) return rescueLost(change, root);
        return change.origin instanceof Y.UndoManager ? tornWords(change) : null;
      });
      return {};
    },
  });
}
