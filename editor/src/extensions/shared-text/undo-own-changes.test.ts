// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { closeWriters, exchange, two } from '../../testing/writer.js';

afterEach(closeWriters);

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
