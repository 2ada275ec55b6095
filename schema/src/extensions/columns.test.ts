// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { Editing, node, paragraph } from '../../test/editing.js';

const column = (...texts: string[]) => node('column', ...texts.map((text) => paragraph(text)));

describe('columns', () => {
  it('put the selected blocks in the first of them', () => {
    const editing = new Editing(paragraph('x'), paragraph('a|'), paragraph('b|c'), paragraph('y'));
    expect(editing.editor.commands.setColumns(2)).toBe(true);
    expect(editing.outline).toEqual([
      'paragraph: x',
      'columns',
      '  column',
      '    paragraph: a',
      '    paragraph: bc',
      '  column',
      '    paragraph:',
      'paragraph: y',
    ]);
    expect(editing.caret).toBe('paragraph: b|c');
  });

  it('take whole blocks of the top level', () => {
    const editing = new Editing(node('bulletList', node('listItem', paragraph('a|'))));
    editing.editor.commands.setColumns(3);
    expect(editing.outline.slice(0, 3)).toEqual(['columns', '  column', '    bulletList']);
    expect(editing.outline.filter((line) => line === '  column')).toHaveLength(3);
  });

  it('become more and fewer without losing a block', () => {
    const editing = new Editing(node('columns', column('a|'), column('b'), column('c', 'd')));
    editing.editor.commands.setColumns(2);
    expect(editing.outline).toEqual([
      ...['columns', '  column', '    paragraph: a'],
      ...['  column', '    paragraph: b', '    paragraph: c', '    paragraph: d'],
    ]);
    editing.editor.commands.setColumns(3);
    expect(editing.outline.filter((line) => line === '  column')).toHaveLength(3);
    expect(editing.caret).toBe('paragraph: a|');
  });

  it('are never fewer than two or more than three by a command', () => {
    const editing = new Editing(paragraph('a|'));
    editing.editor.commands.setColumns(9);
    expect(editing.outline.filter((line) => line === '  column')).toHaveLength(3);
    editing.editor.commands.setColumns(0);
    expect(editing.outline.filter((line) => line === '  column')).toHaveLength(2);
    expect(editing.editor.commands.setColumns(Number.NaN)).toBe(false);
  });

  it('do not nest', () => {
    const editing = new Editing(paragraph('|x'), node('columns', column('a'), column('b')), paragraph('y|'));
    expect(editing.editor.can().setColumns(2)).toBe(false);
    expect(editing.editor.commands.setColumns(2)).toBe(false);
  });

  it('are taken away: their blocks stand below each other, and the caret stays in its text', () => {
    const editing = new Editing(node('columns', column('a'), column(''), column('b', 'c|d')), paragraph('y'));
    editing.editor.commands.unsetColumns();
    expect(editing.outline).toEqual(['paragraph: a', 'paragraph: b', 'paragraph: cd', 'paragraph: y']);
    expect(editing.caret).toBe('paragraph: c|d');
  });

  it('leave an empty line when there was nothing in them', () => {
    const editing = new Editing(node('columns', column('|'), column('')));
    editing.editor.commands.unsetColumns();
    expect(editing.outline).toEqual(['paragraph:']);
  });

  it('are left by Enter on the empty last line of a column', () => {
    const editing = new Editing(node('columns', column('a'), column('b', '|')));
    editing.press('Enter');
    expect(editing.outline).toEqual([
      ...['columns', '  column', '    paragraph: a', '  column', '    paragraph: b', 'paragraph:'],
    ]);
    expect(editing.editor.state.selection.$head.depth).toBe(1);
  });

  it('stay when Enter is pressed in a column that is empty', () => {
    const editing = new Editing(node('columns', column('a'), column('|')));
    editing.press('Enter');
    expect(editing.outline.slice(3)).toEqual(['  column', '    paragraph:', '    paragraph:']);
  });

  it('of three, an empty one goes by Backspace', () => {
    const editing = new Editing(node('columns', column('a'), column('|'), column('c')));
    editing.press('Backspace');
    expect(editing.outline).toEqual(['columns', '  column', '    paragraph: a', '  column', '    paragraph: c']);
    expect(editing.caret).toBe('paragraph: a|');
  });

  it('of two, an empty one ends both by Backspace', () => {
    const editing = new Editing(node('columns', column('a', 'b'), column('|')));
    editing.press('Backspace');
    expect(editing.outline).toEqual(['paragraph: a', 'paragraph: b']);
  });

  it('get a third behind the one with the caret, which goes there, and no fourth', () => {
    const editing = new Editing(node('columns', column('a|'), column('b')));
    expect(editing.editor.commands.addTextColumn()).toBe(true);
    expect(editing.outline).toEqual([
      ...['columns', '  column', '    paragraph: a', '  column', '    paragraph:', '  column', '    paragraph: b'],
    ]);
    expect(editing.caret).toBe('paragraph: |');
    expect(editing.editor.commands.addTextColumn()).toBe(false);
  });

  it.each([
    ['first', [column('a', 'b|'), column('c'), column('d')], ['a', 'b', 'c', '/', 'd'], 'b|'],
    ['second', [column('a'), column('b|', 'c'), column('d')], ['a', 'b', 'c', '/', 'd'], 'b|'],
    ['last', [column('a'), column('b'), column('c', '|d')], ['a', '/', 'b', 'c', 'd'], '|d'],
    ['one beside an empty one', [column('a'), column(''), column('b|')], ['a', '/', 'b'], 'b|'],
    ['empty one', [column('a'), column('|'), column('b')], ['a', '/', 'b'], 'a|'],
  ] as const)('lose the %s and none of its words', (_, columns, texts, caret) => {
    const editing = new Editing(node('columns', ...columns));
    expect(editing.editor.commands.removeTextColumn()).toBe(true);
    const read = editing.outline.slice(2).map((line) => line.replace(/^ *paragraph: ?/, '').replace(/^ *column$/, '/'));
    expect(read).toEqual(texts);
    expect(editing.caret).toBe(`paragraph: ${caret}`);
  });

  it('of two, become plain blocks when one is taken away', () => {
    const editing = new Editing(node('columns', column('a'), column('b|')));
    editing.editor.commands.removeTextColumn();
    expect(editing.outline).toEqual(['paragraph: a', 'paragraph: b']);
    expect(editing.caret).toBe('paragraph: b|');
  });

  it('are made as wide as each other, once', () => {
    const wide = { ...column('a|'), attrs: { width: 0.7 } };
    const editing = new Editing(node('columns', wide, { ...column('b'), attrs: { width: 0.3 } }));
    expect(editing.editor.commands.evenTextColumns()).toBe(true);
    expect(editing.content).toEqual([node('columns', column('a'), column('b'))]);
    expect(editing.editor.commands.evenTextColumns()).toBe(false);
  });

  it.each(['addTextColumn', 'removeTextColumn', 'evenTextColumns'] as const)('%s does nothing elsewhere', (command) => {
    const editing = new Editing(paragraph('a|'));
    expect(editing.editor.can()[command]()).toBe(false);
    expect(editing.editor.commands[command]()).toBe(false);
  });
});
