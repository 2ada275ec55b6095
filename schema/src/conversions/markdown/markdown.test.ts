import { describe, expect, it } from 'vitest';
import { parseBody } from '../create-update.js';
import type { JsonNode } from '../json-content.js';
import { markdownToBody } from './from-markdown.js';
import { bodyToMarkdown, contentToMarkdown } from './to-markdown.js';

function doc(...content: JsonNode[]): JsonNode {
  return { type: 'doc', content };
}

function paragraph(...content: JsonNode[]): JsonNode {
  return { type: 'paragraph', content };
}

function text(value: string, ...marks: (string | { type: string; attrs: Record<string, unknown> })[]): JsonNode {
  return {
    type: 'text',
    text: value,
    ...(marks.length > 0 && { marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark)) }),
  };
}

function link(href: string): { type: string; attrs: Record<string, unknown> } {
  return { type: 'link', attrs: { href } };
}

describe('bodyToMarkdown', () => {
  it.each<[string, JsonNode[], string]>([
    ['headings', [{ type: 'heading', attrs: { level: 2 }, content: [text('Hi')] }], '## Hi\n'],
    [
      'marks',
      [paragraph(text('a', 'bold'), text(' '), text('b', 'italic'), text(' '), text('c', 'strike'))],
      '**a** _b_ ~~c~~\n',
    ],
    ['underline as a tag', [paragraph(text('a', 'underline'))], '<u>a</u>\n'],
    [
      'a mark inside a word that cannot be delimited as a tag',
      [paragraph(text('a.', 'bold'), text('b'))],
      '<strong>a.</strong>b\n',
    ],
    [
      'marks that overlap',
      [paragraph(text('a', 'bold'), text('b', 'bold', 'italic'), text('c', 'italic'))],
      '**a<em>b</em>**_c_\n',
    ],
    ['a link by its address', [paragraph(text('http://a.b', link('http://a.b')))], '<http://a.b>\n'],
    ['a link by its text', [paragraph(text('x', link('http://a.b')))], '[x](http://a.b)\n'],
    ['no link that could run code', [paragraph(text('x', link('javascript:alert(1)')))], 'x\n'],
    ['text that looks like a heading', [paragraph(text('# a'))], '\\# a\n'],
    ['text that looks like a list', [paragraph(text('1. a'))], '1\\. a\n'],
    ['an exclamation mark before a link', [paragraph(text('!'), text('x', link('/a')))], '\\![x](/a)\n'],
    ['code with backticks', [paragraph(text('a`b', 'code'))], '``a`b``\n'],
    ['a fence longer than those inside', [{ type: 'codeBlock', content: [text('```\nx')] }], '````\n```\nx\n````\n'],
    ['a rule at the start, which is no front matter', [{ type: 'horizontalRule' }], '___\n'],
    ['hard breaks', [paragraph(text('a'), { type: 'hardBreak' }, text('b'))], 'a\\\nb\n'],
    ['an empty document', [{ type: 'paragraph' }], ''],
  ])('writes %s', (_, content, expected) => {
    expect(bodyToMarkdown(doc(...content))).toBe(expected);
  });

  it('keeps two lists of one kind apart', () => {
    const list = { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('a'))] }] };
    const markdown = bodyToMarkdown(doc(list, list, list));
    expect(markdown).toBe('- a\n\n* a\n\n- a\n');
    expect(markdownToBody(markdown).content).toHaveLength(3);
  });

  it('writes the text of what it does not know', () => {
    const unknown = { type: 'hologram', attrs: { x: 1 }, content: [paragraph(text('inside', 'glow'))] };
    expect(bodyToMarkdown(doc(unknown, { type: 'void' }, { type: 'beam', content: [text('bare')] }))).toBe(
      'inside\n\nbare\n',
    );
  });

  it('writes the title as a first heading', () => {
    expect(contentToMarkdown({ title: 'On C#', body: doc(paragraph(text('a'))) })).toBe('# On C\\#\n\na\n');
  });
});

describe('markdownToBody', () => {
  it('keeps as text what has no node yet', () => {
    const text = (markdown: string) => JSON.stringify(markdownToBody(markdown));
    expect(text('| a |\n|---|\n| b |')).toContain('| a |\\n|---|\\n| b |');
    expect(text('- [x] done')).toContain('[x] done');
    expect(text('![a picture](http://a.b/c.png)')).toContain('a picture');
    expect(text('<script>alert(1)</script>')).toContain('<script>alert(1)</script>');
  });

  it('drops the mark of a link that could run code, however it is written', () => {
    for (const href of [
      'javascript:alert(1)',
      'JaVaScRiPt:x',
      'java&#10;script:x',
      '&#106;avascript:x',
      'data:text/html,x',
      'vbscript:x',
    ]) {
      const body = markdownToBody(`[x](<${href}>) ![y](<${href}>)`);
      expect(JSON.stringify(body)).not.toContain('"link"');
      expect(JSON.stringify(body)).toContain('"x y"');
    }
  });

  it('reads headings deeper than the editor has as its deepest', () => {
    expect(markdownToBody('###### a').content?.[0]?.attrs).toEqual({ level: 4 });
  });

  it('reads line ends inside a paragraph as spaces', () => {
    expect(markdownToBody('a\r\nb\nc').content).toEqual([paragraph(text('a b c'))]);
  });

  it('answers hostile nesting with an error instead of a crash', () => {
    for (const markdown of ['>'.repeat(20_000), '- '.repeat(20_000), '['.repeat(20_000), '**a_'.repeat(500)]) {
      try {
        parseBody(markdownToBody(markdown));
      } catch (error) {
        expect(error).toMatchObject({ name: 'ConversionError', code: 'too-deep' });
      }
    }
  });
});
