import { contentToUpdate, markdownToBody } from '@manyhands/schema/conversions';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { exportDocument } from './document-files.js';
import { fileNameOf } from './write-document-file.js';

function open(title: string, markdown: string): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, contentToUpdate({ title, body: markdownToBody(markdown) }));
  return doc;
}

describe('exportDocument', () => {
  it.each([
    ['markdown', 'Plans.md', '# Plans\n\nSome **bold** words.\n'],
    ['text', 'Plans.txt', 'Plans\n\nSome bold words.\n'],
  ] as const)('writes %s', async (format, name, text) => {
    const file = await exportDocument(open('Plans', 'Some **bold** words.'), format);
    expect(file.name).toBe(name);
    expect((await file.blob.text()).trim()).toBe(text.trim());
  });

  it('writes a whole page of HTML', async () => {
    const file = await exportDocument(open('A & B', 'Some **bold** words.'), 'html');
    expect(file.name).toBe('A & B.html');
    expect(await file.blob.text()).toContain('<title>A &amp; B</title>');
    expect(await file.blob.text()).toContain('<strong>bold</strong>');
  });
});

describe('fileNameOf', () => {
  it.each([
    ['Plans', 'Plans'],
    ['', 'Untitled'],
    ['../../etc/passwd', 'etc passwd'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
    ['...', 'Untitled'],
    ['line\nbreak\u0000\u202e', 'line break'],
    ['漢字', '漢字'],
  ])('%j becomes %j', (title, name) => expect(fileNameOf(title)).toBe(name));

  it('bounds the length without cutting a character in two', () => {
    expect(fileNameOf('😀'.repeat(200))).toBe('😀'.repeat(80));
  });
});
