// @vitest-environment happy-dom
import { NodeSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { Editing, node, paragraph } from '../../test/editing.js';

describe('insertBlock', () => {
  it('takes the place of the empty paragraph that the caret is in', () => {
    const editing = new Editing(paragraph('a'), paragraph('|'), paragraph('b'));
    editing.editor.commands.insertTableOfContents();
    expect(editing.outline).toEqual(['paragraph: a', 'tableOfContents', 'paragraph: b']);
    expect(editing.caret).toBe('paragraph: |b');
  });

  it('comes after the text, which stays whole, with a line to go on writing', () => {
    const editing = new Editing(paragraph('a|b'));
    editing.editor.commands.setBlockMath({ latex: 'x' });
    expect(editing.outline).toEqual(['paragraph: ab', 'blockMath', 'paragraph:']);
    expect(editing.caret).toBe('paragraph: |');
  });

  it('deletes no selected text', () => {
    const editing = new Editing(paragraph('|ab|'), paragraph('c'));
    editing.editor.commands.setLinkCard({ href: 'https://a.b' });
    expect(editing.outline).toEqual(['paragraph: ab', 'linkCard', 'paragraph: c']);
  });

  it('goes out to where it may stand', () => {
    const summary = { type: 'detailsSummary', content: [{ type: 'text', text: 's|' }] };
    const editing = new Editing({ type: 'details', content: [summary, node('detailsContent', paragraph('d'))] });
    editing.editor.commands.setFile({ name: 'a.pdf' });
    expect(editing.outline).toEqual([
      'details',
      '  detailsSummary: s',
      '  detailsContent',
      '    paragraph: d',
      'file',
      'paragraph:',
    ]);
  });

  it('stands inside a list item', () => {
    const editing = new Editing(node('bulletList', node('listItem', paragraph('a|'))));
    editing.editor.commands.setBlockMath({ latex: 'x' });
    expect(editing.outline).toEqual([
      'bulletList',
      '  listItem',
      '    paragraph: a',
      '    blockMath',
      '    paragraph:',
    ]);
  });

  it('comes after a selected block', () => {
    const editing = new Editing(node('tableOfContents'), paragraph('b'));
    editing.editor.commands.setNodeSelection(0);
    expect(editing.editor.state.selection).toBeInstanceOf(NodeSelection);
    editing.editor.commands.setBlockMath({ latex: 'x' });
    expect(editing.outline).toEqual(['tableOfContents', 'blockMath', 'paragraph: b']);
  });

  it('refuses a card of a link that could run code', () => {
    const editing = new Editing(paragraph('|'));
    expect(editing.editor.commands.setLinkCard({ href: 'javascript:alert(1)' })).toBe(false);
    expect(editing.outline).toEqual(['paragraph:']);
  });
});
