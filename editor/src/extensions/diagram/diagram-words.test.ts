import { describe, expect, it } from 'vitest';
import { wordsFor } from './diagram-words.js';

describe('wordsFor', () => {
  it('names the line and what stands there', () => {
    const error = new Error("Parse error on line 3:\n...A --> B\n  --> [[[\n---------^\nExpecting 'AMP', got 'SQS'");
    expect(wordsFor(error)).toBe('There is a mistake in line 3 of this diagram, near “--> [[[”.');
    expect(wordsFor(new Error('Lexical error on line 2. Unrecognized text.'))).toBe(
      'There is a mistake in line 2 of this diagram.',
    );
  });

  it('says how to begin, and what is too large', () => {
    expect(wordsFor(new Error('No diagram type detected matching given configuration for text: x'))).toMatch(
      /^The first line/,
    );
    expect(wordsFor(new Error('Too many edges'))).toMatch(/too large/);
  });

  it('has a sentence for everything else', () => {
    expect(wordsFor('?')).toBe('This diagram has a mistake in it and could not be drawn.');
  });
});
