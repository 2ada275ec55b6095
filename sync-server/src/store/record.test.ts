import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { YjsWriter } from '../../test/support/yjs-writer.js';
import { crc32 } from './checksum.js';
import { UnreadableRecordError } from './envelope.js';
import { decodeLogRecord, decodeSnapshot, encodeLogRecord, encodeSnapshot } from './record.js';

const times = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const userIds = fc.option(fc.string({ unit: 'grapheme' }));
const texts = fc.string({ minLength: 1, unit: 'grapheme' });

describe('log record', () => {
  it('decodes to what was encoded', () => {
    fc.assert(
      fc.property(times, userIds, texts, (time, userId, text) => {
        const { update } = new YjsWriter().type(text);
        const decoded = decodeLogRecord(encodeLogRecord({ time, userId, update }));
        expect({ ...decoded, update: Buffer.from(decoded.update) }).toEqual({
          time,
          userId,
          update: Buffer.from(update),
        });
      }),
    );
  });

  it('is found unreadable when any byte was changed', () => {
    const stored = encodeLogRecord(new YjsWriter('ann').type('hello'));
    fc.assert(
      fc.property(fc.nat({ max: stored.byteLength - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Uint8Array.from(stored);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        expect(() => decodeLogRecord(damaged)).toThrow(UnreadableRecordError);
      }),
    );
  });

  it('is found unreadable when it was cut off anywhere', () => {
    const stored = encodeLogRecord(new YjsWriter('ann').type('hello'));
    for (let length = 0; length < stored.byteLength; length++) {
      expect(() => decodeLogRecord(stored.subarray(0, length))).toThrow(UnreadableRecordError);
    }
  });

  it('throws nothing but UnreadableRecordError for bytes of any kind', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => decodeLogRecord(bytes)).toThrow(UnreadableRecordError);
      }),
    );
  });

  it('tells a record of another version from a damaged one', () => {
    const stored = encodeLogRecord(new YjsWriter().type('a'));
    const newer = Uint8Array.from(stored);
    newer[0] = 2;
    expect(() => decodeLogRecord(newer)).toThrow('checksum');
    new DataView(newer.buffer).setUint32(1, crc32(newer.subarray(5), 2));
    expect(() => decodeLogRecord(newer)).toThrow('version');
  });

  it('is found unreadable when its update is none, though every byte is as it was written', () => {
    const { update } = new YjsWriter().type('hello');
    const cut = encodeLogRecord({ time: 1, userId: null, update: update.subarray(0, -3) });
    expect(() => decodeLogRecord(cut)).toThrow('content');
    const trailing = encodeLogRecord({ time: 1, userId: null, update: Buffer.concat([update, Buffer.of(0)]) });
    expect(() => decodeLogRecord(trailing)).toThrow('content');
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses to encode the time %d', (time) => {
    expect(() => encodeLogRecord({ time, userId: null, update: new Uint8Array() })).toThrow(RangeError);
  });
});

describe('snapshot', () => {
  it('decodes to what was encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.option(fc.uint8Array({ minLength: 1 })), (...parts) => {
        const [stateVector, update, foldedUntil] = parts;
        const decoded = decodeSnapshot(encodeSnapshot({ stateVector, update, foldedUntil }));
        expect(Buffer.from(decoded.stateVector)).toEqual(Buffer.from(stateVector));
        expect(Buffer.from(decoded.update)).toEqual(Buffer.from(update));
        expect(decoded.foldedUntil === null ? null : [...decoded.foldedUntil]).toEqual(foldedUntil && [...foldedUntil]);
      }),
    );
  });
});
