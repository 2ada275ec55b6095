import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { choosePlaces } from './places.mjs';

/** @param {string} kinds a letter for each block: p a paragraph, h a heading, e an empty paragraph */
function bodyOf(kinds) {
  const body = new Y.Doc().getXmlFragment('default');
  const blocks = [...kinds].map((kind) => {
    const block = new Y.XmlElement(kind === 'h' ? 'heading' : 'paragraph');
    if (kind !== 'e') block.insert(0, [new Y.XmlText('words')]);
    return block;
  });
  body.insert(0, blocks);
  return body;
}

describe('choosePlaces', () => {
  it('puts the measured person in the middle, half of the others around and the rest far away', () => {
    const { own, near, far } = choosePlaces(bodyOf('hpppphpppphpppphpppp'), 4);
    expect(own).toBe(9);
    expect(near.sort()).toEqual([7, 8]);
    expect(far).toHaveLength(2);
    expect(far[0]).toBeLessThan(6);
    expect(far[1]).toBeGreaterThan(12);
  });

  it('gives everybody a paragraph of their own that has text', () => {
    const { own, near, far } = choosePlaces(bodyOf('pepeheppphpp'), 5);
    const all = [own, ...near, ...far];
    expect(new Set(all).size).toBe(6);
    expect([0, 2, 6, 7, 8, 10, 11]).toEqual(expect.arrayContaining(all));
  });

  it('refuses a document without room for everybody', () => {
    expect(() => choosePlaces(bodyOf('pp'), 4)).toThrow('too few paragraphs');
  });
});
