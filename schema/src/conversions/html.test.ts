import { describe, expect, it } from 'vitest';
import { bodyToHtml, contentToHtml } from './html.js';
import type { JsonNode } from './json-content.js';

function html(...content: JsonNode[]): string {
  return bodyToHtml({ type: 'doc', content });
}

function linkTo(attrs: Record<string, unknown>): JsonNode {
  return { type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs }] }] };
}

describe('bodyToHtml', () => {
  it('escapes text', () => {
    const script = { type: 'text', text: '<script>alert("1" && \'2\')</script>' };
    expect(html({ type: 'paragraph', content: [script] })).toBe(
      '<p>&lt;script&gt;alert("1" &amp;&amp; \'2\')&lt;/script&gt;</p>',
    );
    expect(html({ type: 'codeBlock', content: [{ type: 'text', text: '</code></pre><img>' }] })).toBe(
      '<pre><code>&lt;/code&gt;&lt;/pre&gt;&lt;img&gt;</code></pre>',
    );
  });

  it('escapes attributes, whatever they hold', () => {
    expect(html({ type: 'codeBlock', attrs: { language: '"><img src=x onerror=alert(1)>' } })).not.toContain('<img');
    expect(html(linkTo({ href: 'http://a"onclick="alert(1)', title: '"><b>' }))).not.toMatch(/"\s*onclick|<b>/);
    expect(html({ type: 'orderedList', attrs: { start: '"><b>' }, content: [] })).not.toContain('<b>');
    expect(html({ type: 'heading', attrs: { level: '1><script>' }, content: [] })).not.toContain('script');
    expect(html({ type: 'heading', attrs: { level: { toString: 1 } }, content: [] })).toMatch(/^<h1>/);
  });

  it('renders no attribute that the schema does not have', () => {
    expect(html({ type: 'paragraph', attrs: { onclick: 'alert(1)', style: 'x' } })).toBe('<p></p>');
    expect(html(linkTo({ href: '/a', onclick: 'alert(1)' }))).not.toContain('onclick');
  });

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html;base64,x',
    'vbscript:x',
    'blob:x',
    'file:///etc/passwd',
  ])('renders the text of a link to %j without the link', (href) => {
    expect(html(linkTo({ href }))).toBe('<p>x</p>');
  });

  it('renders the text of what it does not know', () => {
    expect(
      html({
        type: 'hologram',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a', marks: [{ type: 'glow' }] }] }],
      }),
    ).toBe('<p>a</p>');
  });
});

describe('a table of contents in HTML', () => {
  const heading = (level: number, text: string): JsonNode => ({
    type: 'heading',
    attrs: { level, textAlign: 'center' },
    content: [{ type: 'text', text }],
  });

  it('links to the headings, however deep they stand', () => {
    const quote = { type: 'blockquote', content: [heading(3, 'B & <i>')] };
    expect(html({ type: 'tableOfContents' }, heading(2, 'A'), { type: 'heading', attrs: { level: 2 } }, quote)).toBe(
      '<nav class="mh-table-of-contents" data-type="table-of-contents"><ul>' +
        '<li style="margin-left: 0px"><a href="#heading-1">A</a></li>' +
        '<li style="margin-left: 24px"><a href="#heading-2">B &amp; &lt;i&gt;</a></li></ul></nav>' +
        '<h2 id="heading-1" style="text-align: center">A</h2><h2></h2>' +
        '<blockquote><h3 id="heading-2" style="text-align: center">B &amp; &lt;i&gt;</h3></blockquote>',
    );
  });

  it('is an empty list without headings, and its end is written', () => {
    expect(html({ type: 'tableOfContents' }, { type: 'paragraph' })).toBe(
      '<nav class="mh-table-of-contents" data-type="table-of-contents"></nav><p></p>',
    );
  });

  it('is what gives headings an id: without one they have none', () => {
    expect(html(heading(1, 'A'))).toBe('<h1 style="text-align: center">A</h1>');
  });
});

describe('contentToHtml', () => {
  it('escapes the title', () => {
    const page = contentToHtml({ title: '</title><script>alert(1)</script>', body: { type: 'doc' } });
    expect(page).not.toContain('<script>');
    expect(page).toContain('<h1>&lt;/title&gt;');
  });
});
