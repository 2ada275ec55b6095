import { markdownToBody } from '@manyhands/schema/conversions';
import { describe, expect, it } from 'vitest';
import { looksLikeMarkdown } from './looks-like-markdown.js';
import { hasTexBrackets, texBracketsToDollars } from './tex-brackets.js';

describe('formulas in TeX’s brackets', () => {
  it.each([
    ['in a line', 'where \\( x \\) and \\(y_1 = 2\\).', 'where $x$ and $y_1 = 2$.'],
    ['on a line', 'so\n\\[ E = mc^2 \\]\nholds', 'so\n$$\nE = mc^2\n$$\nholds'],
    ['on several lines', '\\[\n\\begin{aligned}\na &= b \\\\\nc &= d\n\\end{aligned}\n\\]', null],
    ['in an item', '1. First\n\n   \\[\n   a^2\n   \\]', '1. First\n\n   $$\n   a^2\n   $$'],
    ['with a dollar in it', '\\(\\text{US\\$} = 1\\)', '$`\\text{US\\$} = 1`$'],
    ['with numbers only', 'at \\(1.5\\) and \\(n\\)', 'at $1.5$ and $n$'],
  ])('%s', (_where, text, expected) => {
    expect(looksLikeMarkdown(text)).toBe(true);
    const read = texBracketsToDollars(text);
    if (expected !== null) expect(read).toBe(expected);
    expect(JSON.stringify(markdownToBody(read))).toMatch(/inlineMath|blockMath/);
    expect(JSON.stringify(markdownToBody(read))).not.toContain('\\\\]');
  });

  it.each([
    ['words', 'see \\(the list below\\) or \\[the notes\\](x)'],
    ['code', 'run `sed "s/\\(a+\\)/b/"` now'],
    ['a fence', '```tex\n\\[ a^2 \\]\n```'],
    ['a fence without end', 'a\n\n~~~\n\\( a^2 \\)'],
    ['what is half open', 'a \\( b^2 and no end'],
    ['letters at its sides', 'f\\(x^2\\)g'],
    ['an escaped sign before it', 'a \\\\(x^2\\\\)'],
    ['a paragraph between', '\\[ a^2\n\nb \\]'],
  ])('%s stay as they are', (_what, text) => {
    expect(texBracketsToDollars(text)).toBe(text);
  });

  it('take no time on brackets without end', () => {
    const hostile = '\\[ '.repeat(50_000) + '\\( '.repeat(50_000);
    expect(hasTexBrackets(hostile)).toBe(false);
  });
});
