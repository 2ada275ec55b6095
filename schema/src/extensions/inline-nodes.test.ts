// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { Editing, paragraph } from '../../test/editing.js';
import type { PaletteColor } from './palette.js';

describe('formulas', () => {
  it('are inserted in the text and changed', () => {
    const editing = new Editing(paragraph('a|b'));
    editing.editor.commands.setInlineMath({ latex: 'x' });
    expect(editing.content[0]?.content?.[1]).toEqual({ type: 'inlineMath', attrs: { latex: 'x' } });
    editing.editor.commands.updateInlineMath({ latex: 'y', pos: 2 });
    expect(editing.content[0]?.content?.[1]).toEqual({ type: 'inlineMath', attrs: { latex: 'y' } });
    expect(editing.editor.commands.updateInlineMath({ latex: 'z', pos: 1 })).toBe(false);
    expect(editing.editor.commands.updateBlockMath({ latex: 'z', pos: 2 })).toBe(false);
  });
});

describe('mentions', () => {
  it('are inserted with a space after them', () => {
    const editing = new Editing(paragraph('a|'));
    editing.editor.commands.setMention({ kind: 'document', id: 'd1', label: 'Plan' });
    expect(editing.content[0]?.content?.slice(1)).toEqual([
      { type: 'mention', attrs: { kind: 'document', id: 'd1', label: 'Plan' } },
      { type: 'text', text: ' ' },
    ]);
    expect(editing.editor.getText()).toBe('aPlan ');
  });
});

describe('colours', () => {
  const marksOf = (editing: Editing) => editing.content[0]?.content?.[0]?.marks;

  it('are those of the palette', () => {
    const editing = new Editing(paragraph('|a|'));
    expect(editing.editor.commands.setTextColor('url(x)' as PaletteColor)).toBe(false);
    expect(editing.editor.commands.setTextColor('red')).toBe(true);
    expect(marksOf(editing)).toEqual([{ type: 'textColor', attrs: { color: 'red' } }]);
    editing.editor.commands.unsetTextColor();
    expect(marksOf(editing)).toBeUndefined();
  });

  it('of a highlight toggle and replace each other', () => {
    const editing = new Editing(paragraph('|a|'));
    editing.editor.commands.toggleHighlight();
    expect(marksOf(editing)).toEqual([{ type: 'highlight', attrs: { color: 'yellow' } }]);
    editing.editor.commands.toggleHighlight({ color: 'teal' });
    expect(marksOf(editing)).toEqual([{ type: 'highlight', attrs: { color: 'teal' } }]);
    editing.editor.commands.toggleHighlight({ color: 'teal' });
    expect(marksOf(editing)).toBeUndefined();
  });
});

describe('marks', () => {
  it('of code leave the link that they are put on', () => {
    const editing = new Editing(paragraph('|a|'));
    editing.editor.chain().setLink({ href: 'https://a.b' }).setCode().toggleBold().run();
    expect(editing.content[0]?.content?.[0]?.marks?.map(({ type }) => type)).toEqual(['link', 'bold', 'code']);
  });

  it('below and above the line take turns', () => {
    const editing = new Editing(paragraph('|a|'));
    editing.editor.chain().toggleSubscript().toggleSuperscript().run();
    expect(editing.content[0]?.content?.[0]?.marks).toEqual([{ type: 'superscript' }]);
  });
});
