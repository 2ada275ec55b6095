import { describe, expect, it } from 'vitest';
import { retryDelay } from './retry-delay.js';

describe('retryDelay', () => {
  it('doubles up to a bound', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 100].map((failures) => retryDelay(failures, null, 1));
    expect(delays).toEqual([300, 600, 1_200, 2_400, 4_800, 8_000, 8_000, 8_000]);
  });

  it('is spread, so that not everybody returns in the same moment', () => {
    expect(retryDelay(6, null, 0)).toBe(4_000);
    expect(retryDelay(6, null, 0.5)).toBe(6_000);
  });

  it('is longer when the server asked for patience', () => {
    expect(retryDelay(1, 'tooFast', 1)).toBe(5_000);
    expect(retryDelay(1, 'storeUnavailable', 1)).toBe(2_000);
  });
});
