import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryBody, arbitraryPlainBody } from '../../../test/arbitrary-body.js';
import { arbitraryText } from '../../../test/arbitrary-text.js';
import { markdownCanSay } from '../../../test/markdown-can-say.js';
import { parseBody } from '../create-update.js';
import { markdownToBody } from './from-markdown.js';
import { bodyToMarkdown } from './to-markdown.js';

const link = { type: 'link', attrs: { href: 'https://example.org/' } };

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 200);

describe('Markdown round trip', () => {
  it('gives back every document but for what Markdown cannot say', () => {
    fc.assert(
      fc.property(arbitraryPlainBody, (body) => {
        const markdown = bodyToMarkdown(body);
        expect(markdownCanSay(markdownToBody(markdown)), markdown).toEqual(markdownCanSay(body));
      }),
      { numRuns },
    );
  });

  it('gives back every node and mark there is, but for what Markdown cannot say', () => {
    fc.assert(
      fc.property(arbitraryBody, (body) => {
        const markdown = bodyToMarkdown(body);
        expect(markdownCanSay(markdownToBody(markdown)), markdown).toEqual(markdownCanSay(body));
      }),
      { numRuns },
    );
  });

  it('is a fixed point after the first reading', () => {
    fc.assert(
      fc.property(arbitraryBody, (body) => {
        const once = markdownToBody(bodyToMarkdown(body));
        const markdown = bodyToMarkdown(once);
        expect(markdownToBody(markdown), markdown).toEqual(once);
      }),
      { numRuns },
    );
  });

  it.each(['\\[^1]', 'a\\[^1] b', 'a\\', 'x]', '[^1]', '\\]', '[a](b)'])('gives back a link over %j', (words) => {
    const body = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: words, marks: [link] }] }],
    };
    expect(markdownCanSay(markdownToBody(bodyToMarkdown(body)))).toEqual(markdownCanSay(body));
  });

  it('gives back a link over code that looks like the name of a definition', () => {
    const code = { type: 'text', text: ']:', marks: [link, { type: 'code' }] };
    const body = { type: 'doc', content: [{ type: 'paragraph', content: [code] }] };
    expect(markdownCanSay(markdownToBody(bodyToMarkdown(body)))).toEqual(markdownCanSay(body));
  });

  it('gives back every text of a paragraph, whatever it looks like', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
        const markdown = bodyToMarkdown(body);
        expect(markdownToBody(markdown), markdown).toEqual(body);
      }),
      { numRuns: 2 * numRuns },
    );
  });

  it('makes an allowed document of every string', () => {
    const fragment = fc.constantFrom(
      ...[
        '#',
        ' ',
        '\n',
        '\n\n',
        '-',
        '1.',
        '*',
        '**',
        '_',
        '`',
        '```',
        '>',
        '[',
        ']',
        '(',
        ')',
        '<',
        'a',
        'b c',
        '|',
        '|--|',
      ],
      ...[
        '~~',
        '<b>',
        '</b>',
        '<br>',
        '\\',
        '&amp;',
        '\t',
        '    ',
        '- [ ] ',
        '$',
        '$$',
        '==',
        '[!NOTE]',
        '[TOC]',
        '<details>',
        '</details>',
        '<summary>',
        '<table><tr><td>',
        '</td>',
        '<u>',
        '<sub>',
        '<span data-color="red">',
        '</span>',
        '/d/x',
        '[^1]: ',
        '<!--',
        'http://a.b',
        '![x](y)',
        '[x]: y',
        '***',
        '===',
      ],
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 40 }), (fragments) => {
        const body = markdownToBody(fragments.join(''));
        parseBody(body);
        expect(markdownCanSay(markdownToBody(bodyToMarkdown(body)))).toEqual(markdownCanSay(body));
      }),
      { numRuns: 2 * numRuns },
    );
  });
});
