import { describe, expect, it } from 'vitest';
import { looksLikeMarkdown } from './looks-like-markdown.js';

describe('Markdown is told from other text', () => {
  it.each([
    '# Title\n\nText',
    '- a\n- b',
    '1. a\n2. b',
    '- [ ] task',
    '```js\na\n```',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    'some **bold** text',
    '[a](https://a.example)',
    '> quote',
    'Title\n=====',
    '> [!NOTE]\n> x',
  ])('%j is', (text) => expect(looksLikeMarkdown(text)).toBe(true));

  it.each([
    'Plain words.',
    'First line\nSecond line',
    '5 * 3 = 15',
    'snake_case and other_names here',
    '- Ada',
    'a - b\nc - d',
    '#hashtag and #another',
    '#!/bin/sh\n# comment\nls',
    'for (;;) {\n  a();\n  b();\n}',
    'It cost $5 and then $6.',
    'Dear all,\n\nthanks for *everything.\n\nBest',
  ])('%j is not', (text) => expect(looksLikeMarkdown(text)).toBe(false));

  it('answers quickly whatever the text', () => {
    for (const junk of ['|', '* ', '\n', '\n \n', '[', '**', '`', '> ', '- ', '1. ', '_a'])
      looksLikeMarkdown(junk.repeat(200_000));
  });
});
