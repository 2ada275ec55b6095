// @vitest-environment happy-dom
import { encodeFrame } from '@manyhands/protocol';
import { type Editor, Extension } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { takeIn } from '../../client/update-taken-in.js';
import { EditorHarness } from '../../testing/editor-harness.js';
import { rescuing } from './rescuing.js';

const extension = Extension.create({ name: 'rescuingTest', addProseMirrorPlugins: () => [rescuing()] });
const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const start = { type: 'doc', content: [paragraph('before'), paragraph('alpha world omega'), paragraph('after')] };
const item = (text: string) => ({ type: 'listItem', content: [paragraph(text)] });
const list = { type: 'bulletList', content: ['one item', 'two item', 'three item'].map(item) };
const startWithList = { type: 'doc', content: [paragraph('before'), list, paragraph('after')] };

class Person extends EditorHarness {
  /** What this person has written, as it was sent. */
  readonly #sent: Uint8Array[] = [];
  readonly #received = new Map<Person, number>();

  constructor(from: Person | null, content: object = start) {
    super([extension], from === null ? content : undefined);
    if (from !== null) Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(from.doc), 'network');
    this.doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'network' && this.#sent.push(update));
  }

  /** Takes in what another one has sent, as the server's frames bring it. */
  receive(other: Person): void {
    for (const update of other.#sent.slice(this.#received.get(other) ?? 0)) {
      const frame = encodeFrame({ type: 'update', update });
      takeIn(this.doc, frame, () => Y.applyUpdate(this.doc, update, 'network'));
    }
    this.#received.set(other, other.#sent.length);
  }
}

let people: Person[] = [];
afterEach(() => {
  for (const person of people) person.close();
  people = [];
});

/** Some people with the same text in front of them. */
function open(count: number, content?: object): Person[] {
  const first = new Person(null, content);
  people = [first, ...Array.from({ length: count - 1 }, () => new Person(first))];
  return people;
}

function exchange(...all: Person[]): void {
  // What is rescued has to be sent as well.
  for (let round = 0; round < 3; round += 1) for (const a of all) for (const b of all) if (a !== b) b.receive(a);
}

/** Puts the caret behind a text, if it is there. */
function put({ editor }: Person, behind: string): void {
  let at = -1;
  editor.state.doc.descendants((node, position) => {
    const found = node.isTextblock ? node.textContent.indexOf(behind) : -1;
    if (at === -1 && found !== -1) at = position + 1 + found + behind.length;
  });
  if (at !== -1) editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, at)));
}

const acts: Readonly<Record<string, (editor: Editor) => void>> = {
  heading: (editor) => editor.commands.setNode('heading', { level: 2 }),
  quote: (editor) => editor.commands.wrapIn('blockquote'),
  list: (editor) => editor.commands.toggleBulletList(),
  code: (editor) => editor.commands.setNode('codeBlock'),
  callout: (editor) => editor.commands.wrapIn('callout'),
};

const listActs: Readonly<Record<string, { readonly act: (editor: Editor) => void; readonly page: string }>> = {
  'numbers it': {
    act: (editor) => editor.commands.toggleOrderedList(),
    page: 'orderedList(item one item, item two item, item mine, item three item)',
  },
  'makes tasks of it': {
    act: (editor) => editor.commands.toggleTaskList(),
    page: 'taskList(taskItem two item), bulletList(item mine, item three item)',
  },
  'quotes it': {
    act: (editor) => editor.commands.wrapIn('blockquote'),
    page: 'item two item, item mine, item three item',
  },
  'takes the item out of it': {
    act: (editor) => editor.commands.liftListItem('listItem'),
    page: 'paragraph("two item"), bulletList(item mine, item three item)',
  },
  'indents the item': {
    act: (editor) => editor.commands.sinkListItem('listItem'),
    page: 'item one item, bulletList(item two item)), item mine, item three item',
  },
};

const shorten = (page: string) =>
  page
    .replaceAll(/(list|task)Item\(paragraph\("([^"]*)"\)\)/g, (_all, kind, words) => `${kind}Item ${words}`)
    .replaceAll(/listItem\(paragraph\("([^"]*)"\)/g, 'item $1')
    .replaceAll('listItem ', 'item ');

describe('words that somebody took away without having seen them', () => {
  it.each(Object.keys(acts))('stand in what they made of the block, once: %s', (name) => {
    const [ada, grace] = open(2) as [Person, Person];
    put(ada, 'alpha wor');
    ada.type('123');
    put(grace, 'alp');
    acts[name]?.(grace.editor);
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    expect(ada.editor.state.doc.textContent).toBe('beforealpha wor123ld omegaafter');
    // She writes on where she was.
    ada.type('4');
    expect(ada.editor.state.doc.textContent).toBe('beforealpha wor1234ld omegaafter');
    ada.editor.commands.undo();
    ada.editor.commands.undo();
    exchange(ada, grace);
    expect(grace.editor.state.doc.textContent).not.toMatch(/[1-4]/);
  });

  it('stand in the block that theirs was joined to', () => {
    const [ada, grace] = open(2) as [Person, Person];
    put(ada, 'alpha wor');
    ada.type('123');
    put(grace, 'before');
    grace.editor.commands.joinForward();
    exchange(ada, grace);
    expect(grace.text).toContain('"beforealpha wor123ld omega"');
  });

  it('stand where an empty line was made a heading of', () => {
    const [ada, grace] = open(2) as [Person, Person];
    put(ada, 'before');
    ada.press('Enter');
    exchange(ada, grace);
    ada.type('mine');
    grace.editor.commands.setTextSelection(9);
    grace.editor.commands.setNode('heading', { level: 2 });
    exchange(ada, grace);
    expect(grace.text).toContain('heading("mine")');
  });

  it('do not come back if they were seen, or if the block is gone', () => {
    const [ada, grace] = open(2) as [Person, Person];
    put(ada, 'alpha wor');
    ada.type('123');
    exchange(ada, grace);
    const { state, view } = grace.editor;
    view.dispatch(state.tr.delete(8, 8 + (state.doc.child(1).nodeSize ?? 0)));
    exchange(ada, grace);
    expect(ada.editor.state.doc.textContent).toBe('beforeafter');
    put(ada, 'aft');
    ada.type('456');
    const last = grace.editor.state.doc.child(0).nodeSize;
    grace.editor.view.dispatch(grace.editor.state.tr.delete(last, grace.editor.state.doc.content.size));
    exchange(ada, grace);
    expect(grace.editor.state.doc.textContent).toBe('before');
  });

  it('are each written again by their own author', () => {
    const [ada, grace, bob] = open(3) as [Person, Person, Person];
    put(ada, 'alpha');
    ada.type('1');
    put(bob, 'omega');
    bob.type('2');
    exchange(ada, bob);
    put(grace, 'alp');
    acts['heading']?.(grace.editor);
    exchange(ada, grace, bob);
    expect(grace.text).toContain('heading("alpha1 world omega2")');
    expect(ada.text).toBe(grace.text);
    expect(bob.text).toBe(grace.text);
  });

  it.each(Object.keys(acts))('stay in one piece when the change of the block is taken back: %s', (name) => {
    const [ada, grace] = open(2) as [Person, Person];
    put(grace, 'alp');
    acts[name]?.(grace.editor);
    exchange(ada, grace);
    put(ada, 'alpha wor');
    ada.type('123');
    exchange(ada, grace);
    grace.editor.commands.undo();
    exchange(ada, grace);
    expect(grace.text).toBe('doc(paragraph("before"), paragraph("alpha wor123ld omega"), paragraph("after"))');
    expect(ada.text).toBe(grace.text);
    ada.type('4');
    exchange(ada, grace);
    grace.editor.commands.redo();
    exchange(ada, grace);
    expect(grace.editor.state.doc.textContent).toBe('beforealpha wor1234ld omegaafter');
    expect(grace.editor.state.doc.childCount).toBe(3);
    expect(ada.text).toBe(grace.text);
  });

  it('are not moved by an undo of words beside them', () => {
    const [ada, grace] = open(2) as [Person, Person];
    put(grace, 'alpha');
    grace.type(' new');
    exchange(ada, grace);
    put(ada, 'alpha n');
    ada.type('1');
    exchange(ada, grace);
    grace.editor.commands.undo();
    exchange(ada, grace);
    expect(grace.text).toContain('paragraph("alpha1 world omega")');
    expect(ada.text).toBe(grace.text);
  });

  it('are all there, once and in their order, however the block is changed while they are written', () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.constant('type') },
      { weight: 1, arbitrary: fc.constantFrom(...Object.keys(acts)) },
      { weight: 2, arbitrary: fc.constantFrom('ada to grace', 'grace to ada') },
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
        const [ada, grace] = open(2) as [Person, Person];
        try {
          put(ada, 'alpha wor');
          let written = '';
          for (const name of steps) {
            if (name === 'type') {
              const letter = String.fromCharCode(0x4e00 + written.length);
              written += letter;
              ada.type(letter);
            } else if (name === 'ada to grace') grace.receive(ada);
            else if (name === 'grace to ada') ada.receive(grace);
            else {
              put(grace, 'alp');
              acts[name]?.(grace.editor);
            }
          }
          exchange(ada, grace);
          expect(ada.text).toBe(grace.text);
          expect(ada.editor.state.doc.textContent).toBe(`beforealpha wor${written}ld omegaafter`);
        } finally {
          for (const person of people) person.close();
          people = [];
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('a block that was made inside another one, which somebody changed without having seen it', () => {
  it.each(Object.keys(listActs))('is in the list when somebody %s', (name) => {
    const [ada, grace] = open(2, startWithList) as [Person, Person];
    put(ada, 'two item');
    ada.type('\nmine');
    put(grace, 'two');
    listActs[name]?.act(grace.editor);
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    expect(shorten(ada.text)).toContain(listActs[name]?.page);
    // She writes on where she was.
    ada.type('!');
    expect(ada.text).toContain('"mine!"');
  });

  it('keeps its marks, and what else is in it', () => {
    const [ada, grace] = open(2, startWithList) as [Person, Person];
    put(ada, 'three item');
    ada.press('Enter');
    ada.editor.commands.insertContent(
      '<p>see <strong>this</strong> <a href="https://a.example">page</a></p><ul><li><p>inner</p></li></ul>',
    );
    put(grace, 'two');
    grace.editor.commands.toggleOrderedList();
    exchange(ada, grace);
    expect(grace.text).toContain('bold("this")');
    expect(grace.text).toContain('link("page")');
    expect(grace.text).toMatch(/orderedList\(.*bulletList\(listItem\(paragraph\("inner"\)\)\)/);
    expect(ada.text).toBe(grace.text);
  });

  it('has the caret even if nothing is in it yet', () => {
    const [ada, grace] = open(2, startWithList) as [Person, Person];
    put(ada, 'two item');
    ada.press('Enter');
    put(grace, 'two');
    grace.editor.commands.toggleOrderedList();
    exchange(ada, grace);
    ada.type('mine');
    expect(shorten(ada.text)).toContain('item two item, item mine, item three item');
  });

  it('stays when two people indent neighbours', () => {
    const [ada, grace] = open(2, startWithList) as [Person, Person];
    put(ada, 'two');
    ada.editor.commands.sinkListItem('listItem');
    put(grace, 'three');
    grace.editor.commands.sinkListItem('listItem');
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    expect(ada.editor.state.doc.textContent).toBe('beforeone itemtwo itemthree itemafter');
  });

  it('is a row of a table that somebody moved', () => {
    const cell = (text: string) => ({
      type: 'tableCell',
      content: text === '' ? [{ type: 'paragraph' }] : [paragraph(text)],
    });
    const endOfRow = ({ state }: Editor) => 1 + (state.doc.child(0).firstChild?.nodeSize ?? 0);
    const row = (...texts: string[]) => ({ type: 'tableRow', content: texts.map(cell) });
    const table = { type: 'table', content: [row('a', 'b'), row('c', 'd')] };
    const [ada, grace] = open(2, { type: 'doc', content: [table, paragraph('after')] }) as [Person, Person];
    ada.editor.commands.insertContentAt(endOfRow(ada.editor), row('', ''));
    const { state, view } = grace.editor;
    const size = state.doc.child(0).nodeSize;
    view.dispatch(state.tr.insert(state.doc.content.size, state.doc.child(0)).delete(0, size));
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    const moved = ada.editor.state.doc.child(1);
    expect(moved.childCount).toBe(3);
    expect(moved.child(1).textContent).toBe('');
  });

  it('is never lost or doubled, however lists around it are changed', () => {
    const changes: Readonly<Record<string, (editor: Editor) => void>> = {
      ordered: (editor) => editor.commands.toggleOrderedList(),
      bullets: (editor) => editor.commands.toggleBulletList(),
      tasks: (editor) => editor.commands.toggleTaskList(),
      quote: (editor) => editor.commands.wrapIn('blockquote'),
      sink: (editor) => editor.commands.sinkListItem('listItem'),
      lift: (editor) => editor.commands.liftListItem('listItem'),
      split: (editor) => editor.commands.enter(),
      heading: (editor) => editor.commands.setNode('heading', { level: 2 }),
    };
    const places = ['on', 'tw', 'two', 'thr', 'bef', 'item'];
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.constant('type' as const) },
      { weight: 1, arbitrary: fc.constant('enter' as const) },
      { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...Object.keys(changes)), fc.constantFrom(...places)) },
      { weight: 2, arbitrary: fc.constantFrom('ada to grace' as const, 'grace to ada' as const) },
    );
    const sorted = (text: string) => [...text].sort().join('');
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 30 }), (steps) => {
        const [ada, grace] = open(2, startWithList) as [Person, Person];
        try {
          put(ada, 'two item');
          let written = '';
          for (const what of steps) {
            if (what === 'ada to grace') grace.receive(ada);
            else if (what === 'grace to ada') ada.receive(grace);
            else if (what === 'type') {
              const letter = String.fromCharCode(0x4e00 + written.length);
              written += letter;
              ada.type(letter);
              // In an empty item, Enter ends the list: a change of the same blocks by both.
            } else if (what === 'enter') {
              if (ada.editor.state.selection.$head.parent.content.size > 0) ada.press('Enter');
            } else {
              put(grace, what[1]);
              changes[what[0]]?.(grace.editor);
            }
          }
          exchange(ada, grace);
          exchange(ada, grace);
          expect(ada.text).toBe(grace.text);
          const all = `beforeone itemtwo item${written}three itemafter`;
          expect(sorted(ada.editor.state.doc.textContent)).toBe(sorted(all));
        } finally {
          for (const person of people) person.close();
          people = [];
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is written in the end of a line that somebody breaks', () => {
  it.each([
    { at: 'alpha world om', breaks: 'alpha world', page: '"alpha world"), paragraph(" om123ega")' },
    { at: 'alpha world omega', breaks: 'alpha world', page: '"alpha world"), paragraph(" omega123")' },
    { at: 'alpha world', breaks: 'alpha world', page: '"alpha world123"), paragraph(" omega")' },
    { at: 'alp', breaks: 'alpha world', page: '"alp123ha world"), paragraph(" omega")' },
    { at: 'alpha world om', breaks: 'alpha', page: '"alpha"), paragraph(" world om123ega")' },
    { at: 'alp', breaks: 'alpha', page: '"alp123ha"), paragraph(" world omega")' },
  ])('goes with it: $at, broken behind $breaks', ({ at, breaks, page }) => {
    const [ada, grace] = open(2) as [Person, Person];
    put(ada, at);
    ada.type('123');
    put(grace, breaks);
    grace.press('Enter');
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    expect(ada.text).toContain(page);
    // She writes on where she was.
    ada.type('4');
    expect(ada.text).toContain(page.replace('123', '1234'));
  });

  it('goes with it while both write on', () => {
    const [ada, grace] = open(2) as [Person, Person];
    put(ada, 'omega');
    ada.type('1');
    put(grace, 'alpha world');
    grace.type('\nnew ');
    ada.type('2');
    exchange(ada, grace);
    ada.type('3');
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    expect(ada.text).toContain('"alpha world"), paragraph("new  omega123")');
  });

  it('goes with the last letter alone, but only to the line beside it', () => {
    const [ada, grace] = open(2) as [Person, Person];
    put(ada, 'omega');
    ada.type('123');
    put(grace, 'omeg');
    grace.press('Enter');
    exchange(ada, grace);
    expect(ada.text).toContain('"alpha world omeg"), paragraph("a123")');
  });
});
