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

function formula(latex: string, ...marks: string[]): JsonNode {
  const node = { type: 'inlineMath', attrs: { latex } };
  return marks.length === 0 ? node : { ...node, marks: marks.map((type) => ({ type })) };
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
  it.each<[string, JsonNode[]]>([
    ['$`a`$7 **b** c$d$', [formula('a'), text('7 '), text('b', 'bold'), text(' c$d$')]],
    ['$a$ **b** $c$', [formula('a'), text(' '), text('b', 'bold'), text(' '), formula('c')]],
    ['$a `c` **b** d$', [text('$a '), text('c', 'code'), text(' '), text('b', 'bold'), text(' d$')]],
    ['`$` **b** $', [text('$', 'code'), text(' '), text('b', 'bold'), text(' $')]],
    ['\\$a **b** c$', [text('$a '), text('b', 'bold'), text(' c$')]],
    ['*a $b*c$ d*', [text('a ', 'italic'), formula('b*c', 'italic'), text(' d', 'italic')]],
  ])('tells emphasis from formulas in %s', (markdown, content) => {
    expect(markdownToBody(markdown).content).toEqual([{ type: 'paragraph', content }]);
  });

  it('reads on rightly behind a backslash before an emoji', () => {
    const [line] = markdownToBody('**a** \\🙂 *b* \\* c').content ?? [];
    expect(line?.content).toEqual([text('a', 'bold'), text(' \\🙂 '), text('b', 'italic'), text(' * c')]);
  });

  it('keeps as text what has no node', () => {
    const text = (markdown: string) => JSON.stringify(markdownToBody(markdown));
    expect(text('<script>alert(1)</script>')).toContain('<script>alert(1)</script>');
    expect(text('a[^1]\n\n[^1]: note')).toContain('[^1]: note');
    expect(text('![a picture](docs/c.png)')).toContain('a picture');
  });

  it.each<[string, string, JsonNode[]]>([
    [
      'tables with alignment',
      '| a | b |\n|:-:|---|\n| c\\|d | `e\\|f` |',
      [
        {
          type: 'table',
          content: [
            {
              type: 'tableRow',
              content: [
                {
                  type: 'tableHeader',
                  attrs: { colspan: 1, rowspan: 1 },
                  content: [{ type: 'paragraph', attrs: { textAlign: 'center' }, content: [text('a')] }],
                },
                { type: 'tableHeader', attrs: { colspan: 1, rowspan: 1 }, content: [paragraph(text('b'))] },
              ],
            },
            {
              type: 'tableRow',
              content: [
                {
                  type: 'tableCell',
                  attrs: { colspan: 1, rowspan: 1 },
                  content: [{ type: 'paragraph', attrs: { textAlign: 'center' }, content: [text('c|d')] }],
                },
                { type: 'tableCell', attrs: { colspan: 1, rowspan: 1 }, content: [paragraph(text('e|f', 'code'))] },
              ],
            },
          ],
        },
      ],
    ],
    [
      'tasks beside other items',
      '- [x] a\n- [ ]\n- b',
      [
        {
          type: 'taskList',
          content: [
            { type: 'taskItem', attrs: { checked: true }, content: [paragraph(text('a'))] },
            { type: 'taskItem', attrs: { checked: false }, content: [{ type: 'paragraph' }] },
          ],
        },
        { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('b'))] }] },
      ],
    ],
    [
      'formulas',
      'so $x_1 * y_2$ is\n\n$$\n\\frac{a}{b}\n$$',
      [
        paragraph(text('so '), { type: 'inlineMath', attrs: { latex: 'x_1 * y_2' } }, text(' is')),
        { type: 'blockMath', attrs: { latex: '\\frac{a}{b}' } },
      ],
    ],
    ['prices as text', 'from $5 and $6 to US$7, $8-$9, \\$x$', [paragraph(text('from $5 and $6 to US$7, $8-$9, $x$'))]],
    [
      'callouts',
      '> [!IMPORTANT]\n> a\n>\n> b',
      [{ type: 'callout', attrs: { kind: 'warning' }, content: [paragraph(text('a')), paragraph(text('b'))] }],
    ],
    [
      'folded text',
      '<details>\n<summary>More <b>bold</b></summary>\n\n- a\n\n</details>\n\nb',
      [
        {
          type: 'details',
          content: [
            { type: 'detailsSummary', content: [text('More '), text('bold', 'bold')] },
            {
              type: 'detailsContent',
              content: [{ type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('a'))] }] }],
            },
          ],
        },
        paragraph(text('b')),
      ],
    ],
    [
      'pictures inside a paragraph',
      'a ![b](https://c.d/e.png "f") g',
      [
        paragraph(text('a')),
        { type: 'image', attrs: { src: 'https://c.d/e.png', alt: 'b' }, content: [text('f')] },
        paragraph(text('g')),
      ],
    ],
    [
      'highlights and scripts',
      '==a== H<sub>2</sub>O <mark data-color="red">b</mark>',
      [
        paragraph(
          text('a', { type: 'highlight', attrs: { color: 'yellow' } }),
          text(' H'),
          text('2', 'subscript'),
          text('O '),
          text('b', { type: 'highlight', attrs: { color: 'red' } }),
        ),
      ],
    ],
    ['footnotes as text', 'a[^1]\n\n[^1]: b', [paragraph(text('a[^1]')), paragraph(text('[^1]: b'))]],
    [
      'the layout of a README',
      '<h1 align="center">A</h1>\n\n<div align="center">\n\n**b**\n\n</div>\n\n<!-- c -->',
      [{ type: 'heading', attrs: { level: 1 }, content: [text('A')] }, paragraph(text('b', 'bold'))],
    ],
    ['the table of contents', '[TOC]', [{ type: 'tableOfContents' }]],
    [
      'front matter',
      '---\ntitle: A\n---\n\nb',
      [{ type: 'codeBlock', attrs: { language: 'yaml' }, content: [text('title: A')] }, paragraph(text('b'))],
    ],
    [
      'links to documents',
      '[Plan](/d/a1) [Plan](</d/a1>)',
      [
        paragraph(
          { type: 'mention', attrs: { kind: 'document', id: 'a1', label: 'Plan' } },
          text(' '),
          text('Plan', {
            type: 'link',
            attrs: { href: '/d/a1', target: '_blank', rel: 'noopener noreferrer nofollow' },
          }),
        ),
      ],
    ],
  ])('reads %s', (_, markdown, expected) => {
    expect(markdownToBody(markdown).content).toEqual(expected);
    expect(markdownToBody(bodyToMarkdown(markdownToBody(markdown))).content).toEqual(expected);
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
