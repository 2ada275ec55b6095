// @vitest-environment happy-dom
import { Extension } from '@tiptap/core';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { afterEach, describe, expect, it } from 'vitest';
import { EditorHarness } from '../../testing/editor-harness.js';
import { tablePlugins } from './table-plugins.js';

const cell = (text: string) => ({
  type: 'tableCell',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});
const row = (...texts: string[]) => ({ type: 'tableRow', content: texts.map(cell) });

let harness: EditorHarness;

function open(): void {
  const behaviour = Extension.create({ name: 'tables', addProseMirrorPlugins: () => [...tablePlugins()] });
  harness = new EditorHarness([behaviour], {
    type: 'doc',
    content: [{ type: 'table', content: [row('a', 'b'), row('c', 'd')] }],
  });
}

afterEach(() => harness.close());

function cellsPerRow(): number[] {
  const counts: number[] = [];
  harness.editor.state.doc.descendants((child) => {
    if (child.type.name === 'tableRow') counts.push(child.childCount);
  });
  return counts;
}

/** As one person adds a column where the other has just added a row. */
function insertCell(isRemote: boolean): void {
  const { state, view, schema } = harness.editor;
  const extra = schema.nodes['tableCell']?.createAndFill();
  if (!extra) throw new Error('the schema has no cell');
  const tr = state.tr.insert(2, extra);
  if (isRemote) tr.setMeta(ySyncPluginKey, { isChangeOrigin: true });
  view.dispatch(tr);
}

describe('a table', () => {
  it('that other people’s edits left out of shape is not repaired by whoever looks at it', () => {
    open();
    insertCell(true);
    expect(cellsPerRow()).toEqual([3, 2]);
  });

  it('is repaired by the person who changes it', () => {
    open();
    insertCell(false);
    expect(cellsPerRow()).toEqual([3, 3]);
  });
});
