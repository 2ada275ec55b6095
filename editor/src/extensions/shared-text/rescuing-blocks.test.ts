// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type Correspondent,
  closeAll,
  exchange,
  listBetween,
  open,
  wordsOfList,
} from '../../testing/correspondents.js';

afterEach(closeAll);

const listActs: Readonly<Record<string, { readonly act: (editor: Editor) => void; readonly page: string }>> = {
  'numbers it': {
    act: (editor) => editor.commands.toggleOrderedList(),
    page: 'orderedList(item one item, item two item, item mine, item three item)',
  },
  'makes tasks of it': {
    act: (editor) => editor.commands.toggleTaskList(),
    page: 'taskList(taskItem two item), bulletList(item mine, item three item)',
  },
  'quotes it': {
    act: (editor) => editor.commands.wrapIn('blockquote'),
    page: 'item two item, item mine, item three item',
  },
  'takes the item out of it': {
    act: (editor) => editor.commands.liftListItem('listItem'),
    page: 'paragraph("two item"), bulletList(item mine, item three item)',
  },
  'indents the item': {
    act: (editor) => editor.commands.sinkListItem('listItem'),
    page: 'item one item, bulletList(item two item)), item mine, item three item',
  },
};

const shorten = (page: string) =>
  page
    .replaceAll(/(list|task)Item\(paragraph\("([^"]*)"\)\)/g, (_all, kind, words) => `${kind}Item ${words}`)
    .replaceAll(/listItem\(paragraph\("([^"]*)"\)/g, 'item $1')
    .replaceAll('listItem ', 'item ');

describe('a block that was made inside another one, which somebody changed without having seen it', () => {
  it.each(Object.keys(listActs))('is in the list when somebody %s', (name) => {
    const [ada, grace] = open(2, listBetween) as [Correspondent, Correspondent];
    ada.put('two item');
    ada.type('\nmine');
    grace.put('two');
    listActs[name]?.act(grace.editor);
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    expect(shorten(ada.text)).toContain(listActs[name]?.page);
    // She writes on where she was.
    ada.type('!');
    expect(ada.text).toContain('"mine!"');
  });

  it('keeps its marks, and what else is in it', () => {
    const [ada, grace] = open(2, listBetween) as [Correspondent, Correspondent];
    ada.put('three item');
    ada.press('Enter');
    ada.editor.commands.insertContent(
      '<p>see <strong>this</strong> <a href="https://a.example">page</a></p><ul><li><p>inner</p></li></ul>',
    );
    grace.put('two');
    grace.editor.commands.toggleOrderedList();
    exchange(ada, grace);
    expect(grace.text).toContain('bold("this")');
    expect(grace.text).toContain('link("page")');
    expect(grace.text).toMatch(/orderedList\(.*bulletList\(listItem\(paragraph\("inner"\)\)\)/);
    expect(ada.text).toBe(grace.text);
  });

  it('has the caret even if nothing is in it yet', () => {
    const [ada, grace] = open(2, listBetween) as [Correspondent, Correspondent];
    ada.put('two item');
    ada.press('Enter');
    grace.put('two');
    grace.editor.commands.toggleOrderedList();
    exchange(ada, grace);
    ada.type('mine');
    expect(shorten(ada.text)).toContain('item two item, item mine, item three item');
  });

  it('stays when two people indent neighbours', () => {
    const [ada, grace] = open(2, listBetween) as [Correspondent, Correspondent];
    ada.put('two');
    ada.editor.commands.sinkListItem('listItem');
    grace.put('three');
    grace.editor.commands.sinkListItem('listItem');
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    expect(ada.words).toBe(wordsOfList);
  });

  it('is a row of a table that somebody moved', () => {
    const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
    const cell = (text: string) => ({
      type: 'tableCell',
      content: text === '' ? [{ type: 'paragraph' }] : [paragraph(text)],
    });
    const endOfRow = ({ state }: Editor) => 1 + (state.doc.child(0).firstChild?.nodeSize ?? 0);
    const row = (...texts: string[]) => ({ type: 'tableRow', content: texts.map(cell) });
    const table = { type: 'table', content: [row('a', 'b'), row('c', 'd')] };
    const [ada, grace] = open(2, { type: 'doc', content: [table, paragraph('after')] }) as [
      Correspondent,
      Correspondent,
    ];
    ada.editor.commands.insertContentAt(endOfRow(ada.editor), row('', ''));
    const { state, view } = grace.editor;
    const size = state.doc.child(0).nodeSize;
    view.dispatch(state.tr.insert(state.doc.content.size, state.doc.child(0)).delete(0, size));
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    const moved = ada.editor.state.doc.child(1);
    expect(moved.childCount).toBe(3);
    expect(moved.child(1).textContent).toBe('');
  });
});

describe('what is written in the end of a line that somebody breaks', () => {
  it.each([
    { at: 'alpha world om', breaks: 'alpha world', page: '"alpha world"), paragraph(" om123ega")' },
    { at: 'alpha world omega', breaks: 'alpha world', page: '"alpha world"), paragraph(" omega123")' },
    { at: 'alpha world', breaks: 'alpha world', page: '"alpha world123"), paragraph(" omega")' },
    { at: 'alp', breaks: 'alpha world', page: '"alp123ha world"), paragraph(" omega")' },
    { at: 'alpha world om', breaks: 'alpha', page: '"alpha"), paragraph(" world om123ega")' },
    { at: 'alp', breaks: 'alpha', page: '"alp123ha"), paragraph(" world omega")' },
  ])('goes with it: $at, broken behind $breaks', ({ at, breaks, page }) => {
    const [ada, grace] = open(2) as [Correspondent, Correspondent];
    ada.put(at);
    ada.type('123');
    grace.put(breaks);
    grace.press('Enter');
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    expect(ada.text).toContain(page);
    // She writes on where she was.
    ada.type('4');
    expect(ada.text).toContain(page.replace('123', '1234'));
  });

  it('goes with it while both write on', () => {
    const [ada, grace] = open(2) as [Correspondent, Correspondent];
    ada.put('omega');
    ada.type('1');
    grace.put('alpha world');
    grace.type('\nnew ');
    ada.type('2');
    exchange(ada, grace);
    ada.type('3');
    exchange(ada, grace);
    expect(ada.text).toBe(grace.text);
    expect(ada.text).toContain('"alpha world"), paragraph("new  omega123")');
  });

  it('goes with the last letter alone, but only to the line beside it', () => {
    const [ada, grace] = open(2) as [Correspondent, Correspondent];
    ada.put('omega');
    ada.type('123');
    grace.put('omeg');
    grace.press('Enter');
    exchange(ada, grace);
    expect(ada.text).toContain('"alpha world omeg"), paragraph("a123")');
  });
});
