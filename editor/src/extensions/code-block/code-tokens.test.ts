import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CodeToken, shiftTokens } from './code-tokens.js';

const token = (from: number, to: number): CodeToken => ({ from, to, kind: 'k' });

describe('shiftTokens', () => {
  it('moves what is behind an insertion and leaves what is before it', () => {
    expect(shiftTokens([token(0, 2), token(5, 7)], 'ab cd ef', 'ab cXd ef')).toEqual([token(0, 2), token(6, 8)]);
  });

  it('stretches the token that is typed in', () => {
    expect(shiftTokens([token(0, 8)], '// words', '// my words')).toEqual([token(0, 11)]);
  });

  it('drops what was deleted', () => {
    expect(shiftTokens([token(0, 3), token(4, 7)], 'let abc;', 'let ;')).toEqual([token(0, 3)]);
  });

  it('stays inside of the text and in order, whatever the change', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(fc.nat(40), { maxLength: 12 }), (before, after, edges) => {
        const sorted = [...new Set(edges.filter((edge) => edge <= before.length))].sort((a, b) => a - b);
        const tokens = sorted.slice(1).map((to, index) => token(sorted[index] ?? 0, to));
        let last = 0;
        for (const { from, to } of shiftTokens(tokens, before, after)) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(after.length);
          last = to;
        }
      }),
    );
  });
});
