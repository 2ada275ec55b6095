// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type Correspondent, closeAll, exchange, open } from '../../testing/correspondents.js';

afterEach(closeAll);

const acts: Readonly<Record<string, (editor: Editor) => void>> = {
  heading: (editor) => editor.commands.setNode('heading', { level: 2 }),
  quote: (editor) => editor.commands.wrapIn('blockquote'),
  list: (editor) => editor.commands.toggleBulletList(),
  code: (editor) => editor.commands.setNode('codeBlock'),
  callout: (editor) => editor.commands.wrapIn('callout'),
};

describe('words that somebody took away without having seen them', () => {
  it.each(Object.keys(acts))('stand in what they made of the block, once: %s', (name) => {
    const [ada, grace] = open(2) as [Correspondent, Correspondent];
    ada.put('alpha wor');
    ada.type('123');
    grace.put('alp');
    acts[name]?.(grace.editor);
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    expect(ada.words).toBe('beforealpha wor123ld omegaafter');
    // She writes on where she was.
    ada.type('4');
    expect(ada.words).toBe('beforealpha wor1234ld omegaafter');
    ada.editor.commands.undo();
    ada.editor.commands.undo();
    exchange(ada, grace);
    expect(grace.words).not.toMatch(/[1-4]/);
  });

  it('stand in the block that theirs was joined to', () => {
    const [ada, grace] = open(2) as [Correspondent, Correspondent];
    ada.put('alpha wor');
    ada.type('123');
    grace.put('before');
    grace.editor.commands.joinForward();
    exchange(ada, grace);
    expect(grace.text).toContain('"beforealpha wor123ld omega"');
  });

  it('stand where an empty line was made a heading of', () => {
    const [ada, grace] = open(2) as [Correspondent, Correspondent];
    ada.put('before');
    ada.press('Enter');
    exchange(ada, grace);
    ada.type('mine');
    grace.editor.commands.setTextSelection(9);
    grace.editor.commands.setNode('heading', { level: 2 });
    exchange(ada, grace);
    expect(grace.text).toContain('heading("mine")');
  });

  it('do not come back if they were seen', () => {
    const [ada, grace] = open(2) as [Correspondent, Correspondent];
    ada.put('alpha wor');
    ada.type('123');
    exchange(ada, grace);
    const { state, view } = grace.editor;
    view.dispatch(state.tr.delete(8, 8 + (state.doc.child(1).nodeSize ?? 0)));
    exchange(ada, grace);
    expect(ada.words).toBe('beforeafter');
  });

  it('stand where the block was if it is gone, and she writes on there', () => {
    const [ada, grace] = open(2) as [Correspondent, Correspondent];
    ada.put('wor');
    ada.type('123');
    const { state, view } = grace.editor;
    view.dispatch(state.tr.delete(8, 8 + (state.doc.child(1).nodeSize ?? 0)));
    exchange(ada, grace);
    ada.type('4');
    exchange(ada, grace);
    expect(ada.text).toBe('doc(paragraph("before"), paragraph("1234"), paragraph("after"))');
    expect(grace.text).toBe(ada.text);
  });

  it('stand in a page that somebody emptied', () => {
    const [ada, grace] = open(2) as [Correspondent, Correspondent];
    ada.put('wor');
    ada.type('123');
    grace.editor.chain().selectAll().deleteSelection().run();
    exchange(ada, grace);
    expect(grace.words).toBe('123');
    expect(ada.text).toBe(grace.text);
  });

  it('are each written again by their own author', () => {
    const [ada, grace, bob] = open(3) as [Correspondent, Correspondent, Correspondent];
    ada.put('alpha');
    ada.type('1');
    bob.put('omega');
    bob.type('2');
    exchange(ada, bob);
    grace.put('alp');
    acts['heading']?.(grace.editor);
    exchange(ada, grace, bob);
    expect(grace.text).toContain('heading("alpha1 world omega2")');
    expect(ada.text).toBe(grace.text);
    expect(bob.text).toBe(grace.text);
  });

  it.each(Object.keys(acts))('stay in one piece when the change of the block is taken back: %s', (name) => {
    const [ada, grace] = open(2) as [Correspondent, Correspondent];
    grace.put('alp');
    acts[name]?.(grace.editor);
    exchange(ada, grace);
    ada.put('alpha wor');
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
    expect(grace.words).toBe('beforealpha wor1234ld omegaafter');
    expect(grace.editor.state.doc.childCount).toBe(3);
    expect(ada.text).toBe(grace.text);
  });

  it('are not moved by an undo of words beside them', () => {
    const [ada, grace] = open(2) as [Correspondent, Correspondent];
    grace.put('alpha');
    grace.type(' new');
    exchange(ada, grace);
    ada.put('alpha n');
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
        const [ada, grace] = open(2) as [Correspondent, Correspondent];
        try {
          ada.put('alpha wor');
          let written = '';
          for (const name of steps) {
            if (name === 'type') {
              const letter = String.fromCharCode(0x4e00 + written.length);
              written += letter;
              ada.type(letter);
            } else if (name === 'ada to grace') grace.receive(ada);
            else if (name === 'grace to ada') ada.receive(grace);
            else {
              grace.put('alp');
              acts[name]?.(grace.editor);
            }
          }
          exchange(ada, grace);
          expect(ada.text).toBe(grace.text);
          expect(ada.words).toBe(`beforealpha wor${written}ld omegaafter`);
        } finally {
          closeAll();
        }
      }),
      { numRuns: 200 },
    );
  });
});
