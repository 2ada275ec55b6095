import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnreadableRecordError } from './envelope.js';
import { decodeSegment, encodeSegment } from './history-segment.js';

const records = fc.array(
  fc.record({
    time: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
    userId: fc.option(fc.string({ unit: 'grapheme' })),
    update: fc.uint8Array(),
  }),
  { minLength: 1 },
);

describe('history segment', () => {
  it('decodes to what was encoded, with clocks that were set back and authors that are empty', async () => {
    await fc.assert(
      fc.asyncProperty(records, async (written) => {
        const segment = await decodeSegment(encodeSegment(written));
        expect(segment.from).toBe(Math.min(...written.map(({ time }) => time)));
        expect(segment.to).toBe(Math.max(...written.map(({ time }) => time)));
        expect(segment.records.map((one) => ({ ...one, update: [...one.update] }))).toEqual(
          written.map((one) => ({ ...one, update: [...one.update] })),
        );
      }),
    );
  });

  it('is found unreadable when any byte was changed or cut off', async () => {
    const stored = encodeSegment([{ time: 5, userId: 'ann', update: Uint8Array.of(1, 2, 3) }]);
    for (let at = 0; at < stored.byteLength; at++) {
      const damaged = Uint8Array.from(stored);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      await expect(decodeSegment(damaged)).rejects.toThrow(UnreadableRecordError);
      await expect(decodeSegment(stored.subarray(0, at))).rejects.toThrow(UnreadableRecordError);
    }
  });

  it('takes far less room than the records of somebody typing', () => {
    const update = Uint8Array.from({ length: 25 }, (_, index) => index);
    const typed = Array.from({ length: 1_000 }, (_, index) => ({ time: 1_000 + index * 200, userId: 'ann', update }));
    expect(encodeSegment(typed).byteLength).toBeLessThan(5_000);
  });
});
