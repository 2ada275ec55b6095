import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AwarenessEntry, decodeAwareness, encodeAwareness, FrameError, parseAwarenessState } from './index.js';

const encoder = new TextEncoder();

const entry: fc.Arbitrary<AwarenessEntry> = fc.record({
  clientId: fc.nat({ max: 2 ** 31 - 1 }),
  clock: fc.nat({ max: 2 ** 31 - 1 }),
  state: fc.option(fc.dictionary(fc.string(), fc.jsonValue()).map((value) => encoder.encode(JSON.stringify(value)))),
});

function stateCode(state: Uint8Array): string {
  try {
    parseAwarenessState(state);
  } catch (error) {
    if (error instanceof FrameError) return error.code;
    throw error;
  }
  return 'no error';
}

describe('awareness entries', () => {
  it('[W8] decode to what was encoded', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        expect(decodeAwareness(encodeAwareness(entries))).toEqual(entries);
      }),
    );
  });

  it('[W8] throw nothing but FrameError for random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (body) => {
        try {
          decodeAwareness(body);
        } catch (error) {
          expect(error).toBeInstanceOf(FrameError);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('[W8] do not allocate what a count claims', () => {
    expect(() => decodeAwareness(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f))).toThrow(FrameError);
  });

  it('[W8] read the JSON null as "left"', () => {
    expect(decodeAwareness(Uint8Array.of(1, 5, 2, 4, 0x6e, 0x75, 0x6c, 0x6c))).toEqual([
      { clientId: 5, clock: 2, state: null },
    ]);
  });

  it('[W9] hold JSON objects only', () => {
    expect(parseAwarenessState(encoder.encode('{"user":{}}'))).toEqual({ user: {} });
    expect(stateCode(encoder.encode('[1]'))).toBe('bad-value');
    expect(stateCode(encoder.encode('5'))).toBe('bad-value');
    expect(stateCode(encoder.encode('{'))).toBe('bad-json');
    expect(stateCode(Uint8Array.of(0xff, 0xff))).toBe('bad-text');
  });
});
