import { describe, expect, it } from 'vitest';
import { htmlToBody } from '../../test/html-to-body.js';
import type { JsonNode } from '../conversions/json-content.js';

/** Read as a web page is, where white space between tags means nothing. */
function read(html: string): readonly JsonNode[] {
  return htmlToBody(html, { collapseSpace: true }).content ?? [];
}

function text(value: string, ...types: string[]): JsonNode {
  return { type: 'text', text: value, ...(types.length > 0 && { marks: types.map((type) => ({ type })) }) };
}

function paragraph(...content: JsonNode[]): JsonNode {
  return { type: 'paragraph', ...(content.length > 0 && { content }) };
}

const anImage = { type: 'image', attrs: { src: 'https://a.b/c.png', alt: '' } };

function task(checked: boolean, ...content: JsonNode[]): JsonNode {
  return { type: 'taskItem', attrs: { checked }, content };
}

describe('HTML of other writers', () => {
  it.each<[string, string, JsonNode[]]>([
    [
      'GitHub’s task lists',
      `<ul class="contains-task-list">
        <li class="task-list-item"><input type="checkbox" disabled checked class="task-list-item-checkbox"> a</li>
        <li class="task-list-item"><p><input type="checkbox"> b</p><ul><li>c</li></ul></li>
      </ul>`,
      [
        {
          type: 'taskList',
          content: [
            task(true, paragraph(text('a'))),
            task(false, paragraph(text('b')), {
              type: 'bulletList',
              content: [{ type: 'listItem', content: [paragraph(text('c'))] }],
            }),
          ],
        },
      ],
    ],
    [
      'Google Docs’ check lists',
      '<ul><li role="checkbox" aria-checked="true"><p>a</p></li><li role="checkbox" aria-checked="false">b</li></ul>',
      [{ type: 'taskList', content: [task(true, paragraph(text('a'))), task(false, paragraph(text('b')))] }],
    ],
    [
      'Notion’s to-do lists',
      '<ul class="to-do-list"><li><div class="checkbox checkbox-on"></div> <span>a</span></li></ul>',
      [{ type: 'taskList', content: [task(true, paragraph(text('a')))] }],
    ],
    [
      'a list with a check box further on, which is a list',
      '<ul><li>see <input type="checkbox"> there</li></ul>',
      [{ type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('see there'))] }] }],
    ],
    [
      'details with a heading as summary and bare content',
      '<details open><summary><h3>S <b>x</b></h3></summary><p>a</p>b</details>',
      [
        {
          type: 'details',
          content: [
            { type: 'detailsSummary', content: [text('S '), text('x', 'bold')] },
            { type: 'detailsContent', content: [paragraph(text('a')), paragraph(text('b'))] },
          ],
        },
      ],
    ],
    [
      'GitHub’s alerts',
      '<div class="markdown-alert markdown-alert-warning"><p class="markdown-alert-title">Warning</p><p>a</p></div>',
      [{ type: 'callout', attrs: { kind: 'warning' }, content: [paragraph(text('a'))] }],
    ],
    [
      'admonitions',
      '<div class="admonition danger"><p class="admonition-title">Danger</p><p>a</p></div>',
      [{ type: 'callout', attrs: { kind: 'caution' }, content: [paragraph(text('a'))] }],
    ],
    ['an aside', '<aside>a</aside>', [{ type: 'callout', attrs: { kind: 'note' }, content: [paragraph(text('a'))] }]],
    [
      'a marker pen',
      '<p><mark>a</mark></p>',
      [
        paragraph({
          type: 'text',
          text: 'a',
          marks: [{ type: 'highlight', attrs: { color: 'yellow' } }],
        }),
      ],
    ],
    [
      'sub- and superscript',
      '<p>H<sub>2</sub>O<sup>+</sup></p>',
      [paragraph(text('H'), text('2', 'subscript'), text('O'), text('+', 'superscript'))],
    ],
    [
      'linked code',
      '<p><a href="https://a.b"><code>x</code></a></p>',
      [
        paragraph({
          type: 'text',
          text: 'x',
          marks: [
            {
              type: 'link',
              attrs: { href: 'https://a.b', target: '_blank', rel: 'noopener noreferrer nofollow' },
            },
            { type: 'code' },
          ],
        }),
      ],
    ],
    ['a picture', '<img src="https://a.b/c.png">', [anImage]],
    [
      'a picture within a paragraph, with its size',
      '<p>a<img src="https://a.b/c.png" alt="C" width="300">b</p>',
      [
        paragraph(text('a')),
        { type: 'image', attrs: { src: 'https://a.b/c.png', alt: 'C', width: 300 } },
        paragraph(text('b')),
      ],
    ],
    [
      'a figure with its caption',
      '<figure><a href="https://a.b/big"><img src="https://a.b/c.png"></a><figcaption>A <b>C</b></figcaption></figure>',
      [{ ...anImage, content: [text('A C')] }],
    ],
    ['a figure without caption', '<figure><img src="https://a.b/c.png"></figure>', [anImage]],
    [
      'a figure with more words, which stand below',
      '<figure><img src="https://a.b/c.png"><div>credit</div></figure>',
      [anImage, paragraph(text('credit'))],
    ],
    [
      'a figure of figures, as those',
      '<figure><figure><img src="https://a.b/c.png"></figure> <figure><img src="https://a.b/c.png"></figure></figure>',
      [anImage, anImage],
    ],
    [
      'a figure of a table, as the table',
      '<figure><table><tr><td>a</td></tr></table></figure>',
      [
        {
          type: 'table',
          content: [
            {
              type: 'tableRow',
              content: [{ type: 'tableCell', attrs: { colspan: 1, rowspan: 1 }, content: [paragraph(text('a'))] }],
            },
          ],
        },
      ],
    ],
    [
      'a newsletter’s counting pixel, as nothing',
      '<p>a</p><img src="https://a.b/c" width="1" height="1">',
      [paragraph(text('a'))],
    ],
    [
      'pictures that may not be loaded, as nothing',
      '<p>a</p><img src="javascript:alert(1)"><img src="data:image/svg+xml;base64,AAAA"><img src="file:///c:/x.png">',
      [paragraph(text('a'))],
    ],
    [
      'a formula drawn by KaTeX',
      '<p>a <span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>x</mi></mrow><annotation encoding="application/x-tex">x^2</annotation></semantics></math></span><span class="katex-html">x2</span></span></p>',
      [paragraph(text('a '), { type: 'inlineMath', attrs: { latex: 'x^2' } })],
    ],
    [
      'a formula on its own line drawn by KaTeX',
      '<p>a</p><span class="katex-display"><span class="katex"><math display="block"><semantics><annotation encoding="application/x-tex">x^2</annotation></semantics></math></span></span>',
      [paragraph(text('a')), { type: 'blockMath', attrs: { latex: 'x^2' } }],
    ],
    [
      'aligned text of old pages',
      '<p align="center">a</p><h2 style="text-align: right">b</h2><p style="text-align: start">c</p>',
      [
        { ...paragraph(text('a')), attrs: { textAlign: 'center' } },
        { type: 'heading', attrs: { level: 2, textAlign: 'right' }, content: [text('b')] },
        paragraph(text('c')),
      ],
    ],
  ])('reads %s', (_, html, expected) => {
    expect(read(html)).toEqual(expected);
  });

  it('reads a table with its header, spans and widths, and bounds them', () => {
    const html = `<table><colgroup><col width="120"><col width="80"></colgroup>
      <thead><tr><th>h</th><th colspan="999999999" rowspan="0">i</th></tr></thead>
      <tbody><tr><td colspan="2"><p>a</p></td></tr></tbody></table>`;
    const rows = read(html)[0]?.content?.map((row) => row.content?.map(({ type, attrs }) => ({ type, ...attrs })));
    expect(rows).toEqual([
      [
        { type: 'tableHeader', colspan: 1, rowspan: 1, colwidth: [120] },
        { type: 'tableHeader', colspan: 100, rowspan: 1, colwidth: [80] },
      ],
      [{ type: 'tableCell', colspan: 2, rowspan: 1, colwidth: [120] }],
    ]);
  });

  it('reads no colour but those of the palette', () => {
    expect(read('<p><span class="mh-text-color" data-color="url(x)">a</span></p>')).toEqual([paragraph(text('a'))]);
    expect(JSON.stringify(read('<mark data-color="javascript:x">a</mark>'))).toContain('"color":"yellow"');
  });
});
