/** How long a text is. */
export interface TextCounts {
  readonly words: number;
  /** As people count them: an emoji or an accented letter is one. Line ends are none. */
  readonly characters: number;
}

export const noCounts: TextCounts = { words: 0, characters: 0 };

const wordsPerMinute = 230;

/** Whole minutes, at least one for any text. */
export function readingMinutes({ words }: TextCounts): number {
  return words === 0 ? 0 : Math.max(1, Math.round(words / wordsPerMinute));
}

let segmenters: { readonly words: Intl.Segmenter; readonly graphemes: Intl.Segmenter } | null = null;

/** Counts one line. Words are found by the rules of its script, also where there are no spaces between them. */
export function countText(text: string): TextCounts {
  if (text === '') return noCounts;
  // Most text is plain, and segmenting it costs a hundred times as much.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of plain letters
  if (/^[\u0000-\u024f\u2010-\u2027]*$/.test(text)) return { words: plainWords(text), characters: text.length };
  if (typeof Intl.Segmenter === 'undefined') return { words: plainWords(text), characters: [...text].length };
  segmenters ??= {
    words: new Intl.Segmenter(undefined, { granularity: 'word' }),
    graphemes: new Intl.Segmenter(undefined, { granularity: 'grapheme' }),
  };
  let words = 0;
  for (const { isWordLike } of segmenters.words.segment(text)) if (isWordLike === true) words += 1;
  let characters = 0;
  for (const _ of segmenters.graphemes.segment(text)) characters += 1;
  return { words, characters };
}

function plainWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’.,\-‐][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}
