import type { EditorState, Transaction } from '@tiptap/pm/state';

/** Text that somebody has just typed and that a rule recognises. */
export interface TypedText {
  /** With everything typed so far in it, also the key that completes the text. */
  readonly state: EditorState;
  /** Where the match starts and ends in the document; it ends at the caret. */
  readonly from: number;
  readonly to: number;
  readonly match: RegExpExecArray;
}

/** What typed text turns into. */
export interface InputRule {
  /** Ends in `$`. Sees the text of the block up to the caret, inline objects as U+FFFC, at most `maxRuleText` of it. */
  readonly pattern: RegExp;
  /** Completed by Enter and not by a character. The caret stays in the line. */
  readonly onEnter?: boolean;
  /** Whether Enter goes on to do what it does after the rule has run. */
  readonly passEnter?: boolean;
  /** The conversion, or `null` if the text stays as it is. Must not have effects. */
  apply(typed: TypedText): Transaction | null;
}

/** How much text before the caret a rule sees, in UTF-16 units: what is typed is short, and keys must stay fast. */
export const maxRuleText = 1000;
