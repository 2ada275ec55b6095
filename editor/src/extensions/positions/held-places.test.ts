// @vitest-environment happy-dom
import { Extension } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { afterEach, describe, expect, it } from 'vitest';
import { EditorHarness } from '../../testing/editor-harness.js';
import { HeldPlaces } from './held-places.js';

const places = new HeldPlaces<{ readonly words: string }>('heldPlacesTest');
const extension = Extension.create({
  name: 'heldPlacesTest',
  addProseMirrorPlugins: () => [new Plugin({ key: places.key, state: places.field })],
});

let harness: EditorHarness | null = null;
afterEach(() => {
  harness?.close();
  harness = null;
});

function open(): { view: EditorView; text: () => string; caret: () => number } {
  const opened = new EditorHarness([extension]);
  harness = opened;
  const { view } = opened.editor;
  return { view, text: () => view.state.doc.textContent, caret: () => view.state.selection.from };
}

const type = (view: EditorView, words: string) => view.dispatch(view.state.tr.insertText(words));
const put = (view: EditorView, from: number, to = from) =>
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)));

describe('what is held at a place', () => {
  it('comes before what was typed meanwhile, and the caret stays behind that', () => {
    const { view, text, caret } = open();
    const held = { words: '1' };
    type(view, 'ab');
    places.hold(view, held);
    type(view, 'cd');
    places.release(view, held, () => type(view, '123'));
    expect(text()).toBe('ab123cd');
    expect(caret()).toBe(8);
  });

  it('comes in the order in which it was held, also where nothing was typed between', () => {
    const { view, text, caret } = open();
    const all = ['1', '2', '3', '4'].map((words) => ({ words }));
    const [one, two, three, four] = all as [{ words: string }, { words: string }, { words: string }, { words: string }];
    places.hold(view, one);
    places.hold(view, two);
    type(view, 'a');
    places.hold(view, three);
    put(view, 1);
    places.hold(view, four);
    for (const held of all) places.release(view, held, () => type(view, held.words));
    expect(text()).toBe('124a3');
    expect(caret()).toBe(4);
  });

  it('replaces what was selected', () => {
    const { view, text } = open();
    const held = { words: '1' };
    type(view, 'one two three');
    put(view, 5, 8);
    places.hold(view, held);
    put(view, 1);
    type(view, '>');
    places.release(view, held, () => type(view, '2'));
    expect(text()).toBe('>one 2 three');
  });

  it('is done once, and also where its place was taken away', () => {
    const { view, text } = open();
    const held = { words: '1' };
    type(view, 'abc');
    put(view, 3);
    places.hold(view, held);
    view.dispatch(view.state.tr.delete(1, 4));
    for (let time = 0; time < 2; time += 1) places.release(view, held, () => type(view, '2'));
    expect(text()).toBe('2');
  });
});
