// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { Editing, node, paragraph } from '../../test/editing.js';

const cell = (text: string) => node('tableCell', paragraph(text));
const row = (...texts: string[]) => node('tableRow', ...texts.map(cell));

describe('a table', () => {
  it('is inserted with a header row', () => {
    const editing = new Editing(paragraph('|'));
    editing.editor.commands.insertTable({ rows: 2, cols: 2 });
    expect(editing.outline.filter((line) => /table[HC]/.test(line)).map((line) => line.trim())).toEqual([
      ...['tableHeader', 'tableHeader', 'tableCell', 'tableCell'],
    ]);
  });

  it('keeps the colour of a cell', () => {
    const editing = new Editing(node('table', row('a|', 'b')));
    editing.editor.commands.updateAttributes('tableCell', { backgroundColor: 'blue' });
    expect(editing.editor.getHTML()).toContain('data-color="blue"');
  });
});
