// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { EditorHarness } from '../../testing/editor-harness.js';
import { insertMarkdown } from './insert-markdown.js';

let harness: EditorHarness;

afterEach(() => harness.close());

function inserted(markdown: string): string {
  harness = new EditorHarness();
  insertMarkdown(harness.editor, markdown);
  return harness.text;
}

describe('insertMarkdown', () => {
  it('puts blocks in the place of an empty text', () => {
    expect(inserted('# Plan\n\n- one\n- two')).toBe(
      'doc(heading("Plan"), bulletList(listItem(paragraph("one")), listItem(paragraph("two"))))',
    );
  });

  it.each([
    ['nested too deeply', '>'.repeat(200)],
    ['too long for how deeply it is nested', `${'- '.repeat(80)}a${'b'.repeat(200_000)}`],
  ])('puts in as it is written what is %s', (_, line) => {
    expect(inserted(`${line}\r\n\r\nand more`)).toBe(
      `doc(paragraph(${JSON.stringify(line)}), paragraph, paragraph("and more"))`,
    );
  });
});
