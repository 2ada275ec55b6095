import { textChange } from './text-change.js';

/** What was composed where somebody took the letters away. */
export interface ComposedWords {
  readonly words: string;
  /** What of it stood there when they did: they saw that at most. */
  readonly seen: string;
  /** What stood there before. */
  readonly replaced: string;
  /** Where they ended in the block then. */
  readonly end: number;
}

/**
 * What a composition made of the text of its block, with the letters that were typed right after it.
 *
 * @param start the text before the composition
 * @param taken the text when they were taken away
 * @param caret where the caret stands in `now`
 */
export function composedWords(start: string, taken: string, now: string, caret: number | null): ComposedWords | null {
  const changes = [textChange(start, taken, null), textChange(start, now, caret)].filter((change) => change !== null);
  if (changes.length === 0) return null;
  const from = Math.min(...changes.map(({ at }) => at));
  const behind = start.length - Math.max(...changes.map(({ at, remove }) => at + remove));
  const part = (text: string) => text.slice(from, text.length - behind);
  return { words: part(now), seen: part(taken), replaced: part(start), end: taken.length - behind };
}
