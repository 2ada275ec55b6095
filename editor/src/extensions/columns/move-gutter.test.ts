import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveGutter } from './move-gutter.js';

describe('moveGutter', () => {
  it('moves width from one side to the other', () => {
    expect(moveGutter([300, 300], 1, 60)).toEqual([0.6, 0.4]);
    expect(moveGutter([200, 200, 200], 2, -60)).toEqual([0.333, 0.233, 0.433]);
  });

  it('leaves no column too narrow to write in', () => {
    expect(moveGutter([300, 300], 1, 1_000)).toEqual([0.85, 0.15]);
  });

  it('gives shares that make a whole, whatever is dragged where', () => {
    const widths = fc.array(fc.integer({ min: 1, max: 2_000 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(widths, fc.nat(5), fc.integer({ min: -4_000, max: 4_000 }), (columns, index, moved) => {
        const shares = moveGutter(columns, index, moved);
        expect(shares.every((share) => share >= 0)).toBe(true);
        expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1)).toBeLessThan(0.005);
      }),
    );
  });
});
