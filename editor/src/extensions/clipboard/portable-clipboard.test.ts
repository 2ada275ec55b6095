// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://docs.example/d/x" }
import { documentExtensions } from '@manyhands/schema';
import { Editor, type JSONContent } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import { PortableClipboard } from './portable-clipboard.js';

const content: JSONContent = {
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [{ type: 'text', text: 'marked', marks: [{ type: 'highlight', attrs: { color: 'red' } }] }],
    },
    { type: 'image', attrs: { src: '/api/v1/files/abc', alt: 'A' }, content: [{ type: 'text', text: 'caption' }] },
    { type: 'callout', attrs: { kind: 'tip' }, content: [{ type: 'paragraph' }] },
  ],
};

function editorWith(json: JSONContent): Editor {
  return new Editor({
    element: document.createElement('div'),
    extensions: [...documentExtensions(), PortableClipboard],
    content: json,
  });
}

function copyAll(editor: Editor): string {
  const { view, state } = editor;
  return view.serializeForClipboard(state.doc.slice(0, state.doc.content.size)).dom.innerHTML;
}

describe('what is copied', () => {
  let editor: Editor | undefined;

  afterEach(() => editor?.destroy());

  it('brings its colours along, which the page itself has not', () => {
    editor = editorWith(content);
    expect(copyAll(editor)).toMatch(/<mark [^>]*style="background-color: #fbdcdc/);
    expect(copyAll(editor)).toMatch(/<aside [^>]*style="[^"]*border-left/);
    expect(editor.view.dom.innerHTML).not.toMatch(/#fbdcdc|border-left/);
  });

  it('names pictures by whole addresses', () => {
    editor = editorWith(content);
    expect(copyAll(editor)).toContain(`src="${location.origin}/api/v1/files/abc"`);
  });

  it('reads back as it was', () => {
    editor = editorWith(content);
    const copied = copyAll(editor);
    const before = editor.getJSON();
    editor.commands.clearContent();
    editor.view.pasteHTML(copied);
    expect(editor.getJSON()).toEqual(before);
  });
});
