import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeFrame,
  encodeFrame,
  type Frame,
  FrameError,
  frameType,
  type Hello,
  keepAliveForStockClients,
} from './index.js';

const bytes = fc.uint8Array({ maxLength: 200 });
const text = fc.string({ unit: 'grapheme', maxLength: 50 });
const count = fc.nat({ max: 2 ** 31 - 1 });

const hello: fc.Arbitrary<Hello> = fc.record(
  {
    sessionId: text,
    role: fc.constantFrom('view' as const, 'comment' as const, 'edit' as const),
    user: fc.record({ id: text, name: text, color: text }),
    limits: fc.record({ frameBytes: count, documentBytes: count, awarenessBytes: count, messagesPerSecond: count }),
    schemaVersion: count,
  },
  { requiredKeys: ['sessionId', 'role', 'limits', 'schemaVersion'] },
);

const anyFrame: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({ type: fc.constant('sync-step-1' as const), stateVector: bytes }),
  fc.record({ type: fc.constant('sync-step-2' as const), update: bytes }),
  fc.record({ type: fc.constant('update' as const), update: bytes }),
  fc.record({ type: fc.constant('awareness' as const), entries: bytes }),
  fc.record({ type: fc.constant('auth-denied' as const), reason: text }),
  fc.record({ type: fc.constant('query-awareness' as const) }),
  fc.record({ type: fc.constant('hello' as const), hello }),
  fc.record({ type: fc.constant('ack' as const), durable: fc.maxSafeNat() }),
  fc.record({ type: fc.constant('token' as const), token: text }),
  fc.record({ type: fc.constant('keep-alive' as const) }),
);

function codeOf(frame: Uint8Array): string {
  try {
    decodeFrame(frame);
  } catch (error) {
    if (error instanceof FrameError) return error.code;
    throw error;
  }
  return 'no error';
}

describe('frames', () => {
  it('[W1] decode to what was encoded', () => {
    fc.assert(
      fc.property(anyFrame, (frame) => {
        expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
      }),
    );
  });

  it.each<[string, Frame, number[]]>([
    ['step 1', { type: 'sync-step-1', stateVector: Uint8Array.of(0) }, [0, 0, 1, 0]],
    ['step 2', { type: 'sync-step-2', update: Uint8Array.of(0, 0) }, [0, 1, 2, 0, 0]],
    ['an update', { type: 'update', update: Uint8Array.of(0, 0) }, [0, 2, 2, 0, 0]],
    ['awareness', { type: 'awareness', entries: Uint8Array.of(0) }, [1, 1, 0]],
    ['a refusal', { type: 'auth-denied', reason: 'no' }, [2, 0, 2, 110, 111]],
    ['a query', { type: 'query-awareness' }, [3]],
    ['an ack', { type: 'ack', durable: 300 }, [111, 172, 2]],
    ['a token', { type: 'token', token: 'ab' }, [112, 2, 97, 98]],
    ['a keep-alive', { type: 'keep-alive' }, [113]],
  ])('[W2] write %s as these bytes', (_what, frame, expected) => {
    expect([...encodeFrame(frame)]).toEqual(expected);
  });

  it('[W3] throw nothing but FrameError for random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (frame) => {
        codeOf(frame);
      }),
      { numRuns: 2_000 },
    );
  });

  it('[W3] throw nothing but FrameError for frames that were cut or changed', () => {
    fc.assert(
      fc.property(anyFrame, fc.nat(), fc.nat(255), (frame, at, byte) => {
        const encoded = encodeFrame(frame);
        codeOf(encoded.subarray(0, at % encoded.length));
        const changed = encoded.slice();
        changed[at % encoded.length] = byte;
        codeOf(changed);
      }),
      { numRuns: 1_000 },
    );
  });

  it('[W4] do not allocate what a length claims', () => {
    const claim = [0xff, 0xff, 0xff, 0xff, 0x0f];
    expect(codeOf(Uint8Array.of(0, 2, ...claim))).toBe('truncated');
    expect(codeOf(Uint8Array.of(frameType.awareness, ...claim))).toBe('truncated');
    expect(codeOf(Uint8Array.of(frameType.token, ...claim))).toBe('truncated');
  });

  it('[W5] hold exactly one message', () => {
    expect(codeOf(new Uint8Array())).toBe('empty');
    expect(codeOf(Uint8Array.of(0))).toBe('truncated');
    expect(codeOf(Uint8Array.of(3, 3))).toBe('trailing-bytes');
    expect(codeOf(Uint8Array.of(0, 0, 1, 0, 9))).toBe('trailing-bytes');
  });

  it('[W6] name what is wrong with them', () => {
    expect(codeOf(Uint8Array.of(99))).toBe('unknown-type');
    expect(codeOf(Uint8Array.of(0, 3, 0))).toBe('unknown-type');
    expect(codeOf(Uint8Array.of(2, 1, 0))).toBe('unknown-type');
    expect(codeOf(Uint8Array.of(frameType.token, 1, 0xff))).toBe('bad-text');
    expect(codeOf(Uint8Array.of(frameType.hello, 1, 0x7b))).toBe('bad-json');
    expect(codeOf(Uint8Array.of(frameType.hello, 2, 0x7b, 0x7d))).toBe('bad-value');
  });

  it('[W7] keep a stock client alive with an awareness message about nobody', () => {
    expect(decodeFrame(keepAliveForStockClients)).toEqual({ type: 'awareness', entries: Uint8Array.of(0) });
  });
});
