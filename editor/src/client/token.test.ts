import { describe, expect, it } from 'vitest';
import { refreshDelay, tokenExpiry } from './token.js';

const token = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

describe('tokenExpiry', () => {
  it('is the end that the token states, in milliseconds', () => {
    expect(tokenExpiry(token({ exp: 1700000000, name: 'Zoë?>' }))).toBe(1_700_000_000_000);
  });

  it.each(['', 'opaque', 'a.b.c', 'e30.%%%.x', token(null), token('x'), token({ exp: 'soon' }), token({})])(
    'is unknown for %j',
    (text) => {
      expect(tokenExpiry(text)).toBeNull();
    },
  );
});

describe('refreshDelay', () => {
  it('leaves a tenth of the life, at most a minute and at least ten seconds', () => {
    expect(refreshDelay(token({ exp: 3600 }), 0)).toBe(3_600_000 - 60_000);
    expect(refreshDelay(token({ exp: 300 }), 0)).toBe(300_000 - 30_000);
    expect(refreshDelay(token({ exp: 60 }), 0)).toBe(50_000);
  });

  it('renews very short tokens at half their life, and never in a loop without a pause', () => {
    expect(refreshDelay(token({ exp: 8 }), 0)).toBe(4_000);
    expect(refreshDelay(token({ exp: 1 }), 5_000)).toBe(1_000);
  });

  it('is null for tokens without an end', () => {
    expect(refreshDelay('opaque', 0)).toBeNull();
  });
});
