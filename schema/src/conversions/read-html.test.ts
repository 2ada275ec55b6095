import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { parseBody } from './create-update.js';
import { htmlToBody } from './read-html.js';

function parse(html: string): HTMLElement {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  document.body.innerHTML = html;
  return document.body;
}

const read = (html: string) => htmlToBody(html, parse);
const words = (html: string) => JSON.stringify(read(html));

describe('htmlToBody', () => {
  it('reads what the schema knows', () => {
    expect(read('<h2>Plan</h2><p>a <b>b</b></p><ul><li>c</li></ul>').content).toMatchObject([
      { type: 'heading', attrs: { level: 2 } },
      { type: 'paragraph', content: [{ text: 'a ' }, { text: 'b', marks: [{ type: 'bold' }] }] },
      { type: 'bulletList' },
    ]);
  });

  it('reads headings deeper than the editor has as its deepest', () => {
    expect(read('<h5>a</h5><h6>b</h6>').content).toMatchObject([
      { type: 'heading', attrs: { level: 4 } },
      { type: 'heading', attrs: { level: 4 } },
    ]);
  });

  it.each([
    ['a heading', '<h3>x</h3><p>words</p>', 'heading'],
    ['a heading in boxes', '<div> <header><h3>x</h3></header></div>', 'heading'],
    ['a quote', '<blockquote>x</blockquote>', 'blockquote'],
    ['code', '<pre><code>x</code></pre>', 'codeBlock'],
    ['a picture', '<img src="https://a.example/x.png">', 'image'],
    ['a list', '<ul><li>x</li></ul>', 'bulletList'],
  ])('keeps %s that an item begins with in its list', (_, html, type) => {
    expect(read(`<ol><li>${html}</li><li>after</li></ol>`).content).toMatchObject([
      {
        type: 'orderedList',
        content: [{ content: expect.arrayContaining([expect.objectContaining({ type })]) }, { type: 'listItem' }],
      },
    ]);
  });

  it.each(['words', ' <b>words</b><ul><li>x</li></ul>', '<p>words</p><h3>x</h3>', '<div>words</div>', ''])(
    'adds no line to an item of %j',
    (html) => {
      const [list] = read(`<ul><li>${html}</li></ul>`).content ?? [];
      const [item] = list?.content ?? [];
      expect(item?.content?.[0]).toMatchObject(html === '' ? { type: 'paragraph' } : { content: [{ text: 'words' }] });
      expect(item?.content?.filter(({ type }) => type === 'paragraph')).toHaveLength(1);
    },
  );

  it.each([
    '<script>evil</script>',
    '<p onclick="evil()">a</p>',
    '<style>evil{}</style>',
    '<!-- evil -->',
    '<template><p>evil</p></template>',
    '<p hidden>evil</p>',
    '<p style="display: none">evil</p>',
    '<div style="color: red; visibility:hidden">evil</div>',
    '<noscript>evil</noscript>',
    '<iframe src="https://evil.example">evil</iframe>',
    '<svg><text>evil</text></svg>',
    '<a href="javascript:evil()">a</a>',
    '<img src="javascript:evil()">',
    '<img src="x" onerror="evil()">',
    '<p style="background: url(evil)">a</p>',
  ])('leaves nothing of %s', (html) => {
    expect(words(`<p>before</p>${html}<p>after</p>`)).not.toContain('evil');
    expect(words(`<p>before</p>${html}<p>after</p>`)).toMatch(/before.*after/);
  });

  it('makes an allowed document of nothing', () => {
    expect(read('').content).toEqual([{ type: 'paragraph' }]);
    parseBody(read('<table><tr></tr></table><details></details>'));
  });

  it('refuses what is nested too deeply', () => {
    const html = `${'<div>'.repeat(2_000)}a`;
    expect(() => read(html)).toThrow(expect.objectContaining({ code: 'too-deep' }));
  });
});
