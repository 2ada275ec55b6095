// @vitest-environment happy-dom
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { describe, expect, it } from 'vitest';
import { Editing, node, paragraph } from '../../test/editing.js';

const cell = (text: string) => node('tableCell', paragraph(text));
const row = (...texts: string[]) => node('tableRow', ...texts.map(cell));

function cellsPerRow(editing: Editing): number[] {
  const counts: number[] = [];
  editing.editor.state.doc.descendants((child) => {
    if (child.type.name === 'tableRow') counts.push(child.childCount);
  });
  return counts;
}

/** As one person adds a column where the other has just added a row. */
function insertCell(editing: Editing, isRemote: boolean): void {
  const { state, view, schema } = editing.editor;
  const cellType = schema.nodes['tableCell'];
  const extra = cellType?.createAndFill();
  if (!extra) throw new Error('the schema has no cell');
  const tr = state.tr.insert(2, extra);
  if (isRemote) tr.setMeta(ySyncPluginKey, { isChangeOrigin: true });
  view.dispatch(tr);
}

describe('a table', () => {
  it('is inserted with a header row', () => {
    const editing = new Editing(paragraph('|'));
    editing.editor.commands.insertTable({ rows: 2, cols: 2, withHeaderRow: true });
    expect(editing.outline.filter((line) => /table[HC]/.test(line)).map((line) => line.trim())).toEqual([
      ...['tableHeader', 'tableHeader', 'tableCell', 'tableCell'],
    ]);
  });

  it('keeps the colour of a cell', () => {
    const editing = new Editing(node('table', row('a|', 'b')));
    editing.editor.commands.setCellAttribute('backgroundColor', 'blue');
    expect(editing.editor.getHTML()).toContain('data-color="blue"');
  });

  it('that other people’s edits left out of shape is not repaired by whoever looks at it', () => {
    const editing = new Editing(node('table', row('a', 'b'), row('c', 'd|')));
    insertCell(editing, true);
    expect(cellsPerRow(editing)).toEqual([3, 2]);
  });

  it('is repaired by the person who changes it', () => {
    const editing = new Editing(node('table', row('a', 'b'), row('c', 'd|')));
    insertCell(editing, false);
    expect(cellsPerRow(editing)).toEqual([3, 3]);
  });
});
