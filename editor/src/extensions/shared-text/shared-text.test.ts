// @vitest-environment happy-dom
import { bodyField, documentExtensions } from '@manyhands/schema';
import { Editor } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { keptBlock } from './kept-content.js';
import { SharedText } from './shared-text.js';

/** Somebody with a copy of the document and an editor on it. */
class Writer {
  readonly doc = new Y.Doc();
  readonly editor: Editor;

  constructor(start: Y.Doc | null = null) {
    if (start !== null) Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(start));
    this.editor = new Editor({
      element: document.body.appendChild(document.createElement('div')),
      extensions: [...documentExtensions(), SharedText.configure({ document: this.doc, field: bodyField })],
      injectCSS: false,
    });
    writers.push(this);
  }

  get fragment(): Y.XmlFragment {
    return this.doc.getXmlFragment(bodyField);
  }

  get blocks(): string[] {
    const blocks: string[] = [];
    this.editor.state.doc.forEach((node) => {
      blocks.push(`${node.type.name}:${node.textContent}`);
    });
    return blocks;
  }

  hear(other: Writer | Y.Doc): void {
    const doc = other instanceof Writer ? other.doc : other;
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(this.doc)), 'remote');
  }

  /** Puts the caret behind the first occurrence of a text. */
  caretAfter(text: string): void {
    this.editor.state.doc.descendants((node, position) => {
      const at = node.isText ? (node.text ?? '').indexOf(text) : -1;
      if (at >= 0) this.editor.commands.setTextSelection(position + at + text.length);
      return at < 0;
    });
  }

  /** The text on both sides of the caret in its block. */
  get caret(): string {
    const { $head } = this.editor.state.selection;
    const { parent, parentOffset } = $head;
    return `${parent.textBetween(0, parentOffset)}|${parent.textBetween(parentOffset, parent.content.size)}`;
  }

  /** Does something with the caret behind a text. */
  at(text: string, act: () => unknown): void {
    this.caretAfter(text);
    act();
  }

  type(text: string): void {
    this.editor.view.dispatch(this.editor.state.tr.insertText(text));
  }
}

const writers: Writer[] = [];
afterEach(() => {
  for (const writer of writers.splice(0)) writer.editor.destroy();
  document.body.replaceChildren();
});

function exchange(a: Writer, b: Writer): void {
  a.hear(b);
  b.hear(a);
}

function two(html: string): [Writer, Writer] {
  const ada = new Writer();
  ada.editor.commands.setContent(html);
  return [ada, new Writer(ada.doc)];
}

describe('what others do around the caret', () => {
  const cases: [string, (peer: Writer) => void, string][] = [
    ['inserts blocks above', (peer) => peer.editor.commands.insertContentAt(0, '<p>a</p><p>b</p>'), 'Hello wor|ld'],
    ['splits the paragraph before it', (peer) => peer.at('Hello', () => peer.editor.commands.splitBlock()), ' wor|ld'],
    ['splits the paragraph at it', (peer) => peer.at('wor', () => peer.editor.commands.splitBlock()), 'Hello wor|'],
    [
      'splits the paragraph after it',
      (peer) => peer.at('worl', () => peer.editor.commands.splitBlock()),
      'Hello wor|l',
    ],
    [
      'splits off the short end that it is in',
      (peer) => peer.at('Hello wo', () => peer.editor.commands.splitBlock()),
      'r|ld',
    ],
    ['breaks the line before it', (peer) => peer.at('Hel', () => peer.editor.commands.setHardBreak()), 'Hello wor|ld'],
    ['breaks the line at it', (peer) => peer.at('wor', () => peer.editor.commands.setHardBreak()), 'Hello wor|ld'],
    ['breaks the line after it', (peer) => peer.at('worl', () => peer.editor.commands.setHardBreak()), 'Hello wor|ld'],
    [
      'deletes the letters around it',
      (peer) => peer.editor.view.dispatch(peer.editor.state.tr.delete(14, 18)),
      'Hello |d',
    ],
    [
      'breaks the line before it and takes that back',
      (peer) => {
        peer.at('Hel', () => peer.editor.commands.setHardBreak());
        peer.editor.commands['undo']();
      },
      'Hello wor|ld',
    ],
    [
      'makes a heading of it',
      (peer) => peer.at('wor', () => peer.editor.commands.setHeading({ level: 2 })),
      'Hello wor|ld',
    ],
    ['makes a list of it', (peer) => peer.at('wor', () => peer.editor.commands.toggleBulletList()), 'Hello wor|ld'],
    ['quotes it', (peer) => peer.at('wor', () => peer.editor.commands.setBlockquote()), 'Hello wor|ld'],
    ['makes code of it', (peer) => peer.at('wor', () => peer.editor.commands.setCodeBlock()), 'Hello wor|ld'],
    [
      'joins it to the one above',
      (peer) => peer.at('world', () => peer.editor.chain().setTextSelection(8).joinBackward().run()),
      'FirstHello wor|ld',
    ],
    [
      'makes its words bold',
      (peer) => {
        peer.editor.commands.setTextSelection({ from: 14, to: 19 });
        peer.editor.commands.setBold();
      },
      'Hello wor|ld',
    ],
    [
      'moves its block to the end',
      (peer) => {
        const node = peer.editor.state.doc.child(1);
        const { tr } = peer.editor.state;
        tr.delete(7, 7 + node.nodeSize);
        peer.editor.view.dispatch(tr.insert(tr.doc.content.size, node));
      },
      'Hello wor|ld',
    ],
    [
      'deletes its block',
      (peer) => {
        peer.editor.view.dispatch(peer.editor.state.tr.delete(7, 7 + peer.editor.state.doc.child(1).nodeSize));
      },
      '|Last',
    ],
  ];

  it.each(cases)('keeps it with its letters when somebody %s', (_what, act, caret) => {
    const [ada, grace] = two('<p>First</p><p>Hello world</p><p>Last</p>');
    grace.caretAfter('wor');
    act(ada);
    exchange(ada, grace);
    expect(grace.caret).toBe(caret);
    // And typing goes on there.
    grace.type('X');
    exchange(ada, grace);
    expect(grace.caret).toBe(caret.replace('|', 'X|'));
    expect(ada.blocks).toEqual(grace.blocks);
  });

  it('keeps a selection over text that others edit', () => {
    const [ada, grace] = two('<p>one two three</p>');
    grace.editor.commands.setTextSelection({ from: 5, to: 8 });
    ada.caretAfter('one');
    ada.type(' and a half');
    ada.caretAfter('tw');
    ada.type('--');
    exchange(ada, grace);
    const { from, to } = grace.editor.state.selection;
    expect(grace.editor.state.doc.textBetween(from, to)).toBe('tw--o');
  });

  it('keeps bold that was switched on for the next letter', () => {
    const [ada, grace] = two('<p>one</p>');
    grace.caretAfter('one');
    grace.editor.commands.toggleBold();
    ada.caretAfter('o');
    ada.type('x');
    exchange(ada, grace);
    grace.type('y');
    expect(grace.editor.getHTML()).toBe('<p>oxne<strong>y</strong></p>');
  });
});

describe('two people at the same place', () => {
  it('both begin in the same empty paragraph: no letter is lost or doubled, and both go on', () => {
    const [ada, grace] = two('<p>x</p><p></p>');
    ada.editor.commands.setTextSelection(4);
    grace.editor.commands.setTextSelection(4);
    for (const letter of 'Ada') ada.type(letter);
    for (const letter of 'Grace') grace.type(letter);
    exchange(ada, grace);
    for (const letter of ' A') ada.type(letter);
    for (const letter of ' G') grace.type(letter);
    exchange(ada, grace);
    expect(ada.blocks).toEqual(grace.blocks);
    expect(['paragraph:Ada AGrace G', 'paragraph:Grace GAda A']).toContain(ada.blocks[1]);
  });

  it('both change an emoji: neither leaves half of one', () => {
    const [ada, grace] = two('<p>a😀b</p>');
    ada.editor.view.dispatch(ada.editor.state.tr.insertText('😁', 2, 4));
    exchange(ada, grace);
    expect(grace.blocks).toEqual(['paragraph:a😁b']);
  });
});

describe('undo', () => {
  it('takes back one’s own heading and leaves the words that somebody wrote into it', () => {
    const [ada, grace] = two('<p>Start</p>');
    ada.editor.commands.insertContentAt(7, '<h2>Mine </h2>');
    exchange(ada, grace);
    grace.caretAfter('Mine ');
    grace.type('hers');
    exchange(ada, grace);
    ada.editor.commands.undo();
    exchange(ada, grace);
    expect(ada.blocks).toContain('heading:hers');
    expect(grace.blocks).toEqual(ada.blocks);
  });

  it('takes back what was written at two places one after the other, however fast', () => {
    const [ada] = two('<p>one two</p>');
    ada.caretAfter('two');
    ada.type('!');
    ada.caretAfter('one');
    ada.type('?');
    ada.editor.commands.undo();
    expect(ada.blocks).toEqual(['paragraph:one two!']);
  });

  it('brings the caret back to where it was', () => {
    const [ada, grace] = two('<p>one two</p><p>last</p>');
    grace.caretAfter('one');
    grace.type('!');
    grace.caretAfter('last');
    ada.caretAfter('o');
    ada.type('X');
    exchange(ada, grace);
    grace.editor.commands.undo();
    expect(grace.caret).toBe('oXne| two');
  });
});

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
