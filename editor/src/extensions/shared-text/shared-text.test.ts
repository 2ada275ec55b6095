// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { closeWriters, exchange, two, type Writer } from '../../testing/writer.js';

afterEach(closeWriters);

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
