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
