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

class Person extends EditorHarness {
  /** What this person has written, as it was sent. */
  readonly #sent: Uint8Array[] = [];
  readonly #received = new Map<Person, number>();

  constructor(from: Person | null) {
    super([extension], from === null ? start : undefined);
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
function open(count: number): Person[] {
  const first = new Person(null);
  people = [first, ...Array.from({ length: count - 1 }, () => new Person(first))];
  return people;
}

function exchange(...all: Person[]): void {
  // What is rescued has to be sent as well.
  for (let round = 0; round < 3; round += 1) for (const a of all) for (const b of all) if (a !== b) b.receive(a);
}

/** Puts the caret behind a text. */
function put({ editor }: Person, behind: string): void {
  let at = -1;
  editor.state.doc.descendants((node, position) => {
    const found = node.isTextblock ? node.textContent.indexOf(behind) : -1;
    if (at === -1 && found !== -1) at = position + 1 + found + behind.length;
  });
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, at)));
}

const acts: Readonly<Record<string, (editor: Editor) => void>> = {
  heading: (editor) => editor.commands.setNode('heading', { level: 2 }),
  quote: (editor) => editor.commands.wrapIn('blockquote'),
  list: (editor) => editor.commands.toggleBulletList(),
  code: (editor) => editor.commands.setNode('codeBlock'),
  callout: (editor) => editor.commands.wrapIn('callout'),
};

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
