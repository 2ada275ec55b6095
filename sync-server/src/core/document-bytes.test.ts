import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { textOf, Writer } from '../../test/support/core-harness.js';
import { DocumentBytes, mergeMany } from './document-bytes.js';
import { readUpdate } from './update.js';
import type { DeletedRanges } from './update-contents.js';

const nothing: DeletedRanges = new Map();
const blank = { snapshot: null, snapshotStateVector: null };

/** A document of these parts, appended one after the other. */
function bytesOf(updates: readonly Uint8Array[], snapshot: Uint8Array | null = null, tail: Uint8Array[] = []) {
  const bytes = new DocumentBytes({ snapshot, snapshotStateVector: null, tail });
  for (const update of updates) bytes.append(update, readUpdate(update));
  return bytes;
}

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

/** The same document by everything that Yjs can say of it: content, who wrote how much, and what is deleted. */
function expectSame(update: Uint8Array, expected: readonly Uint8Array[]): void {
  const [doc, other] = [docOf([update]), docOf(expected)];
  expect(doc.getText('t').toString()).toBe(other.getText('t').toString());
  expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(other));
}

/** The updates of two people who write in turns and now and then hear of each other. */
const twoPeople = fc
  .array(
    fc.record({
      author: fc.nat(1),
      at: fc.nat(1_000),
      text: fc.string({ maxLength: 4 }),
      erase: fc.nat(3),
      hears: fc.boolean(),
    }),
    { maxLength: 20 },
  )
  .map((steps) => {
    const updates: Uint8Array[] = [];
    const docs = [1, 2].map((clientId) => {
      const doc = new Y.Doc();
      doc.clientID = clientId;
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== 'heard') updates.push(update);
      });
      return doc;
    });
    for (const { author, at, text, erase, hears } of steps) {
      const [doc, other] = [docs[author]!, docs[1 - author]!];
      if (hears) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'heard');
      const body = doc.getText('t');
      const index = at % (body.length + 1);
      if (text !== '') body.insert(index, text);
      body.delete(index, Math.min(erase, body.length - index));
    }
    return updates;
  });

describe('a document as bytes', () => {
  it('that was never written is an empty update', () => {
    const bytes = new DocumentBytes({ ...blank, tail: [] });
    expect(bytes.whole()).toEqual(Uint8Array.of(0, 0));
    expect(bytes.since(Uint8Array.of(0))).toEqual(Uint8Array.of(0, 0));
    expect(bytes.byteLength).toBe(2);
    expect(bytes.knowsDeleted(nothing)).toBe(true);
    expect(bytes.knowsDeleted(new Map([[1, [{ clock: 0, len: 1 }]]]))).toBe(false);
  });

  it('is its snapshot with its tail and what came since, in any grouping', () => {
    fc.assert(
      fc.property(
        twoPeople,
        fc.nat(20),
        fc.nat(20),
        fc.array(fc.boolean(), { maxLength: 20 }),
        (updates, a, b, asks) => {
          const [first, second] = [Math.min(a, b), Math.max(a, b)];
          const folded = updates.slice(0, first);
          const snapshot = folded.length === 0 ? null : Y.mergeUpdates(folded);
          const bytes = bytesOf([], snapshot, updates.slice(first, second));
          updates.slice(second).forEach((update, index) => {
            bytes.append(update, readUpdate(update));
            // Whoever asks in between folds what there is.
            if (asks[index] === true) bytes.whole();
          });
          expectSame(bytes.whole(), updates);
        },
      ),
    );
  });

  it('takes updates twice and in any order', () => {
    const orders = twoPeople.chain((updates) =>
      fc.record({
        updates: fc.constant(updates),
        shuffled: fc.shuffledSubarray([...updates, ...updates], { minLength: 2 * updates.length }),
      }),
    );
    fc.assert(
      fc.property(orders, ({ updates, shuffled }) => {
        expectSame(bytesOf(shuffled).whole(), updates);
      }),
    );
  });

  it('is merged once, and shared until something comes', () => {
    const writer = new Writer();
    const bytes = bytesOf([writer.type('a'), writer.type('b')]);
    const whole = bytes.whole();
    expect(bytes.whole()).toBe(whole);
    expect(bytes.since(Uint8Array.of(0))).toBe(whole);
    const before = whole.slice();
    const update = writer.type('c');
    bytes.append(update, readUpdate(update));
    expect(textOf([bytes.whole()])).toBe('abc');
    expect(whole).toEqual(before);
  });

  it('leaves the list that it was loaded from as it was', () => {
    const writer = new Writer();
    const tail = [writer.type('a'), writer.type('b')];
    const bytes = bytesOf([writer.type('c')], null, tail);
    bytes.whole();
    expect(tail).toHaveLength(2);
  });

  it('knows how many bytes it holds, before and after they are merged', () => {
    const writer = new Writer();
    const [snapshot, second, third] = [writer.type('one '), writer.type('two '), writer.type('three')];
    const bytes = bytesOf([third], snapshot, [second]);
    expect(bytes.byteLength).toBe(snapshot.byteLength + second.byteLength + third.byteLength);
    expect(bytes.whole().byteLength).toBeLessThan(snapshot.byteLength + second.byteLength + third.byteLength);
    expect(bytes.byteLength).toBe(bytes.whole().byteLength);
  });
});

describe('what a peer lacks', () => {
  it('[R6] is nothing for one that has all of it, and is said as an update', () => {
    const writer = new Writer();
    const bytes = bytesOf([writer.type('hi')]);
    expect(bytes.since(Y.encodeStateVector(writer.doc))).toEqual(Uint8Array.of(0, 0));
  });

  it('[R6] brings a peer up to date that has any part, and one that has other things as well', () => {
    fc.assert(
      fc.property(twoPeople, fc.nat(20), (updates, seen) => {
        const peer = docOf(updates.slice(0, seen));
        peer.getText('t').insert(0, 'own');
        Y.applyUpdate(peer, bytesOf(updates).since(Y.encodeStateVector(peer)));
        expectSame(Y.encodeStateAsUpdate(peer), [...updates, Y.encodeStateAsUpdate(peer)]);
        const own = Y.diffUpdate(Y.encodeStateAsUpdate(peer), Y.encodeStateVector(docOf(updates)));
        expectSame(Y.encodeStateAsUpdate(peer), [...updates, own]);
      }),
    );
  });

  it('[R6] does not say again what a peer has', () => {
    const writer = new Writer(7);
    const first = writer.type('hello');
    const stateVector = Y.encodeStateVector(writer.doc);
    const bytes = bytesOf([first, writer.type(' you')]);
    expect(readUpdate(bytes.since(stateVector)).inserted).toEqual([{ client: 7, clock: 5, length: 4 }]);
  });
});

describe('deletions that are known', () => {
  it('[R3] are those of the snapshot, of the tail and of what came since', () => {
    const writer = new Writer(7);
    const snapshot = Y.mergeUpdates([writer.type('0123456789'), writer.erase(0, 1)]);
    const tail = writer.erase(0, 1);
    const bytes = bytesOf([], snapshot, [tail]);
    const known = (clock: number) => bytes.knowsDeleted(new Map([[7, [{ clock, len: 1 }]]]));
    expect([0, 1, 2, 3].map(known)).toEqual([true, true, false, false]);
    const later = writer.erase(0, 1);
    bytes.append(later, readUpdate(later));
    expect([0, 1, 2, 3].map(known)).toEqual([true, true, true, false]);
    bytes.whole();
    const last = writer.erase(0, 1);
    bytes.append(last, readUpdate(last));
    expect([0, 1, 2, 3].map(known)).toEqual([true, true, true, true]);
  });

  it('[R3] are all that Yjs says, whenever somebody asks first', () => {
    fc.assert(
      fc.property(twoPeople, fc.nat(20), (updates, askedAfter) => {
        const bytes = bytesOf(updates.slice(0, askedAfter));
        bytes.knowsDeleted(nothing);
        for (const update of updates.slice(askedAfter)) bytes.append(update, readUpdate(update));
        const doc = docOf(updates);
        const { deleted } = readUpdate(Y.encodeStateAsUpdate(doc));
        expect(bytes.knowsDeleted(deleted)).toBe(true);
        const [shown] = [...readUpdate(Y.encodeStateAsUpdate(doc)).inserted].flatMap(({ client, clock, length }) =>
          Array.from({ length }, (_, offset) => ({ client, clock: clock + offset })).filter((operation) => {
            const runs = deleted.get(operation.client) ?? [];
            return !runs.some((run) => operation.clock >= run.clock && operation.clock < run.clock + run.len);
          }),
        );
        if (shown !== undefined) {
          expect(bytes.knowsDeleted(new Map([[shown.client, [{ clock: shown.clock, len: 1 }]]]))).toBe(false);
        }
      }),
    );
  });
});

describe('merging many updates', () => {
  it('gives an empty update for none, and the very bytes of a single one', () => {
    const update = new Writer().type('hi');
    expect(mergeMany([])).toEqual(Uint8Array.of(0, 0));
    expect(mergeMany([update])).toBe(update);
  });

  it.each([2, 255, 256, 257, 512, 513, 1_000])('merges %i into the same document', (count) => {
    const writer = new Writer();
    const updates = Array.from({ length: count }, (_, index) =>
      index % 5 === 4 ? writer.erase(0, 1) : writer.type(String(index % 10)),
    );
    const given = [...updates];
    expectSame(mergeMany(updates), updates);
    expect(updates).toEqual(given);
  });

  it('merges as Yjs does, in any grouping', () => {
    fc.assert(
      fc.property(twoPeople, fc.nat(20), (updates, split) => {
        const parts = [mergeMany(updates.slice(0, split)), mergeMany(updates.slice(split))];
        expectSame(mergeMany(updates), updates);
        expectSame(mergeMany(parts), updates);
        if (updates.length > 0) expect(mergeMany(updates)).toEqual(Y.mergeUpdates(updates));
      }),
    );
  });
});
