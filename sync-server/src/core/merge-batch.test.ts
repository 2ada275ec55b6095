import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type BatchedUpdate, mergeBatch } from './merge-batch.js';
import { readUpdate } from './update.js';

const batched = (update: Uint8Array): BatchedUpdate => ({ update, contents: readUpdate(update) });

/** The updates of people who type into one text; each step says who, where, and what (nothing: a deletion). */
function write(steps: readonly Step[]): { before: Uint8Array; updates: Uint8Array[] } {
  const base = new Y.Doc();
  base.getText('t').insert(0, 'what was there before');
  const before = Y.encodeStateAsUpdate(base);
  const people = [1, 200, 70_000].map((clientID) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, before);
    doc.clientID = clientID;
    return doc;
  });
  const updates: Uint8Array[] = [];
  for (const doc of people) doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const { person, at, text, bold } of steps) {
    const doc = people[person % people.length] ?? base;
    const content = doc.getText('t');
    const index = at % (content.length + 1);
    if (text === '') content.delete(index, Math.min(2, content.length - index));
    else content.insert(index, text, bold ? { bold: true } : {});
  }
  return { before, updates };
}

interface Step {
  readonly person: number;
  readonly at: number;
  readonly text: string;
  readonly bold: boolean;
}

const steps = fc.array(
  fc.record({
    person: fc.nat(2),
    at: fc.nat(30),
    text: fc.constantFrom('a', 'ab', 'é', '漢', '😀', ''),
    bold: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

const textOf = (updates: readonly Uint8Array[]) => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText('t').toDelta();
};

describe('mergeBatch', () => {
  it('says the same as all its updates', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { before, updates } = write(script);
        fc.pre(updates.length > 0);
        const merged = mergeBatch(updates.map(batched));
        expect(textOf([before, merged])).toEqual(textOf([before, ...updates]));
        // What it says can be read by the rules for updates.
        const { inserted, deleted } = readUpdate(merged);
        const expected = readUpdate(Y.mergeUpdates(updates));
        expect({ inserted, deleted }).toEqual({ inserted: expected.inserted, deleted: expected.deleted });
      }),
      { numRuns: 300 },
    );
  });

  it('lays insertions of different people beside each other exactly as Yjs would', () => {
    const { updates } = write([0, 1, 2].map((person) => ({ person, at: person, text: 'x', bold: false })));
    expect(mergeBatch(updates.map(batched))).toEqual(Y.mergeUpdates(updates));
  });

  it('gives a single update back as it is', () => {
    const { updates } = write([{ person: 0, at: 0, text: 'x', bold: false }]);
    const [update] = updates;
    if (update === undefined) throw new Error('nothing was written');
    expect(mergeBatch([batched(update)])).toBe(update);
  });

  it.each([
    // One client with one insertion; the number of deleting clients, 0, takes two bytes where one would do.
    ['a padded number of deletions', (update: number[]) => [...update.slice(0, -1), 0x80, 0]],
    ['a padded number of clients', (update: number[]) => [0x81, 0, ...update.slice(1)]],
    // One deleting client without deletions.
    ['a client that deletes nothing', (update: number[]) => [...update.slice(0, -1), 1, 9, 0]],
    ['a padded number of deleting clients', (update: number[]) => [...update.slice(0, -1), 0x81, 0, 1, 1, 0, 1]],
  ])('is not misled by %s', (_name, disguise) => {
    for (const text of ['x', 'é']) {
      const { before, updates } = write([0, 1, 2].map((person) => ({ person, at: 3, text, bold: false })));
      const [first, ...others] = updates;
      const disguised = Uint8Array.from(disguise([...(first ?? [])]));
      const merged = mergeBatch([disguised, ...others].map(batched));
      expect(textOf([before, merged])).toEqual(textOf([before, disguised, ...others]));
      expect(() => readUpdate(merged)).not.toThrow();
    }
  });
});
