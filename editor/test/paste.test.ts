// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { documentSchema } from '@manyhands/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRich } from '../src/extensions/paste/read-rich.js';
import { outline } from './outline.js';

// Beside the project's root in every way of running it.
const folder = new URL('./paste/', `file://${__dirname}/`);
// The others need a browser's own HTML parser: they are pasted in `e2e/specs/paste.spec.ts`.
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => name.replace('.txt', ''));

function pasted(html: string): string {
  const rich = readRich(documentSchema, html, '', null);
  if (rich.kind !== 'blocks') return rich.kind;
  const nodes: unknown[] = [];
  rich.slice.content.forEach((node) => {
    nodes.push(node.toJSON());
  });
  return outline(nodes as Parameters<typeof outline>[0]);
}

describe('pasted HTML becomes clean blocks', () => {
  it.each(names)('of %s', (name) => {
    const html = readFileSync(new URL(`${name}.html`, folder), 'utf8');
    expect(pasted(html)).toBe(readFileSync(new URL(`${name}.txt`, folder), 'utf8'));
  });
});

describe('a pasted part of a line', () => {
  it.each([
    ['<meta charset="utf-8"><span style="color: #000">w </span>', 'w '],
    ['<span> w </span>', ' w '],
    ['<span>&nbsp;w&nbsp;</span>', ' w '],
    ['<b>w</b><span> </span>', '<bold>w</bold> '],
    [
      '<html>\r\n<body>\r\n<!--StartFragment--><i>w </i><!--EndFragment-->\r\n</body>\r\n</html>',
      '<italic>w </italic>',
    ],
    ['<span>a <b> b</b>\n  c<br>\n  d <br> e</span>', 'a <bold>b</bold> c⏎d⏎e'],
    ['<span>&nbsp;</span>', ' '],
  ])('keeps the spaces at its edges: %s', (html, line) => {
    expect(pasted(html)).toBe(`paragraph: ${line}\n`);
  });

  it.each(['<div> w </div>', '<p>\n w \n</p>', ' <p>w</p> '])('is not a block, whose edges have none: %s', (html) => {
    expect(pasted(html)).toBe('paragraph: w\n');
  });

  it('is nothing where only the HTML has white space', () => {
    expect(pasted('<meta charset="utf-8">\n<span>\n</span>')).toBe('nothing');
    expect(readRich(documentSchema, '<span> </span>', 'words', null).kind).toBe('nothing');
  });
});

describe('line breaks that the style of pasted text keeps', () => {
  it.each([
    [
      '<meta charset="utf-8"><span style="color: #000; white-space: pre-wrap;">one\n\ntwo\nthree</span>',
      'paragraph: one\nparagraph: two⏎three\n',
    ],
    ['<div style="white-space: pre-wrap">x  y\nz\n\n\nlast\n</div>', 'paragraph: x y⏎z\nparagraph: last\n'],
    [
      '<p style="white-space: break-spaces">a <b>b\n\nc</b> d</p>',
      'paragraph: a <bold>b</bold>\nparagraph: <bold>c</bold> d\n',
    ],
    ['<span style="white-space-collapse: preserve">a\nb</span>', 'paragraph: a⏎b\n'],
    [
      '<ul style="white-space: pre-line">\n<li>a\nb</li>\n<li>c\n\nd</li>\n</ul>',
      'bulletList\n  listItem\n    paragraph: a⏎b\n  listItem\n    paragraph: c\n    paragraph: d\n',
    ],
    [
      '<blockquote style="white-space: pre"><i>a\n\nb</i></blockquote>',
      'blockquote\n  paragraph: <italic>a</italic>\n  paragraph: <italic>b</italic>\n',
    ],
  ])('are breaks and paragraphs: %j', (html, blocks) => {
    expect(pasted(html)).toBe(blocks);
  });

  it.each([
    '<div style="white-space: pre-wrap">\n<p>\na b\n</p>\n</div>',
    '<div style="white-space: pre-wrap"><p style="white-space: normal">a\nb</p></div>',
    '<p id="docs-internal-guid-1"><span style="white-space: pre-wrap">a\nb</span></p>',
    '<p>a\n\nb</p>',
  ])('do not count at the edges of blocks, and where only the HTML has them: %j', (html) => {
    expect(pasted(html)).toBe('paragraph: a b\n');
  });
});

describe('pasted junk', () => {
  it('leaves nothing that runs, loads or names us', () => {
    const html =
      '<img src=x onerror=alert(1)><a href="java&#9;script:alert(1)">x</a><p style="background:url(//t.example)" ' +
      'data-block-id="a" class="mh-body">y</p><iframe src="https://t.example"></iframe><svg onload=alert(1)></svg>';
    expect(pasted(html)).toBe('paragraph: x\nparagraph: y\n');
  });

  it('of any tags in any order is a document or nothing', () => {
    const tag = fc.constantFrom(
      ...'p div ul ol li table tr td th pre code b i span a img br h1 details summary aside blockquote hr input figure section'.split(
        ' ',
      ),
    );
    const piece = fc.oneof(
      tag.map((name) => `<${name}>`),
      tag.map((name) => `</${name}>`),
      fc.constantFrom(
        'text',
        ' ',
        '\n',
        '&nbsp;',
        '<!-- c -->',
        '<o:p>',
        '[ ] ',
        '<img src="https://a.example/x.png">',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const rich = readRich(documentSchema, pieces.join(''), '', null);
        if (rich.kind === 'blocks') documentSchema.node('doc', null, rich.slice.content).check();
      }),
      { numRuns: 150 },
    );
  });
});
