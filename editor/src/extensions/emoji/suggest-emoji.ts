import type { PreferenceStore } from '../../client/preferences.js';
import type { Suggestion } from '../suggestion/suggestion-source.js';
import { findEmoji } from './emoji-data.js';

export { emojiNamed } from './emoji-data.js';

const maxShown = 8;

/** Emoji for what was typed, those first that this person uses. */
export function suggestEmoji(query: string, preferences: PreferenceStore): Suggestion[] {
  const recent = preferences.getSnapshot().recentEmoji;
  return findEmoji(query, recent, maxShown).map(({ character, names }) => ({
    id: character,
    label: `:${names.find((name) => name.startsWith(query.toLowerCase())) ?? names[0] ?? ''}:`,
    sign: character,
    choose: (state, { from, to }) => {
      preferences.update({ recentEmoji: [character, ...recent.filter((other) => other !== character)] });
      return state.tr.replaceWith(from, to, state.schema.text(character, state.doc.resolve(from).marks()));
    },
  }));
}
