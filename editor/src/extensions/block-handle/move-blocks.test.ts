// @vitest-environment happy-dom
import { documentExtensions } from '@manyhands/schema';
import { getSchema } from '@tiptap/core';
import { DOMParser, type Node } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deleteBlocks, duplicateBlocks } from './block-edits.js';
import { type BlockRange, selectedBlocks } from './block-range.js';
import { canMoveBlocks, moveBlocks, nextGap } from './move-blocks.js';

const schema = getSchema(documentExtensions());

function stateOf(html: string): EditorState {
  const page = document.createElement('div');
  page.innerHTML = html;
  return EditorState.create({ schema, doc: DOMParser.fromSchema(schema).parse(page) });
}

/** The blocks with the caret in a word. */
function caretIn(state: EditorState, word: string): EditorState {
  let at = -1;
  state.doc.descendants((node, pos) => {
    if (at < 0 && node.isText && node.text?.includes(word) === true) at = pos + node.text.indexOf(word);
  });
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, at + 1)));
}

function step(html: string, word: string, direction: 'up' | 'down'): string {
  const state = caretIn(stateOf(html), word);
  const range = selectedBlocks(state);
  const gap = range === null ? null : nextGap(state.doc, range, direction);
  const tr = range === null || gap === null ? null : moveBlocks(state, range, gap);
  if (tr === null) return 'stays';
  tr.doc.check();
  // The caret is where it was in its word.
  expect(tr.selection.$head.parent.textContent).toContain(word);
  return outline(tr.doc);
}

function outline(node: Node): string {
  if (node.isTextblock) return node.textContent;
  const children: string[] = [];
  node.forEach((child) => {
    children.push(outline(child));
  });
  const name = node.type.name === 'doc' ? '' : node.type.name;
  return `${name}(${children.join(' ')})`;
}

describe('moving a block up and down', () => {
  it('past its neighbours', () => {
    expect(step('<p>one</p><p>two</p>', 'two', 'up')).toBe('(two one)');
    expect(step('<p>one</p><p>two</p>', 'one', 'down')).toBe('(two one)');
    expect(step('<p>one</p><p>two</p>', 'one', 'up')).toBe('stays');
  });

  it('an item within its list, and at its edge out of it with a list of its own', () => {
    const list = '<p>text</p><ul><li>a</li><li>b</li></ul>';
    expect(step(list, 'b', 'up')).toBe('(text bulletList(listItem(b) listItem(a)))');
    expect(step(list, 'a', 'up')).toBe('(bulletList(listItem(a)) text bulletList(listItem(b)))');
  });

  it('the only item of a list together with its list', () => {
    expect(step('<p>text</p><ul><li>a</li></ul>', 'a', 'up')).toBe('(bulletList(listItem(a)) text)');
  });

  it('a paragraph out of a callout', () => {
    const html = '<p>text</p><aside data-type="callout"><p>a</p><p>b</p></aside>';
    expect(step(html, 'a', 'up')).toBe('(text a callout(b))');
  });
});

describe('moving blocks to a gap', () => {
  const move = (html: string, word: string, gap: (doc: Node) => number) => {
    const state = caretIn(stateOf(html), word);
    const range = selectedBlocks(state) as BlockRange;
    const tr = moveBlocks(state, range, gap(state.doc));
    tr?.doc.check();
    return tr === null ? 'stays' : outline(tr.doc);
  };

  it('text becomes an item in a list, and an item of bullets a task among tasks', () => {
    expect(move('<ul><li>a</li></ul><p>text</p>', 'text', () => 1)).toBe('(bulletList(listItem(text) listItem(a)))');
    const html = '<ul data-type="taskList"><li data-type="taskItem"><p>t</p></li></ul><ul><li>a</li><li>b</li></ul>';
    expect(move(html, 'b', () => 1)).toBe('(taskList(taskItem(b) taskItem(t)) bulletList(listItem(a)))');
  });

  it('the last block of a column leaves an empty line in it', () => {
    const html =
      '<p>text</p><div data-type="columns"><div data-type="column"><p>a</p></div><div data-type="column"><p>b</p></div></div>';
    expect(move(html, 'a', () => 0)).toBe('(a text columns(column() column(b)))');
  });

  it('refuses what the schema does not allow', () => {
    // A heading cannot begin an item.
    expect(move('<ul><li>a</li></ul><h1>head</h1>', 'head', () => 1)).toBe('stays');
  });

  it('never loses or doubles a word, wherever anything goes', () => {
    const html =
      '<h1>h</h1><p>p1</p><ul><li>a<ul><li>a1</li></ul></li><li>b</li></ul><blockquote><p>q1</p><p>q2</p></blockquote>' +
      '<aside data-type="callout"><p>c1</p><ol><li>n</li></ol></aside><hr><p>p2</p>';
    const words = (doc: Node) => doc.textBetween(0, doc.content.size, ' ', '').split(' ').filter(Boolean).sort();
    const base = stateOf(html);
    const size = base.doc.content.size;
    fc.assert(
      fc.property(fc.nat(size), fc.nat(size), fc.nat(size), (anchor, head, gap) => {
        const { doc } = base;
        const selection = TextSelection.between(doc.resolve(anchor), doc.resolve(head));
        const state = base.apply(base.tr.setSelection(selection));
        const range = selectedBlocks(state);
        if (range === null || doc.resolve(gap).parent.inlineContent) return;
        const tr = moveBlocks(state, range, gap);
        expect(tr !== null).toBe(canMoveBlocks(doc, range, gap));
        if (tr === null) return;
        tr.doc.check();
        expect(words(tr.doc)).toEqual(words(doc));
      }),
    );
  });
});

describe('duplicating and deleting', () => {
  it('a copy has no link of its own and takes the caret along', () => {
    const state = caretIn(stateOf('<p>one</p><p>two</p>'), 'one');
    const linked = state.apply(state.tr.setNodeAttribute(0, 'blockId', 'abc'));
    const tr = duplicateBlocks(linked, selectedBlocks(linked) as BlockRange);
    expect(outline(tr.doc)).toBe('(one one two)');
    expect([tr.doc.child(0).attrs['blockId'], tr.doc.child(1).attrs['blockId']]).toEqual(['abc', null]);
    expect(tr.selection.$head.index(0)).toBe(1);
  });

  it('with the last item its list goes, and a document keeps a line', () => {
    const state = caretIn(stateOf('<ul><li>a</li></ul>'), 'a');
    expect(outline(deleteBlocks(state, selectedBlocks(state) as BlockRange).doc)).toBe('()');
  });
});
