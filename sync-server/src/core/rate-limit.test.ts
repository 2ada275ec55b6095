import { describe, expect, it } from 'vitest';
import { RateLimit } from './rate-limit.js';

describe('RateLimit', () => {
  it('lets a minute’s worth through at once and the rest as the minute passes', () => {
    const limit = new RateLimit(6);
    for (let count = 0; count < 6; count++) expect(limit.take('a', 0)).toBeNull();
    expect(limit.take('a', 0)).toBe(10_000);
    expect(limit.take('b', 0)).toBeNull();
    expect(limit.take('a', 9_000)).toBe(1_000);
    expect(limit.take('a', 10_000)).toBeNull();
    expect(limit.take('a', 10_000)).toBe(10_000);
  });

  it('lets everything through without a limit', () => {
    const limit = new RateLimit(0);
    for (let count = 0; count < 1_000; count++) expect(limit.take('a', 0)).toBeNull();
  });

  it('remembers a bounded number of addresses, and the busy ones longest', () => {
    const limit = new RateLimit(1);
    limit.take('first', 0);
    for (let count = 0; count < 9_999; count++) limit.take(`address ${count}`, 0);
    expect(limit.take('first', 0)).not.toBeNull();
    limit.take('one more', 0);
    expect(limit.take('first', 0)).not.toBeNull();
    expect(limit.take('address 0', 0)).toBeNull();
  });
});
