import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignLines } from './written-lines.js';

describe('alignLines', () => {
  it.each([
    { known: 'a b c', written: 'a b c', pairs: [0, 1, 2] },
    { known: 'a b c', written: 'b c a', pairs: [-1, 0, 1] },
    { known: 'x a', written: 'a', pairs: [-1, 0] },
    { known: 'a', written: '', pairs: [-1] },
  ])('pairs $known with $written', ({ known, written, pairs }) => {
    expect(alignLines(known.split(' '), written.split(' '))).toEqual(pairs);
  });

  it('pairs only what is the same, in order, and as much as a search through all ways', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 7 });
    fc.assert(
      fc.property(words, words, (known, written) => {
        const pairs = alignLines(known, written);
        const taken = pairs.filter((pair) => pair !== -1);
        expect(taken).toEqual([...new Set(taken)].sort((a, b) => a - b));
        pairs.forEach((pair, row) => {
          if (pair !== -1) expect(written[pair]).toBe(known[row]);
        });
        expect(taken.length).toBe(longest(known, written));
      }),
    );
  });
});

function longest([first, ...rest]: readonly string[], written: readonly string[]): number {
  if (first === undefined) return 0;
  const at = written.indexOf(first);
  const without = longest(rest, written);
  return at === -1 ? without : Math.max(without, 1 + longest(rest, written.slice(at + 1)));
}
