import { Node } from '@tiptap/pm/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryPlainBody } from '../../../test/arbitrary-body.js';
import { arbitraryText } from '../../../test/arbitrary-text.js';
import { documentSchema } from '../../document-schema.js';
import { parseBody } from '../create-update.js';
import type { JsonNode } from '../json-content.js';
import { storedJson } from '../stored-json.js';
import { markdownToBody } from './from-markdown.js';
import { bodyToMarkdown } from './to-markdown.js';

/** A document without what Markdown cannot say: empty paragraphs where anything else stands. */
function sayable(body: JsonNode): JsonNode {
  return storedJson(Node.fromJSON(documentSchema, withoutEmptyParagraphs(body)));
}

function withoutEmptyParagraphs(node: JsonNode): JsonNode {
  if (node.content === undefined) return node;
  const children = node.content.map(withoutEmptyParagraphs);
  const kept = children.filter((child) => child.type !== 'paragraph' || (child.content ?? []).length > 0);
  const needsParagraph = node.type === 'listItem' ? kept[0]?.type !== 'paragraph' : kept.length === 0;
  const isTextblock = ['paragraph', 'heading', 'codeBlock'].includes(node.type);
  return { ...node, content: needsParagraph && !isTextblock ? [{ type: 'paragraph' }, ...kept] : kept };
}

describe('Markdown round trip', () => {
  it('gives back every document but for what Markdown cannot say', () => {
    fc.assert(
      fc.property(arbitraryPlainBody, (body) => {
        const markdown = bodyToMarkdown(body);
        expect(markdownToBody(markdown), markdown).toEqual(sayable(body));
      }),
      { numRuns: 300 },
    );
  });

  it('gives back every text of a paragraph, whatever it looks like', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
        const markdown = bodyToMarkdown(body);
        expect(markdownToBody(markdown), markdown).toEqual(body);
      }),
      { numRuns: 500 },
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
        expect(markdownToBody(bodyToMarkdown(body))).toEqual(sayable(body));
      }),
      { numRuns: 500 },
    );
  });
});
