import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Writer } from '../../test/support/core-harness.js';
import { BadFrameError } from './errors.js';
import { isEmptyUpdate, readUpdate } from './update.js';

function refusal(update: Uint8Array): string {
  try {
    readUpdate(update);
  } catch (error) {
    if (error instanceof BadFrameError) return error.message;
    throw error;
  }
  return 'taken';
}

/** An item of text: client 7 at `clock`, with an origin of the same client. */
function itemAfter(originClock: number, clock: number): Uint8Array {
  return Uint8Array.of(1, 1, 7, clock, 0x84, 7, originClock, 1, 0x61, 0);
}

describe('reading an update', () => {
  it('[S6] says what it inserts and deletes', () => {
    const writer = new Writer(7);
    expect(readUpdate(writer.type('hello')).inserted).toEqual([{ client: 7, clock: 0, length: 5 }]);
    const { inserted, deleted } = readUpdate(writer.erase(1, 2));
    expect(inserted).toEqual([]);
    expect([...deleted]).toEqual([[7, [expect.objectContaining({ clock: 1, len: 2 })]]]);
    expect(isEmptyUpdate(readUpdate(Uint8Array.of(0, 0)))).toBe(true);
  });

  it('[S6] takes what Yjs makes, also with gaps', () => {
    const writer = new Writer(7);
    const updates = ['a', 'b', 'c'].map((letter) => writer.type(letter));
    const withGap = Y.mergeUpdates([updates[0] ?? new Uint8Array(), updates[2] ?? new Uint8Array()]);
    expect(readUpdate(withGap).inserted).toEqual([
      { client: 7, clock: 0, length: 1 },
      { client: 7, clock: 2, length: 1 },
    ]);
  });

  it.each<[string, number[], string]>([
    ['bytes after the end', [0, 0, 0], 'bytes follow the end of the update'],
    ['no bytes', [], 'the update cannot be decoded'],
    ['a cut update', [1, 1, 7, 0, 4, 1], 'the update cannot be decoded'],
    ['an unknown content', [1, 1, 7, 0, 0x1f, 1, 1, 0x74, 0], 'the update cannot be decoded'],
    ['an empty operation', [1, 1, 7, 0, 4, 1, 1, 0x74, 0, 0], 'the update holds an empty operation'],
    ['an empty deletion', [0, 1, 7, 1, 0, 0], 'the update holds an empty deletion'],
    [
      'clients in ascending order',
      [2, 1, 7, 0, 4, 1, 1, 0x74, 1, 0x61, 1, 8, 0, 4, 1, 1, 0x74, 1, 0x61, 0],
      'the update lists its clients out of order',
    ],
    [
      'a client twice',
      [2, 1, 7, 0, 4, 1, 1, 0x74, 1, 0x61, 1, 7, 0, 4, 1, 1, 0x74, 1, 0x61, 0],
      'the update lists a client twice',
    ],
  ])('[S6] refuses %s', (_what, bytes, message) => {
    expect(refusal(Uint8Array.from(bytes))).toBe(message);
  });

  it('[S6] refuses an operation that refers to its own future, which would break every reader for good', () => {
    expect(refusal(itemAfter(3, 4))).toBe('taken');
    expect(refusal(itemAfter(4, 4))).toBe('an operation refers to its own future');
    expect(refusal(itemAfter(9, 4))).toBe('an operation refers to its own future');
  });

  it('[S6] throws nothing but BadFrameError, and what it takes can be merged and integrated', () => {
    const writer = new Writer(7);
    const base = writer.type('some text to change');
    fc.assert(
      fc.property(fc.nat(base.length - 1), fc.nat(255), fc.uint8Array({ maxLength: 40 }), (at, byte, noise) => {
        const changed = base.slice();
        changed[at] = byte;
        for (const update of [changed, noise]) {
          if (refusal(update) !== 'taken') continue;
          Y.mergeUpdates([base, update]);
          const doc = new Y.Doc();
          Y.applyUpdate(doc, update);
          Y.applyUpdate(doc, base);
          Y.encodeStateAsUpdate(doc);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
