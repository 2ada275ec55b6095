import { describe, expect, it } from 'vitest';
import { markdownToBody } from './markdown/from-markdown.js';
import { bodyToText, contentToText } from './plain-text.js';

const text = (markdown: string) => bodyToText(markdownToBody(markdown));

describe('bodyToText', () => {
  it.each([
    ['text blocks', '# Plan\n\nOne **bold**\\\nline', 'Plan\nOne bold\nline'],
    ['lists in lists', '- a\n  1. b\n  2. c\n- d', '• a\n  1. b\n  2. c\n• d'],
    ['numbers that begin elsewhere', '7. a\n8. b', '7. a\n8. b'],
    ['boxes', '- [x] a\n- [ ] b', '[x] a\n[ ] b'],
    ['paragraphs of an item', '- a\n\n  b', '• a\n  b'],
    ['tables', '| a | b |\n|---|---|\n| c | d<br>e |', 'a\tb\nc\td e'],
    ['formulas', 'so $x^2$\n\n$$\na\nb\n$$', 'so x^2\na\nb'],
    ['pictures', '![A map](https://a.b/c.png "Here")', 'A map – Here'],
    ['callouts and folded text', '> [!TIP]\n> a\n\n<details><summary>b</summary>\n\nc\n\n</details>', 'a\nb\nc'],
  ])('writes %s', (_, markdown, expected) => {
    expect(text(markdown)).toBe(expected);
  });

  it('puts the title above', () => {
    expect(contentToText({ title: 'T', body: markdownToBody('a') })).toBe('T\n\na');
  });
});
