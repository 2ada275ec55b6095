/** What somebody looks for. */
export interface FindQuery {
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly isPattern: boolean;
}

export const emptyQuery: FindQuery = { text: '', matchCase: false, wholeWord: false, isPattern: false };

export type CompiledQuery =
  | { readonly kind: 'pattern'; readonly source: string; readonly flags: string }
  | { readonly kind: 'empty' }
  /** A sentence that says what is wrong with it. */
  | { readonly kind: 'invalid'; readonly sentence: string };

/** The regular expression that finds what a query means. */
export function compileQuery({ text, matchCase, wholeWord, isPattern }: FindQuery): CompiledQuery {
  if (text === '') return { kind: 'empty' };
  const wanted = isPattern ? `(?:${text})` : escaped(text);
  const source = wholeWord ? `(?<![\\p{L}\\p{N}_])${wanted}(?![\\p{L}\\p{N}_])` : wanted;
  const flags = matchCase ? 'gu' : 'giu';
  try {
    // By itself first: a bracket that closes ours would go unnoticed.
    if (isPattern) new RegExp(text, flags);
    new RegExp(source, flags);
  } catch (error) {
    return { kind: 'invalid', sentence: sentenceFor(error) };
  }
  return { kind: 'pattern', source, flags };
}

/** A space finds a hard one too: nobody sees the difference. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/[ \u00a0]/g, '[ \\u00a0]');
}

const reasons: readonly (readonly [RegExp, string])[] = [
  [/unterminated group|missing \)/i, 'A bracket ( is not closed.'],
  [/unmatched '\)'|unmatched \)/i, 'A bracket ) was never opened.'],
  [/unterminated character class|missing \]/i, 'A bracket [ is not closed.'],
  [/nothing to repeat|incomplete quantifier|lone quantifier/i, 'There is nothing before *, + or ? to repeat.'],
  [/range out of order/i, 'A range ends before it starts.'],
  [/escape|\\ at end/i, 'A \\ stands before something that needs none, or at the end.'],
  [/numbers out of order/i, 'The numbers in { } are the wrong way round.'],
];

function sentenceFor(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const detail = message.slice(message.lastIndexOf(':') + 1);
  return reasons.find(([reason]) => reason.test(detail))?.[1] ?? 'This is no regular expression.';
}
