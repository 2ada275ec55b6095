import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenBucket } from './token-bucket.js';

/** How many of `count` takes at one moment are let through. */
function admitted(bucket: TokenBucket, count: number, now: number): number {
  return Array.from({ length: count }, () => bucket.take(now)).filter(Boolean).length;
}

describe('a token bucket', () => {
  it('[S8] lets five seconds’ worth through at once, and not one more', () => {
    expect(admitted(new TokenBucket(3, 1_000), 100, 1_000)).toBe(15);
  });

  it('[S8] fills by one at a time, no earlier than its rate allows', () => {
    const bucket = new TokenBucket(2, 0);
    expect(admitted(bucket, 10, 0)).toBe(10);
    expect(bucket.take(499)).toBe(false);
    expect(bucket.take(500)).toBe(true);
    expect(bucket.take(500)).toBe(false);
    expect(admitted(bucket, 10, 2_000)).toBe(3);
  });

  it('[S8] is full again after five seconds, and never fuller', () => {
    const bucket = new TokenBucket(2, 0);
    admitted(bucket, 10, 0);
    expect(admitted(bucket, 100, 5_000)).toBe(10);
    expect(admitted(bucket, 100, 1_000_000)).toBe(10);
  });

  it('[S8] takes nothing for what it refuses', () => {
    const bucket = new TokenBucket(1, 0);
    expect(admitted(bucket, 1_000, 0)).toBe(5);
    expect(admitted(bucket, 1_000, 1_000)).toBe(1);
  });

  it('lets everything through with a rate of 0', () => {
    expect(admitted(new TokenBucket(0, 0), 10_000, 0)).toBe(10_000);
  });

  it('gives nothing for a clock that is set back, and fills from there on', () => {
    const bucket = new TokenBucket(1, 3_600_000);
    admitted(bucket, 5, 3_600_000);
    expect(bucket.take(0)).toBe(false);
    expect(bucket.take(999)).toBe(false);
    expect(bucket.take(1_000)).toBe(true);
  });

  it('[S8] never lets more through than its burst and its rate over any stretch of time', () => {
    const pauses = fc.array(fc.record({ pauseMs: fc.nat(4_000), takes: fc.nat(30) }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), pauses, (perSecond, rounds) => {
        const bucket = new TokenBucket(perSecond, 0);
        const admissions: { at: number; count: number }[] = [];
        let now = 0;
        for (const { pauseMs, takes } of rounds) {
          now += pauseMs;
          admissions.push({ at: now, count: admitted(bucket, takes, now) });
        }
        for (let from = 0; from < admissions.length; from++) {
          let sum = 0;
          for (const { at, count } of admissions.slice(from)) {
            sum += count;
            const seconds = (at - (admissions[from]?.at ?? 0)) / 1_000;
            // A thousandth for what sums of fractions lose.
            expect(sum).toBeLessThanOrEqual(perSecond * 5 + perSecond * seconds + 0.001);
          }
        }
      }),
    );
  });

  it('[S8] never refuses whoever stays within the rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.array(fc.nat(50), { maxLength: 50 }), (perSecond, extras) => {
        const bucket = new TokenBucket(perSecond, 0);
        let now = 0;
        for (const extraMs of extras) {
          now += Math.ceil(1_000 / perSecond) + extraMs;
          expect(bucket.take(now)).toBe(true);
        }
      }),
    );
  });
});
