// @vitest-environment happy-dom
import { NodeSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { Editing, paragraph } from '../../test/editing.js';

function picture(caption: string) {
  return {
    type: 'image',
    attrs: { src: '/api/v1/files/a' },
    ...(caption !== '' && { content: [{ type: 'text', text: caption }] }),
  };
}

describe('a picture', () => {
  it('is inserted with its caption, and what it may not have is left out', () => {
    const editing = new Editing(paragraph('|'));
    editing.editor.commands.setImage({ src: 'javascript:x', alt: 'A', width: 5, caption: 'C', uploadId: 'u-1' });
    expect(editing.content).toEqual([
      { type: 'image', attrs: { alt: 'A', uploadId: 'u-1' }, content: [{ type: 'text', text: 'C' }] },
      paragraph(),
    ]);
    expect(editing.caret).toBe('paragraph: |');
  });

  it('is left by Enter, wherever in the caption, and stays one', () => {
    const editing = new Editing(picture('a|b'), paragraph('c'));
    editing.press('Enter');
    expect(editing.outline).toEqual(['image: ab', 'paragraph:', 'paragraph: c']);
    expect(editing.caret).toBe('paragraph: |');
  });

  it('is selected by Backspace at the start of its caption and deleted by the next', () => {
    const editing = new Editing(paragraph('x'), picture('|ab'));
    expect(editing.press('Backspace')).toBe(true);
    expect(editing.outline).toEqual(['paragraph: x', 'image: ab']);
    expect(editing.editor.state.selection).toBeInstanceOf(NodeSelection);
    editing.press('Backspace');
    expect(editing.outline).toEqual(['paragraph: x']);
  });

  it('pulls nothing into its caption by Delete', () => {
    const editing = new Editing(picture('ab|'), paragraph('c'));
    expect(editing.press('Delete')).toBe(true);
    expect(editing.outline).toEqual(['image: ab', 'paragraph: c']);
  });

  it('is not joined with the line below by Backspace there', () => {
    const editing = new Editing(picture('ab'), paragraph('|c'));
    editing.press('Backspace');
    expect(editing.outline).toEqual(['image: ab', 'paragraph: c']);
  });
});
