// @vitest-environment happy-dom
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { describe, expect, it } from 'vitest';
import { Editing, paragraph } from '../../test/editing.js';

const named = (text: string) => ({ ...paragraph(text), attrs: { blockId: 'b-1', textAlign: 'right' } });

function idsOf(editing: Editing): unknown[] {
  return editing.content.map(({ attrs }) => attrs?.['blockId']);
}

describe('the name of a block', () => {
  it('stays with the first half of a split block, whose other attributes both have', () => {
    const editing = new Editing(named('a|b'));
    editing.press('Enter');
    expect(editing.content.map(({ attrs }) => attrs)).toEqual([
      { blockId: 'b-1', textAlign: 'right' },
      { textAlign: 'right' },
    ]);
  });

  it('is not given to a new line after the block', () => {
    const editing = new Editing(named('a|'));
    editing.press('Enter');
    expect(idsOf(editing)).toEqual(['b-1', undefined]);
  });

  it('is not copied', () => {
    const editing = new Editing(named('a'), paragraph('z'));
    const { state, view } = editing.editor;
    const copy = state.doc.firstChild;
    if (copy) view.dispatch(state.tr.insert(state.doc.content.size, copy));
    expect(idsOf(editing)).toEqual(['b-1', undefined, undefined]);
  });

  it('is left alone when other people’s edits make two', () => {
    const editing = new Editing(named('a'));
    const { state, view } = editing.editor;
    const copy = state.doc.firstChild;
    if (copy) view.dispatch(state.tr.insert(0, copy).setMeta(ySyncPluginKey, { isChangeOrigin: true }));
    expect(idsOf(editing)).toEqual(['b-1', 'b-1']);
  });
});
