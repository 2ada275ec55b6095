import { describe, expect, it } from 'vitest';
import { BoundedLexer } from './bounded-lexer.js';
import { markdownToBody } from './from-markdown.js';
import { lexerOptions } from './lexer-options.js';

/** Steps for each character of hostile text. */
function stepsPerCharacter(markdown: string): number {
  const lexer = new BoundedLexer(lexerOptions());
  lexer.inlineTokens(markdown, []);
  return lexer.steps / markdown.length;
}

describe('BoundedLexer', () => {
  it.each(['*a ', '_a ', '**a_', '~a ', '[a](', '`a', '<a ', '$a ', '==a ', '![', '\\*', 'www.', 'a@a '])(
    'takes steps by the length of "%s", not by its square',
    (part) => {
      const short = stepsPerCharacter(part.repeat(2_000));
      const long = stepsPerCharacter(part.repeat(8_000));
      expect(long).toBeLessThan(short * 1.5 + 100);
      expect(long).toBeLessThan(12_000);
    },
  );

  it('keeps every character of a text that it reads in runs', () => {
    const text = 'some *words '.repeat(2_000);
    expect(
      markdownToBody(text)
        .content?.[0]?.content?.map(({ text }) => text)
        .join(''),
    ).toBe(text.trim());
  });

  it('reads a long paragraph with a mark here and there in one run', () => {
    const text = `${'word '.repeat(1_000)}**bold** ${'word '.repeat(1_000)}_slanted_ end`;
    const marks = markdownToBody(text).content?.[0]?.content?.flatMap(({ marks }) => marks ?? []);
    expect(marks).toEqual([{ type: 'bold' }, { type: 'italic' }]);
  });

  it.each<[string, string, string]>([
    ['quotations', '>'.repeat(1_000), 'too-deep'],
    ['list items', `${'- '.repeat(1_000)}a`, 'too-deep'],
    ['folded text', '<details>\n\n'.repeat(1_000), 'too-deep'],
    ['tables in cells', '<table><tr><td>\n\n'.repeat(1_000), 'too-deep'],
  ])('refuses too many %s inside each other', (_, markdown, code) => {
    expect(() => markdownToBody(markdown)).toThrow(expect.objectContaining({ name: 'ConversionError', code }));
  });

  it('refuses a text that is too long for how deeply it is nested', () => {
    const markdown = `${'- '.repeat(80)}a\n${'b'.repeat(200_000)}`;
    expect(() => markdownToBody(markdown)).toThrow(expect.objectContaining({ code: 'too-large' }));
  });

  it('keeps definitions that are too many as text', () => {
    const markdown = Array.from({ length: 1_200 }, (_, index) => `[r${index}]: /a${index}`).join('\n');
    expect(JSON.stringify(markdownToBody(markdown))).toContain('[r1199]: /a1199');
  });
});
