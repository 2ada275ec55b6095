import { Plugin } from '@tiptap/pm/state';
import { rescueLostWords } from './rescue-words.js';
import { bindingOf } from './shared-text.js';

/** Writes again what somebody took away without having seen it. */
export function rescuing(): Plugin {
  return new Plugin({
    view: ({ state }) => {
      bindingOf(state)?.rescueWith(rescueLostWords(state.schema));
      return {};
    },
  });
}
