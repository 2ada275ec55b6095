// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { Editing, node, paragraph } from '../../test/editing.js';
import { calloutKindOf } from './callout.js';

const item = (text: string) => node('listItem', paragraph(text));

describe('a callout', () => {
  it('wraps the selected blocks, and inside one changes its kind', () => {
    const editing = new Editing(paragraph('a|'), paragraph('b|'), paragraph('c'));
    expect(editing.editor.commands.setCallout({ kind: 'tip' })).toBe(true);
    expect(editing.outline).toEqual(['callout', '  paragraph: a', '  paragraph: b', 'paragraph: c']);
    expect(editing.content[0]?.attrs).toEqual({ kind: 'tip' });
    editing.editor.commands.setCallout({ kind: 'caution' });
    expect(editing.content[0]?.attrs).toEqual({ kind: 'caution' });
    expect(editing.outline).toHaveLength(4);
  });

  it('wraps the list when the caret is in one of its items', () => {
    const editing = new Editing(node('bulletList', item('a'), item('b|')));
    editing.editor.commands.toggleCallout();
    expect(editing.outline[0]).toBe('callout');
    expect(editing.outline[1]).toBe('  bulletList');
    expect(editing.caret).toBe('paragraph: b|');
  });

  it('is taken away around all its blocks, and the selection stays', () => {
    const editing = new Editing(paragraph('x'), node('callout', paragraph('a'), node('bulletList', item('b|c|d'))));
    editing.editor.commands.toggleCallout();
    expect(editing.outline).toEqual(['paragraph: x', 'paragraph: a', 'bulletList', '  listItem', '    paragraph: bcd']);
    const { from, to } = editing.editor.state.selection;
    expect(editing.editor.state.doc.textBetween(from, to)).toBe('c');
  });

  it('is left by Enter on its empty last line', () => {
    const editing = new Editing(node('callout', paragraph('a|')), paragraph('z'));
    editing.press('Enter');
    expect(editing.outline).toEqual(['callout', '  paragraph: a', '  paragraph:', 'paragraph: z']);
    editing.press('Enter');
    expect(editing.outline).toEqual(['callout', '  paragraph: a', 'paragraph:', 'paragraph: z']);
    expect(editing.caret).toBe('paragraph: |');
    expect(editing.editor.state.selection.$head.depth).toBe(1);
  });

  it('is not cut in two by Enter on an empty line in the middle', () => {
    const editing = new Editing(node('callout', paragraph('a'), paragraph('|'), paragraph('b')));
    editing.press('Enter');
    expect(editing.outline).toEqual(['callout', '  paragraph: a', '  paragraph:', '  paragraph:', '  paragraph: b']);
  });

  it.each(['Backspace', 'Enter'])('goes by %s when all it holds is an empty line', (key) => {
    const editing = new Editing(paragraph('x'), node('callout', paragraph('|')), paragraph('y'));
    editing.press(key);
    expect(editing.outline).toEqual(['paragraph: x', 'paragraph:', 'paragraph: y']);
    expect(editing.caret).toBe('paragraph: |');
    expect(editing.editor.state.selection.$head.index(0)).toBe(1);
  });
});

describe('calloutKindOf', () => {
  it('knows other writers’ names', () => {
    expect(['NOTE', 'Important', 'hint', 'danger', 'toString', 'x'].map(calloutKindOf)).toEqual([
      ...['note', 'note', 'tip', 'caution', undefined, undefined],
    ]);
  });
});
