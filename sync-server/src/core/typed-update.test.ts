import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readTypedUpdate } from './typed-update.js';
import { decodeAndCheck, readUpdate } from './update.js';

/** The updates of typing into a text that has something in it. */
function typing(clientID: number, texts: readonly string[]): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.clientID = clientID;
  doc.getText('t').insert(0, 'ab');
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const [index, text] of texts.entries()) doc.getText('t').insert(index % 3, text);
  return updates;
}

const outcome = (read: (update: Uint8Array) => unknown, update: Uint8Array) => {
  try {
    return read(update);
  } catch (error) {
    return String(error);
  }
};

describe('readTypedUpdate', () => {
  it('reads what typing makes, at any place, for any client', () => {
    for (const client of [0, 127, 128, 2 ** 32 - 1]) {
      for (const update of typing(client, ['x', 'yz', '  ', 'x'.repeat(200)])) {
        expect(readTypedUpdate(update)).toEqual(decodeAndCheck(update));
      }
    }
  });

  it.each([
    ['text past ASCII', 'é'],
    ['surrogate pairs', '😀'],
  ])('leaves %s to Yjs, whose lengths are not bytes', (_name, text) => {
    for (const update of typing(1, [text])) expect(readTypedUpdate(update)).toBeNull();
  });

  it('leaves deletions, marks and first texts to Yjs', () => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    doc.getText('t').insert(0, 'first');
    doc.getText('t').delete(0, 1);
    doc.getText('t').format(0, 2, { bold: true });
    doc.getMap('m').set('key', 'value');
    expect(updates.map(readTypedUpdate)).toEqual(updates.map(() => null));
  });

  it('says of every change to such an update what reading it in full says', () => {
    const change = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }), cut: fc.nat(3) });
    fc.assert(
      fc.property(fc.constantFrom(1, 300, 2 ** 31), fc.array(change, { maxLength: 3 }), (client, changes) => {
        for (const update of typing(client, ['x', 'hello'])) {
          let bytes = [...update];
          for (const { at, byte, cut } of changes) bytes.splice(at % bytes.length, cut, byte);
          bytes = bytes.slice(0, 60);
          const changed = Uint8Array.from(bytes);
          const read = readTypedUpdate(changed);
          if (read !== null) expect(read).toEqual(outcome(decodeAndCheck, changed));
          expect(outcome(readUpdate, changed)).toEqual(outcome(decodeAndCheck, changed));
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['nothing', []],
    ['a number that never ends', [1, 1, ...Array.from({ length: 12 }, () => 0xff)]],
    ['an operation after itself', [1, 1, 5, 3, 0x84, 5, 3, 1, 0x61, 0]],
    ['no text', [1, 1, 5, 3, 0x84, 5, 2, 0, 0]],
    ['a text that is longer than the update', [1, 1, 5, 3, 0x84, 5, 2, 9, 0x61, 0]],
    ['bytes behind the end', [1, 1, 5, 3, 0x84, 5, 2, 1, 0x61, 0, 0]],
  ])('reads nothing into %s', (_name, bytes) => expect(readTypedUpdate(Uint8Array.from(bytes))).toBeNull());
});
