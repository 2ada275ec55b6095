// @vitest-environment happy-dom
import { NodeSelection } from '@tiptap/pm/state';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EditorHarness } from '../../testing/editor-harness.js';
import { countDocument } from './document-counts.js';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('counts what is selected, and says nothing of a selection without words', () => {
  const harness = new EditorHarness([], {
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: 'two words' }] },
      { type: 'blockMath', attrs: { latex: 'x^2' } },
    ],
  });
  const { editor } = harness;
  const counter = countDocument(editor);
  editor.commands.setTextSelection({ from: 1, to: 4 });
  vi.runAllTimers();
  expect(counter.getSnapshot().selected).toEqual({ words: 1, characters: 3 });
  const formula = editor.state.doc.child(0).nodeSize;
  editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, formula)));
  vi.runAllTimers();
  expect(counter.getSnapshot()).toMatchObject({ selected: null, total: { words: 2 } });
  counter.close();
  harness.close();
});
