import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DeletedSet } from './deleted-set.js';
import { readUpdate } from './update.js';
import type { DeletedRanges } from './update-contents.js';

function ranges(client: number, ...runs: [clock: number, len: number][]): DeletedRanges {
  return new Map([[client, runs.map(([clock, len]) => ({ clock, len }))]]);
}

function setOf(...parts: DeletedRanges[]): DeletedSet {
  const set = new DeletedSet();
  for (const part of parts) set.add(part);
  return set;
}

describe('what a document has deleted', () => {
  it('[R3] covers nothing at first but the absence of deletions', () => {
    expect(setOf().covers(new Map())).toBe(true);
    expect(setOf().covers(ranges(1, [0, 1]))).toBe(false);
  });

  it('[R3] covers a run to both of its ends and not one operation further', () => {
    const set = setOf(ranges(1, [5, 3]));
    expect(set.covers(ranges(1, [5, 3]))).toBe(true);
    expect(set.covers(ranges(1, [6, 1]))).toBe(true);
    expect(set.covers(ranges(1, [4, 1]))).toBe(false);
    expect(set.covers(ranges(1, [4, 2]))).toBe(false);
    expect(set.covers(ranges(1, [7, 1]))).toBe(true);
    expect(set.covers(ranges(1, [7, 2]))).toBe(false);
    expect(set.covers(ranges(1, [8, 1]))).toBe(false);
  });

  it('[R3] covers what neighbouring and overlapping runs hold together, but no gap between them', () => {
    const set = setOf(ranges(1, [0, 2]), ranges(1, [2, 2]), ranges(1, [3, 5]), ranges(1, [9, 1]));
    expect(set.covers(ranges(1, [0, 8]))).toBe(true);
    expect(set.covers(ranges(1, [0, 9]))).toBe(false);
    expect(set.covers(ranges(1, [8, 1]))).toBe(false);
    expect(set.covers(ranges(1, [9, 1]))).toBe(true);
  });

  it('[R3] keeps the longer of two runs that begin together, in either order', () => {
    expect(setOf(ranges(1, [0, 9]), ranges(1, [0, 2])).covers(ranges(1, [0, 9]))).toBe(true);
    expect(setOf(ranges(1, [0, 2]), ranges(1, [0, 9])).covers(ranges(1, [0, 9]))).toBe(true);
  });

  it('[R3] keeps clients apart, and covers a set only if it covers all of it', () => {
    const set = setOf(ranges(1, [0, 2]), ranges(2, [0, 1]));
    expect(set.covers(ranges(2, [0, 2]))).toBe(false);
    expect(set.covers(new Map([...ranges(1, [0, 2]), ...ranges(2, [0, 1])]))).toBe(true);
    expect(set.covers(new Map([...ranges(1, [0, 2]), ...ranges(3, [0, 1])]))).toBe(false);
    expect(set.covers(ranges(1, [0, 1], [5, 1]))).toBe(false);
  });

  it('leaves the ranges that it was given as they were', () => {
    const [first, second] = [ranges(1, [3, 2]), ranges(1, [5, 2], [0, 3])];
    setOf(first, second, ranges(1, [0, 20]));
    expect(first).toEqual(ranges(1, [3, 2]));
    expect(second).toEqual(ranges(1, [5, 2], [0, 3]));
  });

  const run = fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 6 }));
  const anyRanges = fc
    .array(fc.tuple(fc.constantFrom(1, 2), fc.array(run, { minLength: 1, maxLength: 4 })), { maxLength: 2 })
    .map((clients): DeletedRanges => new Map(clients.flatMap(([client, runs]) => [...ranges(client, ...runs)])));

  it('[R3] covers exactly the operations that were added, however they were grouped', () => {
    fc.assert(
      fc.property(fc.array(anyRanges, { maxLength: 8 }), anyRanges, (added, asked) => {
        const all = new Set(added.flatMap(operations));
        expect(setOf(...added).covers(asked)).toBe(operations(asked).every((operation) => all.has(operation)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('[R3] knows what Yjs has deleted in any document, and nothing that it shows', () => {
    const edit = fc.record({
      author: fc.nat(1),
      at: fc.nat(1_000),
      text: fc.string({ maxLength: 5 }),
      erase: fc.nat(4),
      sync: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
        const docs = [new Y.Doc(), new Y.Doc()];
        const set = new DeletedSet();
        docs.forEach((doc, author) => {
          doc.clientID = author + 1;
          doc.on('update', (update: Uint8Array) => set.add(readUpdate(update).deleted));
        });
        for (const { author, at, text, erase, sync } of edits) {
          const [doc, other] = author === 0 ? [docs[0]!, docs[1]!] : [docs[1]!, docs[0]!];
          const body = doc.getText('t');
          const index = at % (body.length + 1);
          if (text !== '') body.insert(index, text);
          body.delete(index, Math.min(erase, body.length - index));
          if (sync) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)));
        }
        const [doc, other] = [docs[0]!, docs[1]!];
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
        const deleted = readUpdate(Y.encodeStateAsUpdate(doc)).deleted;
        expect(set.covers(deleted)).toBe(true);
        const isDeleted = new Set(operations(deleted));
        for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(doc))) {
          for (let at = 0; at < clock; at++) {
            expect(set.covers(ranges(client, [at, 1]))).toBe(isDeleted.has(`${client}:${at}`));
          }
        }
      }),
    );
  });
});

/** Every operation of the ranges, by client and clock. */
function operations(deleted: DeletedRanges): string[] {
  return [...deleted].flatMap(([client, runs]) =>
    runs.flatMap(({ clock, len }) => Array.from({ length: len }, (_, offset) => `${client}:${clock + offset}`)),
  );
}
