import { Node } from '@tiptap/pm/model';
import fc from 'fast-check';
import type { JsonMark, JsonNode } from '../src/conversions/json-content.js';
import { documentSchema } from '../src/document-schema.js';

/** Text made to collide with every syntax. */
const fragment = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'word', 'B', '7', ' ', '  ', 'ä', '漢字', '🙂', 'x y') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[
        '#',
        '##',
        '# ',
        '- ',
        '-',
        '+ ',
        '* ',
        '*',
        '**',
        '_',
        '__',
        '~',
        '~~',
        '`',
        '``',
        '```',
        '>',
        '> ',
        '1. ',
        '2) ',
      ],
      ...[
        '[',
        ']',
        '[x]',
        '(',
        ')',
        '!',
        '![',
        '<',
        '</',
        '<b>',
        '<!--',
        '&',
        '&amp;',
        '&#35;',
        '|',
        '|--|',
        '---',
        '===',
        ':--',
      ],
      ...[
        '\\',
        '\\\\',
        'http://a.b/c_d',
        'www.a.b',
        'a@b.co',
        'snake_case',
        '"',
        "'",
        '.',
        ',',
        ':',
        '\u00a0',
        '\t',
        '    ',
        '^',
        '$',
      ],
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }) },
);

/** No control characters and no line ends: those are what Markdown cannot say. */
export const arbitraryText = fc
  .array(fragment, { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(''))
  .filter((text) => /^[\t\P{Cc}]*$/u.test(text) && !/\p{Cs}|\u0085/u.test(text));

const href = fc.constantFrom(
  'http://a.b',
  'https://x.y/z?q=1&amp;2#h',
  '/rel(a)',
  'mailto:a@b.c',
  '#',
  'a b',
  'x_y*z',
  'http://a.b/[1]',
);

const link: fc.Arbitrary<JsonMark> = fc
  .record({ href, title: fc.oneof(fc.constant(null), arbitraryText) })
  .map((attrs) => ({ type: 'link', attrs }));

const simpleMark: fc.Arbitrary<JsonMark> = fc
  .constantFrom('bold', 'italic', 'strike', 'underline')
  .map((type) => ({ type }));

/** As ProseMirror keeps them: the code mark suffers no other. */
const marks: fc.Arbitrary<JsonMark[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<JsonMark[]>([]) },
  {
    weight: 3,
    arbitrary: fc.uniqueArray(fc.oneof(simpleMark, simpleMark, link), { maxLength: 3, selector: ({ type }) => type }),
  },
  { weight: 1, arbitrary: fc.constant<JsonMark[]>([{ type: 'code' }]) },
);

const inline: fc.Arbitrary<JsonNode> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ text: arbitraryText, marks }).map(toText) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('hardBreak') }) },
);

/** No tabs or line ends in code: those are what Markdown cannot say. */
function toText({ text, marks }: { text: string; marks: JsonMark[] }): JsonNode {
  const isCode = marks.some(({ type }) => type === 'code');
  return { type: 'text', text: isCode ? text.replace(/[\t\u0085\u2028\u2029\ufeff]/g, ' ') : text, marks };
}

const inlines = fc.array(inline, { maxLength: 5 });

/** Without tabs: those do not survive in a list. */
const code = fc
  .array(
    fc.oneof(
      arbitraryText.map((text) => text.replace(/\t/g, '  ')),
      fc.constantFrom('\n', '```', '  x\n', '\n\n'),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

const paragraph: fc.Arbitrary<JsonNode> = inlines.map((content) => ({ type: 'paragraph', content }));

const leafBlock: fc.Arbitrary<JsonNode> = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 4 }), inlines)
      .map(([level, content]) => ({ type: 'heading', attrs: { level }, content })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(null, 'js', 'c++', 'objective-c'), code).map(([language, text]) => ({
      type: 'codeBlock',
      attrs: { language },
      content: text === '' ? [] : [{ type: 'text', text }],
    })),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'horizontalRule' }) },
);

const { block } = fc.letrec<{ block: JsonNode; blocks: JsonNode[]; item: JsonNode }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 4, arbitrary: leafBlock },
    { weight: 1, arbitrary: tie('blocks').map((content) => ({ type: 'blockquote', content })) },
    {
      weight: 1,
      arbitrary: fc
        .array(tie('item'), { minLength: 1, maxLength: 3 })
        .map((content) => ({ type: 'bulletList', content })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.integer({ min: 0, max: 100 }), fc.array(tie('item'), { minLength: 1, maxLength: 3 }))
        .map(([start, content]) => ({ type: 'orderedList', attrs: { start }, content })),
    },
  ),
  blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
  item: fc
    .tuple(paragraph, fc.array(tie('block'), { maxLength: 2 }))
    .map(([first, rest]) => ({ type: 'listItem', content: [first, ...rest] })),
}));

/** Documents that the schema allows, with attributes complete, as an editor would store them. */
export const arbitraryBody: fc.Arbitrary<JsonNode> = fc.array(block, { minLength: 1, maxLength: 4 }).map((content) => {
  const node = Node.fromJSON(documentSchema, { type: 'doc', content });
  node.check();
  return node.toJSON() as JsonNode;
});
