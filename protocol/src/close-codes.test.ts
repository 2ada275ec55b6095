import { describe, expect, it } from 'vitest';
import { closeCodes, closeReasonOf, isRetryableCloseCode } from './index.js';

describe('close codes', () => {
  it('[W10] say by their hundred whether a retry can help', () => {
    const permanent = Object.entries(closeCodes).filter(([, code]) => !isRetryableCloseCode(code));
    expect(permanent.map(([reason]) => reason)).toEqual([
      'badFrame',
      'unauthenticated',
      'forbidden',
      'deleted',
      'outdatedSchema',
      'tooLarge',
    ]);
  });

  it('[W10] are found by their number', () => {
    expect(closeReasonOf(4413)).toBe('tooLarge');
    expect(closeReasonOf(1006)).toBeUndefined();
  });
});
