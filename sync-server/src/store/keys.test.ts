import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyClock } from './key-clock.js';
import { DocumentKeys, decodeKeyText, decodeRevocationKey, documentOf, encodeKeyText, revocationKey } from './keys.js';

const texts = fc.string({ unit: fc.constantFrom('a', '\0', '\u0001', '\u00ff', '/', '文', '🙂') });

describe('text in a key', () => {
  it('decodes to what was encoded, whatever follows', () => {
    fc.assert(
      fc.property(texts, fc.uint8Array(), (text, rest) => {
        const encoded = encodeKeyText(text);
        const key = Buffer.concat([Buffer.of(7), encoded, rest]);
        expect(decodeKeyText(key, 1)).toEqual({ text, end: 1 + encoded.byteLength });
      }),
    );
  });

  it('sorts by its UTF-8 bytes, whatever follows', () => {
    fc.assert(
      fc.property(texts, texts, fc.uint8Array(), fc.uint8Array(), (a, b, restA, restB) => {
        fc.pre(a !== b);
        const keys = Buffer.compare(Buffer.concat([encodeKeyText(a), restA]), Buffer.concat([encodeKeyText(b), restB]));
        expect(keys).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});

describe('DocumentKeys', () => {
  const clock = new KeyClock(() => 1);

  it('has every key of a document in its ranges, and none of another document', () => {
    const names = texts.filter((name) => name !== '' && Buffer.byteLength(name) <= 512);
    fc.assert(
      fc.property(names, names, (a, b) => {
        fc.pre(a !== b);
        const [mine, theirs] = [new DocumentKeys(a), new DocumentKeys(b)];
        for (const kind of ['log', 'history', 'index'] as const) {
          const key = mine[kind](clock.next());
          expect(isWithin(key, mine.range(kind))).toBe(true);
          expect(isWithin(key, theirs.range(kind))).toBe(false);
          expect(documentOf(key)).toBe(a);
        }
        expect(isWithin(mine.snapshot, mine.range('snapshot'))).toBe(true);
        expect(documentOf(mine.tombstone)).toBe(a);
      }),
    );
  });

  it('sorts the log by the order of appending', () => {
    const keys = new DocumentKeys('doc');
    const made = Array.from({ length: 1_000 }, () => keys.log(clock.next()));
    expect([...made].sort(Buffer.compare)).toEqual(made);
  });
});

describe('revocationKey', () => {
  it('says everything that the revocation says', () => {
    const key = revocationKey('user', 'ann\0', 1_000, 2_000);
    expect(decodeRevocationKey(key)).toEqual({ kind: 'user', id: 'ann\0', revokedAt: 1_000, expiresAt: 2_000 });
    expect(decodeRevocationKey(revocationKey('token', 't', 1, Number.MAX_SAFE_INTEGER))).toMatchObject({
      kind: 'token',
      expiresAt: 2 ** 48 - 1,
    });
  });
});

function isWithin(key: Uint8Array, { gte, lt }: { gte: Uint8Array; lt: Uint8Array }): boolean {
  return Buffer.compare(key, gte) >= 0 && Buffer.compare(key, lt) < 0;
}
