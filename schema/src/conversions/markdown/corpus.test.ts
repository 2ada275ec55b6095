import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseBody } from '../create-update.js';
import type { JsonNode } from '../json-content.js';
import { bodyToText } from '../plain-text.js';
import { markdownToBody } from './from-markdown.js';
import { bodyToMarkdown } from './to-markdown.js';

const names = ['readme', 'meeting-notes', 'research', 'report', 'languages', 'issue'] as const;

type Name = (typeof names)[number];

function bodyOf(name: Name): JsonNode {
  return markdownToBody(readFileSync(new URL(`../../../test/corpus/${name}.md`, import.meta.url), 'utf8'));
}

const types = (name: Name) => bodyOf(name).content?.map(({ type }) => type);

describe('documents as people write them', () => {
  it.each(names)('%s is allowed, and the same when it is written and read again', (name) => {
    const body = bodyOf(name);
    parseBody(body);
    expect(markdownToBody(bodyToMarkdown(body))).toEqual(body);
  });

  it('reads a README', () => {
    expect(types('readme')).toEqual([
      ...['image', 'heading', 'paragraph', 'tableOfContents', 'heading', 'codeBlock', 'heading', 'orderedList'],
      ...['table', 'callout', 'details', 'paragraph'],
    ]);
    const text = bodyToText(bodyOf('readme'));
    expect(text).toContain("on\t'all'\t'all' | 'first'");
    expect(text).not.toContain('<');
    expect(text).not.toContain('generated');
    expect(bodyOf('readme').content?.[0]?.attrs).toMatchObject({ src: 'https://example.org/logo.png', width: 120 });
  });

  it('reads meeting notes', () => {
    expect(types('meeting-notes')).toEqual([
      ...['codeBlock', 'paragraph', 'heading', 'bulletList', 'heading', 'taskList', 'horizontalRule', 'paragraph'],
    ]);
    expect(bodyToText(bodyOf('meeting-notes'))).toContain('from $5 000 to $6 000 (+20 %)');
    expect(bodyToText(bodyOf('meeting-notes'))).toContain('[ ] Write to customers\n  [ ] English\n  [x] German');
  });

  it('reads research notes', () => {
    const formulas = JSON.stringify(bodyOf('research')).match(/"type":"(?:inline|block)Math"/g);
    expect(formulas).toHaveLength(7);
    expect(types('research')).toContain('blockMath');
    expect(bodyToText(bodyOf('research'))).toContain('[^1]: Lee, Waves, 2019.');
    expect(bodyToText(bodyOf('research'))).toContain('H2O at 103 Pa costs nothing here.');
  });

  it('reads a report', () => {
    expect(types('report')).toEqual(['heading', 'table', 'table']);
    expect(bodyToText(bodyOf('report'))).toContain('South | West\t980\t870 910');
    expect(bodyToText(bodyOf('report'))).toContain('• wood • glue\t4\t5');
  });

  it('reads other languages', () => {
    expect(bodyToText(bodyOf('languages'))).toContain('مرحبا بالعالم و code هنا.');
    expect(bodyToText(bodyOf('languages'))).toContain('naïve café, snake_case_name');
    expect(bodyToText(bodyOf('languages'))).toContain('👩‍👩‍👧 family — 🇩🇪 flag');
  });

  it('reads an issue', () => {
    expect(types('issue')).toEqual([
      ...['heading', 'orderedList', 'heading', 'paragraph', 'codeBlock', 'taskList', 'bulletList', 'bulletList'],
      'paragraph',
    ]);
    expect(bodyToText(bodyOf('issue'))).toContain('Line one\nline two\nline three & more https://example.org/a_b');
  });
});
