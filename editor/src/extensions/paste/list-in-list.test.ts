// @vitest-environment happy-dom
import type { JSONContent } from '@tiptap/core';
import { Slice } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { afterEach, describe, expect, it } from 'vitest';
import { EditorHarness } from '../../testing/editor-harness.js';
import { replaceWithSlice } from './insert-pasted.js';
import { insertPasted } from './paste-step.js';

const opened: EditorHarness[] = [];
afterEach(() => {
  for (const harness of opened.splice(0)) harness.close();
});

type Lines = readonly (string | Lines)[];

/** A list in short: a string is an item, with `[x]` a ticked one; strings that begin with `+` are more lines of it. */
function list(type: 'bulletList' | 'orderedList' | 'taskList', lines: Lines): JSONContent {
  const items: JSONContent[] = [];
  for (const line of lines) {
    if (typeof line !== 'string') {
      items.at(-1)?.content?.push(list(type, line));
      continue;
    }
    const text = line.replace(/^\[x\]|^\+/, '');
    const paragraph = { type: 'paragraph', content: text === '' ? [] : [{ type: 'text', text }] };
    if (line.startsWith('+')) items.at(-1)?.content?.push(paragraph);
    else if (type !== 'taskList') items.push({ type: 'listItem', content: [paragraph] });
    else items.push({ type: 'taskItem', attrs: { checked: line.startsWith('[x]') }, content: [paragraph] });
  }
  return { type, content: items };
}

const bullets = (...lines: Lines) => list('bulletList', lines);
const numbers = (...lines: Lines) => list('orderedList', lines);
const tasks = (...lines: Lines) => list('taskList', lines);

/** Pastes lists where `|` is and types Z, checks that Undo takes it back, and compares. */
function expectPasted(into: JSONContent, lists: readonly JSONContent[], expected: JSONContent): void {
  const harness = new EditorHarness([], { type: 'doc', content: [into] });
  opened.push(harness);
  const { editor } = harness;
  const { view, schema } = editor;
  view.state.doc.descendants((node, pos) => {
    const at = node.text?.indexOf('|') ?? -1;
    if (at === -1) return;
    const { tr } = view.state;
    tr.delete(pos + at, pos + at + 1);
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, pos + at)));
  });
  const before = view.state.doc;
  const { content } = schema.nodeFromJSON({ type: 'doc', content: lists });
  insertPasted(view, replaceWithSlice(view.state.tr, new Slice(content, 0, 0)));
  const pasted = view.state.doc;
  pasted.check();
  view.dispatch(view.state.tr.insertText('Z'));
  expect(view.state.doc.toJSON()).toEqual(schema.nodeFromJSON({ type: 'doc', content: [expected] }).toJSON());
  editor.commands.undo();
  expect(view.state.doc.toJSON()).toEqual(pasted.toJSON());
  editor.commands.undo();
  expect(view.state.doc.toJSON()).toEqual(before.toJSON());
}

const xy = [bullets('x', 'y')];

describe('a list pasted into a list', () => {
  it('at the end of an item comes behind it', () => {
    expectPasted(bullets('one|', 'two words'), xy, bullets('one', 'x', 'yZ', 'two words'));
  });

  it('at the start of an item comes before it, and what is ticked stays ticked', () => {
    expectPasted(tasks('[x]one', '[x]|two'), xy, tasks('[x]one', 'x', 'yZ', '[x]two'));
  });

  it('in the middle of an item comes between its halves, of which the first stays ticked', () => {
    expectPasted(bullets('two| words', ['sub']), xy, bullets('two', 'x', 'yZ', ' words', ['sub']));
    expectPasted(tasks('[x]two| words'), xy, tasks('[x]two', 'x', 'yZ', ' words'));
  });

  it('in an empty item takes its place', () => {
    expectPasted(bullets('one', '|', 'three'), xy, bullets('one', 'x', 'yZ', 'three'));
    expectPasted(bullets('|'), xy, bullets('x', 'yZ'));
    expectPasted(bullets('|', ['sub']), xy, bullets('x', 'yZ', ['sub']));
  });

  it('comes before the lists that are inside of the item', () => {
    expectPasted(bullets('one|', ['sub']), xy, bullets('one', 'x', 'yZ', ['sub']));
    const nested = [bullets('x', ['y'])];
    expectPasted(bullets('one|', ['sub'], 'two'), nested, bullets('one', 'x', ['yZ', 'sub'], 'two'));
  });

  it('in an inner list becomes items of that one', () => {
    expectPasted(bullets('one', ['sub|'], 'two'), xy, bullets('one', ['sub', 'x', 'yZ'], 'two'));
  });

  it('in an item of several lines divides it at the line', () => {
    expectPasted(bullets('a|', '+b'), xy, bullets('a', 'x', 'yZ', 'b'));
    expectPasted(bullets('a', '+|b'), xy, bullets('a', 'x', 'yZ', 'b'));
    expectPasted(bullets('a', '+|', '+c'), xy, bullets('a', 'x', 'yZ', 'c'));
    expectPasted(bullets('a', '+|'), xy, bullets('a', 'x', 'yZ'));
  });

  it('is of the kind of the list it comes into; lists inside of it stay what they are', () => {
    expectPasted(numbers('one|'), [tasks('[x]x', 'y')], numbers('one', 'x', 'yZ'));
    expectPasted(tasks('one|'), [numbers('x'), tasks('[x]y')], tasks('one', 'x', '[x]yZ'));
    const inList = (type: string, ...content: JSONContent[]) => ({
      type,
      content: [{ type: 'paragraph' }, ...content],
    });
    const pasted = { type: 'taskList', content: [inList('taskItem', numbers('i'))] };
    const [one] = bullets('one').content ?? [];
    const expected = { type: 'bulletList', content: [one ?? {}, inList('listItem', numbers('iZ'))] };
    expectPasted(bullets('one|'), [pasted], expected);
  });
});
