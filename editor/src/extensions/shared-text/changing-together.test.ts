// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type Correspondent,
  closeAll,
  exchange,
  listBetween,
  open,
  wordsOfList,
} from '../../testing/correspondents.js';

afterEach(closeAll);

const acts: Readonly<Record<string, (editor: Editor) => void>> = {
  heading: (editor) => editor.commands.setNode('heading', { level: 2 }),
  quote: (editor) => editor.commands.wrapIn('blockquote'),
  ordered: (editor) => editor.commands.toggleOrderedList(),
  tasks: (editor) => editor.commands.toggleTaskList(),
  sink: (editor) => editor.commands.sinkListItem('listItem'),
  lift: (editor) => editor.commands.liftListItem('listItem'),
  split: (editor) => editor.commands.enter(),
};

function act(person: Correspondent, name: string, at: string): void {
  if (person.put(at)) acts[name]?.(person.editor);
}

/** Which of the letters are missing, and which are there too often. */
function compare(text: string, wanted: string): { missing: string; extra: string } {
  const left = [...text];
  const missing = [...wanted].filter((letter) => {
    const at = left.indexOf(letter);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  return { missing: missing.join(''), extra: left.join('') };
}

describe('what two people make of the same block at the same time', () => {
  const pairs = [
    ...Object.keys(acts).map((name) => [name, name] as const),
    ['heading', 'quote'],
    ['heading', 'split'],
    ['ordered', 'tasks'],
    ['ordered', 'lift'],
    ['ordered', 'sink'],
    ['ordered', 'split'],
    ['quote', 'lift'],
    ['quote', 'split'],
    ['tasks', 'split'],
  ] as const;
  const lines = ['bef', 'two', 'three'] as const;
  const cases = pairs.flatMap(([one, other]) => lines.map((at) => ({ one, other, at })));

  it.each(cases)('stands there once: $one and $other at $at', ({ one, other, at }) => {
    for (const [first, second] of [
      [one, other],
      [other, one],
    ] as const) {
      const [ada, grace] = open(2, listBetween) as [Correspondent, Correspondent];
      act(ada, first, at);
      act(grace, second, at);
      exchange(ada, grace);
      expect(ada.text).toBe(grace.text);
      expect(compare(ada.words, wordsOfList)).toEqual({ missing: '', extra: '' });
      closeAll();
    }
  });

  it.each([1, -1])('keeps what each of them writes on (ids %i apart)', (apart) => {
    const [ada, grace] = open(2, listBetween) as [Correspondent, Correspondent];
    grace.doc.clientID = ada.doc.clientID + apart;
    act(ada, 'heading', 'before');
    ada.type(' mine');
    act(grace, 'heading', 'bef');
    grace.type('X');
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    expect(ada.text).toContain('doc(heading("befXore mine"), bulletList');
    // Each goes on where they were.
    ada.type('!');
    grace.type('Y');
    exchange(ada, grace);
    expect(ada.text).toContain('heading("befXYore mine!")');
  });

  it.each([1, -1])('is not taken back by who took their own away (ids %i apart)', (apart) => {
    const [ada, grace] = open(2, listBetween) as [Correspondent, Correspondent];
    grace.doc.clientID = ada.doc.clientID + apart;
    act(ada, 'heading', 'bef');
    act(grace, 'heading', 'bef');
    exchange(ada, grace);
    // Hers is the only change in this visit; Ada wrote all that is there.
    grace.editor.commands.undo();
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    const kind = apart > 0 ? 'heading' : 'paragraph';
    expect(ada.text).toMatch(new RegExp(`^doc\\(${kind}\\("before"\\), bulletList`));
    expect(compare(ada.words, wordsOfList)).toEqual({ missing: '', extra: '' });
  });

  it.each([
    { one: 'bef', other: 'bef', apart: 1 },
    { one: 'bef', other: 'bef', apart: -1 },
    { one: 'be', other: 'befo', apart: 1 },
    { one: 'be', other: 'befo', apart: -1 },
  ])('is there once if they break it behind $one and $other (ids $apart apart)', ({ one, other, apart }) => {
    const [ada, grace] = open(2, listBetween) as [Correspondent, Correspondent];
    grace.doc.clientID = ada.doc.clientID + apart;
    act(ada, 'split', one);
    act(grace, 'split', other);
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    expect(compare(ada.words, wordsOfList)).toEqual({ missing: '', extra: '' });
    // What is left of an emptied line may stand between them.
    expect(ada.words.startsWith('before')).toBe(true);
    if (one === other) expect(grace.text).toContain('doc(paragraph("bef"), paragraph("ore"), bulletList');
  });

  it('leaves alone what is the same by chance', () => {
    const [ada, grace] = open(2, listBetween) as [Correspondent, Correspondent];
    for (const person of [ada, grace]) {
      person.put('before');
      person.type('\nsame');
    }
    exchange(ada, grace);
    expect(ada.words.match(/same/g)).toHaveLength(2);
    act(ada, 'heading', 'same');
    exchange(ada, grace);
    act(grace, 'heading', 'before');
    exchange(ada, grace);
    expect(ada.words.match(/same/g)).toHaveLength(2);
    expect(ada.text).toBe(grace.text);
  });
});

describe('what one person deletes while another makes another block of it', () => {
  it.each(['heading', 'quote', 'ordered'])('stays away: words and %s', (name) => {
    const [ada, grace] = open(2, listBetween) as [Correspondent, Correspondent];
    ada.put('bef');
    ada.editor.commands.deleteRange({ from: 2, to: 4 });
    act(grace, name, 'before');
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    expect(ada.text).toContain('("bore")');
  });

  it('stays away: an item, and the list is numbered', () => {
    const [ada, grace] = open(2, listBetween) as [Correspondent, Correspondent];
    ada.put('two item');
    ada.editor.commands.deleteNode('listItem');
    act(grace, 'ordered', 'one');
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    expect(ada.text).toMatch(
      /orderedList\(listItem\(paragraph\("one item"\)\), listItem\(paragraph\("three item"\)\)\)/,
    );
  });
});

it('nobody’s words are ever lost, whatever several people make of the same blocks', { timeout: 60_000 }, () => {
  const places = ['bef', 'befor', 'before', 'on', 'two', 'two item', 'three', 'aft'];
  const who = fc.constantFrom(0, 1, 2);
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.tuple(who, fc.constant('type'), fc.constantFrom(...places)) },
    { weight: 3, arbitrary: fc.tuple(who, fc.constantFrom(...Object.keys(acts)), fc.constantFrom(...places)) },
    { weight: 3, arbitrary: fc.tuple(who, fc.constantFrom('receive', 'receive merged'), fc.constant('')) },
  );
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 3 }), fc.array(step, { minLength: 3, maxLength: 25 }), (count, steps) => {
      const people = open(count, listBetween);
      let written = '';
      for (const [index, what, place] of steps) {
        const person = people[index % count] as Correspondent;
        const other = people[(index + 1) % count] as Correspondent;
        // With three, changes of one can come before those of another that they build on; a server keeps the order.
        if (what.startsWith('receive')) person.receive(other, { merged: what.endsWith('merged') && count === 2 });
        else if (what !== 'type') act(person, what, place);
        else if (person.put(place)) {
          const letter = String.fromCharCode(0x4e00 + written.length);
          written += letter;
          person.type(letter);
        }
      }
      exchange(...people);
      exchange(...people);
      for (const person of people) expect(person.text).toBe(people[0]?.text);
      expect(compare(people[0]?.words ?? '', wordsOfList + written).missing).toBe('');
      closeAll();
    }),
    { numRuns: 100 },
  );
});
