import { describe, expect, it } from 'vitest';
import { writeDocument } from './write-document.mjs';

describe('writeDocument', () => {
  it('writes as many words as it is asked for, to within a block', () => {
    const counted = writeDocument({ wordCount: 5_000, seed: 1 }).match(/[A-Za-z]+/g) ?? [];
    // Addresses, `const` and the language of code are words to this count, and not to the writer's.
    expect(counted.length).toBeGreaterThan(5_000);
    expect(counted.length).toBeLessThan(6_000);
  });

  it('writes the same document from the same seed only', () => {
    const wordCount = 500;
    const first = writeDocument({ wordCount, seed: 1 });
    expect(writeDocument({ wordCount, seed: 1 })).toBe(first);
    expect(writeDocument({ wordCount, seed: 2 })).not.toBe(first);
  });

  it('has every kind of block', () => {
    const markdown = writeDocument({ wordCount: 3_000, seed: 1 });
    for (const start of ['## ', '### ', '- ', '1. ', '- [x] ', '- [ ] ', '> ', '| ', '```js']) {
      expect(markdown.split('\n').some((line) => line.startsWith(start))).toBe(true);
    }
    for (const mark of ['**', '_', '](https://']) expect(markdown).toContain(mark);
  });
});
