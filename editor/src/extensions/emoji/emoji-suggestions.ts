import { type PreferenceStore, preferences } from '../../client/preferences.js';
import type { InputRule } from '../input-rules/input-rule.js';
import type { SuggestionSource } from '../suggestion/suggestion-source.js';

type EmojiData = Pick<typeof import('./suggest-emoji.js'), 'suggestEmoji' | 'emojiNamed'>;

/** Emoji by their names. The list of them is loaded with the first colon that is followed by letters. */
export class EmojiSuggestions {
  readonly #preferences: PreferenceStore;
  #data: EmojiData | null = null;

  constructor(store: PreferenceStore = preferences()) {
    this.#preferences = store;
  }

  readonly source: SuggestionSource = {
    label: 'Emoji',
    // After a space, and letters: a time of day is none.
    pattern: /(?:^|[\s(\ufffc])(:([a-z+][a-z0-9_+-]{1,30}))$/i,
    find: (query) => {
      const suggest = ({ suggestEmoji }: EmojiData) => suggestEmoji(query, this.#preferences);
      return this.#data === null ? this.#load().then(suggest) : suggest(this.#data);
    },
  };

  /** `:name:` written out. */
  readonly rule: InputRule = {
    pattern: /(?<![\p{L}\p{N}:]):([a-z0-9_+-]{2,40}):$/iu,
    apply: ({ state, from, to, match }) => {
      const character = this.#data?.emojiNamed(match[1] ?? '');
      if (character === undefined) return null;
      return state.tr.replaceWith(from, to, state.schema.text(character, state.doc.resolve(from).marks()));
    },
  };

  async #load(): Promise<EmojiData> {
    const { suggestEmoji, emojiNamed } = await import('./suggest-emoji.js');
    this.#data = { suggestEmoji, emojiNamed };
    return this.#data;
  }
}
