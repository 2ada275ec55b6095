// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { EditorHarness } from '../../testing/editor-harness.js';
import { wellFormed } from './well-formed.js';
import { cleanText, isWellFormed, toWellFormed } from './well-formed-text.js';

let harness: EditorHarness | null = null;
afterEach(() => {
  harness?.close();
  harness = null;
});

describe('halves of characters', () => {
  it('are found and replaced without moving anything', () => {
    expect(isWellFormed('a😀')).toBe(true);
    expect(isWellFormed('a\ud83d')).toBe(false);
    expect(toWellFormed('\ude00a\ud83db😀')).toBe('\ufffda\ufffdb😀');
  });

  it('never enter the document by typing', () => {
    harness = new EditorHarness([wellFormed()]);
    harness.editor.view.dispatch(harness.editor.state.tr.insertText('a\ud83db'));
    expect(harness.text).toBe('doc(paragraph("a\ufffdb"))');
    expect(harness.doc.getXmlFragment('default').toString()).toContain('a\ufffdb');
  });

  it('never enter attributes of nodes and marks', () => {
    harness = new EditorHarness([wellFormed()]);
    harness.editor.commands.setContent({
      type: 'doc',
      content: [
        { type: 'codeBlock', attrs: { language: 'x\udc00' }, content: [{ type: 'text', text: 'a' }] },
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'l', marks: [{ type: 'link', attrs: { href: 'https://a.example/\ud83d' } }] },
          ],
        },
      ],
    });
    expect(JSON.stringify(harness.json)).not.toMatch(/\\ud83d|\\udc00/);
  });

  it('cleans text from elsewhere of controls and direction overrides, and keeps joiners', () => {
    expect(cleanText('a\r\nb\u0000\u202ec\u2029d👩‍👧\u200cx')).toBe('a\nbc\nd👩‍👧\u200cx');
  });
});
