import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BadFrameError } from './errors.js';
import { StateVector } from './state-vector.js';
import { readUpdate } from './update.js';
import type { ClockRange } from './update-contents.js';

function range(client: number, clock: number, length: number): ClockRange {
  return { client, clock, length };
}

function clocksOf(stateVector: StateVector): Map<number, number> {
  return Y.decodeStateVector(stateVector.encode());
}

/** Clients' clocks, as a state vector holds them. */
const clocks = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 9 })), { maxLength: 5 })
  .map((entries) => new Map(entries));

/** A document that several people wrote at the same time, with the update of each edit. */
const edits = fc.array(
  fc.record({
    author: fc.nat(2),
    at: fc.nat(1_000),
    text: fc.string({ minLength: 1, maxLength: 4 }),
    erase: fc.nat(3),
  }),
  { maxLength: 20 },
);

function written(steps: readonly { author: number; at: number; text: string; erase: number }[]) {
  const updates: Uint8Array[] = [];
  const authors = [1, 2, 3].map((clientId) => {
    const doc = new Y.Doc();
    doc.clientID = clientId;
    doc.on('update', (update: Uint8Array) => updates.push(update));
    return doc.getText('t');
  });
  for (const { author, at, text, erase } of steps) {
    const body = authors[author]!;
    const index = at % (body.length + 1);
    body.insert(index, text);
    body.delete(0, Math.min(erase, body.length));
  }
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return { updates, doc };
}

describe('a state vector', () => {
  it('is read and written byte for byte as Yjs does', () => {
    const { doc } = written([
      { author: 0, at: 0, text: 'abc', erase: 1 },
      { author: 2, at: 0, text: 'x', erase: 0 },
    ]);
    const bytes = Y.encodeStateVector(doc);
    const stateVector = StateVector.decode(bytes);
    expect(stateVector.clockOf(1)).toBe(3);
    expect(stateVector.clockOf(2)).toBe(0);
    expect(stateVector.clockOf(3)).toBe(1);
    expect(stateVector.encode()).toEqual(bytes);
  });

  it('of an empty document is one byte', () => {
    expect(new StateVector().encode()).toEqual(Uint8Array.of(0));
    expect(StateVector.decode(Uint8Array.of(0)).isEmpty).toBe(true);
    expect(StateVector.decode(Uint8Array.of(1, 7, 1)).isEmpty).toBe(false);
  });

  it.each([
    ['no bytes', []],
    ['a count without entries', [1]],
    ['a client without a clock', [1, 7]],
    ['fewer entries than it counts', [2, 7, 1]],
    ['a number that does not end', [1, 0x80]],
    ['a number past the range of exact integers', [1, 7, ...Array.from({ length: 9 }, () => 0xff), 0x7f]],
    ['more entries than there could be', [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])('[S6] is refused with %s', (_what, bytes) => {
    expect(() => StateVector.decode(Uint8Array.from(bytes))).toThrow(BadFrameError);
  });

  it('[S6] throws nothing but BadFrameError, whatever the bytes, and what it takes can be written again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), (bytes) => {
        try {
          const stateVector = StateVector.decode(bytes);
          expect(clocksOf(stateVector)).toEqual(Y.decodeStateVector(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(BadFrameError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('taking in an update', () => {
  it('[R3] goes to its end, also where it begins with what is known', () => {
    const stateVector = new StateVector();
    stateVector.advance([range(1, 0, 3)]);
    expect(stateVector.clockOf(1)).toBe(3);
    stateVector.advance([range(1, 1, 4)]);
    expect(stateVector.clockOf(1)).toBe(5);
  });

  it('[R3] never goes back', () => {
    const stateVector = new StateVector(new Map([[1, 5]]));
    stateVector.advance([range(1, 0, 2), range(1, 3, 2)]);
    expect(stateVector.clockOf(1)).toBe(5);
  });

  it('[R3] does not count what follows a gap, and does not create the client', () => {
    const stateVector = new StateVector(new Map([[1, 5]]));
    stateVector.advance([range(1, 6, 2), range(2, 1, 4)]);
    expect(clocksOf(stateVector)).toEqual(new Map([[1, 5]]));
    stateVector.advance([range(1, 5, 1), range(1, 6, 2)]);
    expect(stateVector.clockOf(1)).toBe(8);
  });

  it('[R3] makes what it took in known, exactly to its end', () => {
    const stateVector = new StateVector();
    stateVector.advance([range(1, 0, 3)]);
    expect(stateVector.covers([])).toBe(true);
    expect(stateVector.covers([range(1, 0, 3), range(1, 2, 1)])).toBe(true);
    expect(stateVector.covers([range(1, 0, 4)])).toBe(false);
    expect(stateVector.covers([range(1, 0, 1), range(2, 0, 1)])).toBe(false);
  });

  it('[R3] in the order of writing leads to the state vector of Yjs', () => {
    fc.assert(
      fc.property(edits, (steps) => {
        const { updates, doc } = written(steps);
        const stateVector = new StateVector();
        for (const update of updates) stateVector.advance(readUpdate(update).inserted);
        expect(stateVector.encode()).toEqual(Y.encodeStateVector(doc));
      }),
    );
  });

  it('[R3] in any order never claims more than a document has that was given the same', () => {
    const shuffled = edits.chain((steps) => {
      const { updates } = written(steps);
      return fc.shuffledSubarray(updates, { minLength: 0, maxLength: updates.length });
    });
    fc.assert(
      fc.property(shuffled, (updates) => {
        const stateVector = new StateVector();
        const doc = new Y.Doc();
        for (const update of updates) {
          const { inserted } = readUpdate(update);
          stateVector.advance(inserted);
          Y.applyUpdate(doc, update);
          const held = Y.decodeStateVector(Y.encodeStateVector(doc));
          for (const [client, clock] of clocksOf(stateVector)) expect(clock).toBeLessThanOrEqual(held.get(client) ?? 0);
        }
      }),
    );
  });
});

describe('what two state vectors have in common', () => {
  it('[B2] is the lesser clock of each client that both know', () => {
    const [a, b] = [
      new StateVector(
        new Map([
          [1, 5],
          [2, 3],
          [3, 1],
        ]),
      ),
      new StateVector(
        new Map([
          [1, 4],
          [2, 9],
        ]),
      ),
    ];
    expect(clocksOf(a.intersect(b))).toEqual(
      new Map([
        [1, 4],
        [2, 3],
      ]),
    );
  });

  it('[B2] does not depend on order or grouping, and is the same for one with itself', () => {
    fc.assert(
      fc.property(clocks, clocks, clocks, (first, second, third) => {
        const [a, b, c] = [new StateVector(first), new StateVector(second), new StateVector(third)];
        expect(clocksOf(a.intersect(b))).toEqual(clocksOf(b.intersect(a)));
        expect(clocksOf(a.intersect(b).intersect(c))).toEqual(clocksOf(a.intersect(b.intersect(c))));
        expect(clocksOf(a.intersect(a))).toEqual(first);
        expect(a.intersect(new StateVector()).isEmpty).toBe(true);
      }),
    );
  });

  it('[B2] covers what both cover and nothing else', () => {
    const asked = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(9), fc.integer({ min: 1, max: 4 }));
    fc.assert(
      fc.property(clocks, clocks, asked, (first, second, [client, clock, length]) => {
        const [a, b] = [new StateVector(first), new StateVector(second)];
        const ranges = [range(client, clock, length)];
        expect(a.intersect(b).covers(ranges)).toBe(a.covers(ranges) && b.covers(ranges));
      }),
    );
  });

  it('[B1] [B2] is where one update brings either peer up to date from', () => {
    fc.assert(
      fc.property(edits, fc.nat(20), fc.nat(20), (steps, firstPart, secondPart) => {
        const { updates, doc } = written(steps);
        const peers = [updates.slice(0, firstPart), updates.slice(Math.min(secondPart, updates.length))].map((seen) => {
          const peer = new Y.Doc();
          for (const update of seen) Y.applyUpdate(peer, update);
          return peer;
        });
        const [a, b] = peers.map((peer) => StateVector.decode(Y.encodeStateVector(peer)));
        const resync = Y.diffUpdate(Y.encodeStateAsUpdate(doc), a!.intersect(b!).encode());
        for (const peer of peers) {
          Y.applyUpdate(peer, resync);
          expect(peer.getText('t').toString()).toBe(doc.getText('t').toString());
          expect(Y.encodeStateVector(peer)).toEqual(Y.encodeStateVector(doc));
        }
      }),
    );
  });
});

describe('a copy with earlier clocks', () => {
  it('[B1] sets the given clients back, forgets those set to nothing, and leaves the original alone', () => {
    const original = new StateVector(
      new Map([
        [1, 5],
        [2, 3],
        [3, 1],
      ]),
    );
    const copy = original.copyWith(
      new Map([
        [1, 2],
        [3, 0],
      ]),
    );
    expect(clocksOf(copy)).toEqual(
      new Map([
        [1, 2],
        [2, 3],
      ]),
    );
    copy.advance([range(2, 3, 5)]);
    original.advance([range(4, 0, 1)]);
    expect(original.clockOf(1)).toBe(5);
    expect(original.clockOf(2)).toBe(3);
    expect(original.clockOf(3)).toBe(1);
    expect(copy.clockOf(4)).toBe(0);
  });

  it('is empty once everything is set back to nothing, as before the first edit', () => {
    expect(new StateVector(new Map([[1, 5]])).copyWith(new Map([[1, 0]])).isEmpty).toBe(true);
  });
});
