import { describe, expect, it } from 'vitest';
import type { JsonNode } from '../json-content.js';
import { bodyToText } from '../plain-text.js';
import { markdownToBody } from './from-markdown.js';

/** As large as each of these texts is: where the time grew with the square of it, the test would not end in time. */
const size = 200_000;

/** Its part over and over, with what stands around all of them. */
function hostile(part: string, before = '', after = ''): string {
  return before + part.repeat(Math.floor(size / part.length)) + after;
}

/** Every letter and digit that people see, formulas and alternative texts among them. */
function lettersOf(body: JsonNode): string {
  const letters: string[] = [];
  const visit = ({ text = '', attrs = {}, content = [] }: JsonNode): void => {
    letters.push(text, String(attrs['latex'] ?? ''), String(attrs['alt'] ?? ''));
    content.forEach(visit);
  };
  visit(body);
  return letters.join('').replace(/[^a-z\d]/gi, '');
}

describe('hostile Markdown', () => {
  it.each<[string, string]>([
    ['stars', hostile('*a ')],
    ['stars on both sides', hostile('**a_b')],
    ['emphasis that opens, then closes', hostile('*a ') + hostile(' a*')],
    ['signs of equality', hostile('=')],
    ['dollars', hostile('$a ')],
    ['lines of dollars', hostile('$$ a\n')],
    ['lines of formulas', hostile('a\n$$\nb\n$$\n')],
    ['brackets', hostile('[a')],
    ['brackets in brackets', hostile('[', '', 'a') + hostile(']')],
    ['links in links', hostile('[', '', 'a') + hostile('](/b)').replaceAll('/b', '')],
    ['backticks', hostile('`a``b')],
    ['open tags with text', hostile('<x a')],
    ['one long word before an @', hostile('a', '', '@')],
    ['spaces', hostile(' ', 'a', 'b')],
    ['quotations that go on without the mark', hostile('> a\nb\n')],
    ['inner quotations that go on without the mark', hostile('> > a\nb\n')],
    ['quoted code, and lines without the mark', hostile('>     a\nb\n')],
    ['quoted fences, and lines without the mark', hostile('> ```\nb\n').replaceAll('```', '~~~~')],
    ['lists that go on outside of a quotation', hostile('> - a\nb\n')],
    ['an item of many lines', hostile('a\n', '- ')],
    ['items with nothing in them', hostile('  - \n', '- a\n')],
    ['an item of lines that nearly begin something', hostile('  <prefix\n', '- a\n')],
    ['footnotes', hostile('[^a]: b\n')],
    ['a wide head over empty rows', `${'|a'.repeat(400)}|\n${'|-'.repeat(400)}|\n${'|\n'.repeat(size / 2)}`],
  ])('keeps every letter of %s', (_, markdown) => {
    expect(lettersOf(markdownToBody(markdown))).toBe(markdown.replace(/[^a-z\d]/gi, ''));
  });

  it.each<[string, string]>([
    ['tags that stay open', hostile('<b>a')],
    ['links that stay open', hostile('<a href="/x">a')],
    ['the end of an address', hostile(')', 'http://a')],
    ['references at the end of an address', hostile('&a;', 'http://a')],
  ])('reads %s', (_, markdown) => {
    const text = bodyToText(markdownToBody(markdown));
    expect(text).toContain('a');
    expect(text.length).toBeGreaterThan(size / 20);
  });

  it('reads a megabyte of what people write', () => {
    const part =
      '## A heading\n\nSome words, *slanted* and **bold**, `code` and a [link](https://example.org/a_b).\n\n' +
      '- an item\n  of two lines\n- [ ] a box\n\n> A quotation\nthat goes on.\n\n| a | b |\n| --- | --- |\n| c | $d$ |\n\n';
    const body = markdownToBody(part.repeat(1_000_000 / part.length));
    const first = markdownToBody(part);
    expect(body.content?.slice(0, 6)).toEqual(first.content);
    expect(body.content?.slice(-6)).toEqual(first.content);
    expect(body.content).toHaveLength(6 * Math.floor(1_000_000 / part.length));
  });
});
