// @vitest-environment happy-dom
import { bodyField } from '@manyhands/schema';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { closeWriters, Writer } from '../../testing/writer.js';
import { keptBlock } from './kept-content.js';

afterEach(closeWriters);

describe('content that this schema does not know', () => {
  function withStrangers(): Y.Doc {
    const doc = new Y.Doc();
    const stranger = (name: string, text: string) => {
      const element = new Y.XmlElement(name);
      element.setAttribute('data', { nested: ['value'] } as unknown as string);
      const inner = new Y.XmlElement('paragraph');
      inner.insert(0, [new Y.XmlText(text)]);
      element.insert(0, [inner]);
      return element;
    };
    const paragraph = new Y.XmlElement('paragraph');
    const text = new Y.XmlText();
    text.applyDelta([{ insert: 'plain ' }, { insert: 'marked', attributes: { sparkle: { size: 3 } } }]);
    paragraph.setAttribute('mood', 'happy');
    paragraph.insert(0, [text, new Y.XmlElement('inlineWidget')]);
    const list = new Y.XmlElement('bulletList');
    const item = new Y.XmlElement('listItem');
    const first = new Y.XmlElement('paragraph');
    first.insert(0, [new Y.XmlText('item')]);
    item.insert(0, [first, stranger('kanban', 'in a list')]);
    list.insert(0, [item]);
    const wrong = new Y.XmlElement('bulletList');
    const loose = new Y.XmlElement('paragraph');
    loose.insert(0, [new Y.XmlText('paragraph in a list')]);
    wrong.insert(0, [loose]);
    const fragment = doc.getXmlFragment(bodyField);
    fragment.insert(0, [
      paragraph,
      stranger('kanban', 'at the top'),
      list,
      wrong,
      new Y.XmlElement('orderedList'),
      new Y.XmlText('bare'),
    ]);
    return doc;
  }

  it('is not changed by being shown', () => {
    const doc = withStrangers();
    const ada = new Writer(doc);
    expect(Y.encodeStateVector(ada.doc)).toEqual(Y.encodeStateVector(doc));
    expect(ada.fragment.toString()).toBe(doc.getXmlFragment(bodyField).toString());
    expect(ada.blocks.map((block) => block.split(':')[0])).toEqual([
      'paragraph',
      keptBlock,
      'bulletList',
      keptBlock,
      keptBlock,
    ]);
    ada.editor.state.doc.check();
  });

  it('survives typing, splitting and undo around it', () => {
    const doc = withStrangers();
    const ada = new Writer(doc);
    const before = ada.fragment.toString();
    ada.caretAfter('mar');
    ada.type('X');
    ada.caretAfter('plain ');
    ada.editor.commands.splitBlock();
    ada.caretAfter('item');
    ada.type('!');
    ada.editor.commands.insertContentAt(0, '<h1>New</h1>');
    for (const piece of [
      'at the top',
      'in a list',
      'paragraph in a list',
      'bare',
      'kanban',
      '<inlinewidget>',
      'mood="happy"',
    ]) {
      expect(ada.fragment.toString()).toContain(piece);
    }
    const text = ada.fragment.toString();
    expect(text).toMatch(/<sparkle size="3">marX<\/sparkle>|<sparkle size="3">marXked/);
    while (ada.editor.commands.undo());
    expect(ada.fragment.toString()).toBe(before);
  });

  it('is not replaced by a key after a click on it, nor deleted with everything', () => {
    const ada = new Writer(withStrangers());
    const before = ada.fragment.toString();
    ada.editor.commands.setNodeSelection(ada.editor.state.doc.child(0).nodeSize);
    ada.type('x');
    ada.editor.commands.deleteSelection();
    ada.editor.commands.selectAll();
    ada.editor.commands.deleteSelection();
    expect(ada.fragment.toString()).toBe(before);
  });

  it('moves whole when somebody moves it', () => {
    const ada = new Writer(withStrangers());
    const { doc, tr } = ada.editor.state;
    const node = doc.child(1);
    const from = doc.child(0).nodeSize;
    tr.delete(from, from + node.nodeSize);
    ada.editor.view.dispatch(tr.insert(0, node));
    expect(ada.fragment.toString()).toMatch(/^<kanban data="\[object Object\]"><paragraph>at the top/);
    const [moved] = ada.fragment.toArray();
    expect((moved as Y.XmlElement).getAttribute('data')).toEqual({ nested: ['value'] });
  });

  it('shows itself as soon as it makes sense', () => {
    const ada = new Writer(withStrangers());
    const wrong = ada.fragment.get(3) as Y.XmlElement;
    ada.doc.transact(() => {
      wrong.delete(0, 1);
      const item = new Y.XmlElement('listItem');
      const inner = new Y.XmlElement('paragraph');
      inner.insert(0, [new Y.XmlText('now right')]);
      item.insert(0, [inner]);
      wrong.insert(0, [item]);
    }, 'remote');
    expect(ada.blocks).toContain('bulletList:now right');
  });
});
