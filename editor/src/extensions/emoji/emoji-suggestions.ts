import { type PreferenceStore, preferences } from '../../client/preferences.js';
import type { InputRule } from '../input-rules/input-rule.js';
import type { Suggestion, SuggestionSource } from '../suggestion/suggestion-source.js';

type EmojiData = Pick<typeof import('./emoji-data.js'), 'findEmoji' | 'emojiNamed'>;

const maxShown = 8;

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
    find: (query) => (this.#data === null ? this.#load().then(() => this.#find(query)) : this.#find(query)),
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

  async #load(): Promise<void> {
    const { findEmoji, emojiNamed } = await import('./emoji-data.js');
    this.#data = { findEmoji, emojiNamed };
  }

  #find(query: string): Suggestion[] {
    const recent = this.#preferences.getSnapshot().recentEmoji;
    return (this.#data?.findEmoji(query, recent, maxShown) ?? []).map(({ character, names }) => ({
      id: character,
      label: `:${names.find((name) => name.startsWith(query.toLowerCase())) ?? names[0] ?? ''}:`,
      sign: character,
      choose: (state, { from, to }) => {
        this.#preferences.update({ recentEmoji: [character, ...recent.filter((other) => other !== character)] });
        return state.tr.replaceWith(from, to, state.schema.text(character, state.doc.resolve(from).marks()));
      },
    }));
  }
}
