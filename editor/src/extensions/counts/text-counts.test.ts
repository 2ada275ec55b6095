import { describe, expect, it } from 'vitest';
import { countText, readingMinutes } from './text-counts.js';

describe('counting a text', () => {
  it.each([
    ['', 0, 0],
    ['One two, three.', 3, 15],
    ['don’t stop-gap 3.5', 3, 18],
    ['👩‍👩‍👧 hi', 1, 4],
    ['これはペンです', 4, 7],
    ['e\u0301', 1, 1],
  ])('%j has %d words and %d characters', (text, words, characters) => {
    expect(countText(text)).toEqual({ words, characters });
  });

  it('takes a minute for a short text and none for no text', () => {
    expect(readingMinutes({ words: 0, characters: 0 })).toBe(0);
    expect(readingMinutes({ words: 10, characters: 40 })).toBe(1);
    expect(readingMinutes({ words: 2300, characters: 9000 })).toBe(10);
  });
});
