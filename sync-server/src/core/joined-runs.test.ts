import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { joinTypedRuns } from './joined-runs.js';
import { readUpdate } from './update.js';

/** A person with a copy of a text, and what they wrote in it. */
class Typist {
  readonly doc = new Y.Doc();
  readonly updates: Uint8Array[] = [];
  readonly text = this.doc.getText('t');

  constructor(clientID: number) {
    this.doc.clientID = clientID;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'remote') this.updates.push(update);
    });
  }

  type(at: number, letters: string): void {
    for (const [index, letter] of [...letters].entries()) this.text.insert(at + index, letter);
  }
}

const textOf = (updates: readonly Uint8Array[]) => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText('t').toString();
};

/** What a document holds to the last operation, whatever order its clients are written in. */
const stateOf = (updates: readonly Uint8Array[]) => {
  const doc = new Y.Doc({ gc: false });
  for (const update of updates) Y.applyUpdate(doc, update);
  return Y.encodeStateAsUpdate(doc);
};

describe('joinTypedRuns', () => {
  it('makes one update of letters that follow each other', () => {
    const ann = new Typist(1);
    ann.type(0, 'a');
    ann.type(1, 'bcdefgh');
    const joined = joinTypedRuns(ann.updates);
    // The first letter of a text names its parent, and is no typed run.
    expect(joined).toHaveLength(2);
    expect(readUpdate(joined[1] ?? new Uint8Array()).inserted).toEqual([{ client: 1, clock: 1, length: 7 }]);
    expect(textOf(joined)).toBe('abcdefgh');
  });

  it('begins anew at another place, and when the letter to the right is another one', () => {
    const ann = new Typist(1);
    ann.type(0, 'a');
    ann.type(1, 'bc');
    ann.type(1, 'xy');
    ann.type(2, 'z');
    expect(joinTypedRuns(ann.updates)).toHaveLength(4);
    expect(textOf(joinTypedRuns(ann.updates))).toBe(ann.text.toString());
  });

  it('joins over the words of others, who are left where they were', () => {
    const ann = new Typist(1);
    const bob = new Typist(2);
    ann.type(0, 'a');
    Y.applyUpdate(bob.doc, Y.encodeStateAsUpdate(ann.doc), 'remote');
    ann.type(1, 'nn');
    bob.type(1, 'bob');
    const [a = new Uint8Array(), n = new Uint8Array(), n2 = new Uint8Array()] = ann.updates;
    const log = [a, n, ...bob.updates.slice(0, 2), n2, ...bob.updates.slice(2)];
    expect(joinTypedRuns(log)).toHaveLength(3);
    expect(stateOf(joinTypedRuns(log))).toEqual(stateOf(log));
  });

  it('leaves an update that comes twice, and one that comes too early, to Yjs', () => {
    const ann = new Typist(1);
    ann.type(0, 'a');
    ann.type(1, 'bcd');
    const [a = new Uint8Array(), b = new Uint8Array(), c = new Uint8Array(), d = new Uint8Array()] = ann.updates;
    for (const log of [
      [a, b, b, c, b, d],
      [a, d, c, b],
      [b, c, d, a],
    ]) {
      expect(textOf(joinTypedRuns(log))).toBe('abcd');
    }
  });

  it('holds to the last operation what single updates hold, whoever writes, deletes and hears of others when', () => {
    const step = fc.record({
      who: fc.nat(2),
      at: fc.nat(),
      letters: fc.constantFrom('a', 'bc', 'defg', 'é', 'h😀i', ''),
      erased: fc.nat(2),
      hears: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const people = [new Typist(1), new Typist(300), new Typist(2 ** 31)];
        const log: Uint8Array[] = [];
        for (const { who, at, letters, erased, hears } of steps) {
          const person = people[who] ?? new Typist(0);
          if (hears) for (const update of log) Y.applyUpdate(person.doc, update, 'remote');
          const before = person.updates.length;
          const place = at % (person.text.length + 1);
          // Most go on where they were: letters are typed one after the other.
          person.type(at % 3 === 0 ? place : person.text.length, letters);
          person.text.delete(Math.min(place, person.text.length), Math.min(erased, person.text.length - place));
          log.push(...person.updates.slice(before));
        }
        const joined = joinTypedRuns(log);
        for (const update of joined) readUpdate(update);
        expect(stateOf(joined)).toEqual(stateOf(log));
      }),
      { numRuns: 500 },
    );
  });
});
