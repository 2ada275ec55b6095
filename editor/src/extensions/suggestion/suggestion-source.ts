import type { EditorState, Transaction } from '@tiptap/pm/state';
import type { IconName } from '../surface/icon.js';

/** One thing that a list offers. */
export interface Suggestion {
  readonly id: string;
  readonly label: string;
  /** In front of the label: a character or initials, or an icon. */
  readonly sign: string | { readonly icon: IconName };
  /** `#rrggbb`, checked: the sign becomes a face in this colour. */
  readonly color?: string;
  /** Suggestions of one group stand together under this heading. */
  readonly group?: string;
  /** What choosing it does to the typed text between `from` and `to`. */
  choose(state: EditorState, range: { readonly from: number; readonly to: number }): Transaction;
}

/** Something that is suggested while it is typed: emoji after a colon, people after an at sign. */
export interface SuggestionSource {
  /** Names the list for those who listen. */
  readonly label: string;
  /** Sees the text of the line before the caret and ends in `$`. Group 1 is the typed text, group 2 what is looked for. */
  readonly pattern: RegExp;
  /** At most as many as a person can look through. The signal ends a search that nobody waits for any more. */
  find(query: string, signal: AbortSignal): readonly Suggestion[] | Promise<readonly Suggestion[]>;
}
