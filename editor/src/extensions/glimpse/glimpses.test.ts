// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { GlimpseElement } from '../../client/glimpse.js';
import { showGlimpse } from './show-glimpse.js';
import { takeGlimpse } from './take-glimpse.js';

function textOf(html: string): HTMLElement {
  const text = document.createElement('div');
  text.innerHTML = html;
  return text;
}

function shown(blocks: readonly GlimpseElement[]): string {
  const page = document.createElement('div');
  page.append(showGlimpse(blocks));
  return page.innerHTML;
}

function glimpseOf(html: string): string {
  return shown(takeGlimpse(textOf(html)).blocks);
}

describe('a glimpse of a text', () => {
  it('looks like the text', () => {
    const html =
      '<h2>Plans</h2><p style="text-align: center;">Some <strong>bold</strong> words<br></p>' +
      '<figure data-type="image"><img src="/api/v1/files/a" alt="A tree"></figure>';
    expect(glimpseOf(html)).toBe(html);
  });

  it('is without what others do there, and without what is chosen or looked for', () => {
    expect(
      glimpseOf(
        '<p class="mh-selected-block" style="--mh-person: red">a<span class="mh-caret ProseMirror-widget">x</span>' +
          '<span class="mh-selection" style="background: red">b</span><span class="mh-find-match">c</span></p>' +
          '<hr class="ProseMirror-selectednode">',
      ),
    ).toBe('<p class="">ab<span class="">c</span></p><hr class="">');
  });

  it('remembers what is ticked, which is no attribute', () => {
    const text = textOf('<p><input type="checkbox"></p>');
    const box = text.querySelector('input');
    if (box !== null) box.checked = true;
    expect(shown(takeGlimpse(text).blocks)).toMatch(/<input type="checkbox" checked="">/);
  });

  it('has nothing that could be followed, edited, found by its id, or run', () => {
    expect(
      glimpseOf(
        '<p id="x" data-block-id="y" contenteditable="true" tabindex="0" onclick="alert(1)">' +
          '<a href="https://example.org">link</a></p>',
      ),
    ).toBe('<p><a>link</a></p>');
  });

  it('has empty boxes for what is drawn, and for files that wait for the network', () => {
    const html = glimpseOf(
      '<p>a<svg><path d="M0 0"></path></svg><img src="blob:x" alt="b"></p><iframe src="/x"></iframe>',
    );
    expect(html).toMatch(/^<p>a<span style="display: [^"]*width: 0px[^"]*"><\/span><img alt="b"><\/p><span style=/);
    expect(html).not.toMatch(/svg|iframe|blob/);
  });

  it('ends with the blocks that nobody would see', () => {
    const glimpse = takeGlimpse(textOf('<p>words</p>'.repeat(200)));
    expect(glimpse.goesOn).toBe(true);
    expect(glimpse.blocks).toHaveLength(60);
    expect(takeGlimpse(textOf('<p>words</p>'.repeat(60)))).toMatchObject({ goesOn: false });
  });

  it('ends before a block that is very large', () => {
    const cells = '<tr><td>cell</td></tr>'.repeat(4_000);
    expect(takeGlimpse(textOf(`<p>words</p><table>${cells}</table>`))).toMatchObject({
      goesOn: true,
      blocks: [{ tag: 'p' }],
    });
    expect(takeGlimpse(textOf(`<p>words</p><p>${'a'.repeat(30_000)}</p>`)).blocks).toHaveLength(1);
  });
});

describe('a glimpse that somebody else has put on the device', () => {
  it.each<[string, GlimpseElement]>([
    ['a script', { tag: 'script', attributes: {}, children: ['window.hacked = true'] }],
    ['a frame', { tag: 'iframe', attributes: { srcdoc: '<script>1</script>' }, children: [] }],
    ['a handler', { tag: 'img', attributes: { src: 'x:', onerror: 'window.hacked = true' }, children: [] }],
    ['an address with a script', { tag: 'a', attributes: { href: 'javascript:1' }, children: ['a'] }],
    ['a name that is none', { tag: 'p', attributes: { 'data-a b': '1' }, children: [] }],
  ])('shows no %s', (_, block) => {
    expect(shown([block])).not.toMatch(/script>|iframe|srcdoc|onerror|href|x:|a b/);
  });
});
