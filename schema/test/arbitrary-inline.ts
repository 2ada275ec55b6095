import fc from 'fast-check';
import type { JsonMark, JsonNode } from '../src/conversions/json-content.js';
import { paletteColors } from '../src/extensions/palette.js';
import { arbitraryText } from './arbitrary-text.js';

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

/** Marks that Markdown has a form for today. */
const plainMark: fc.Arbitrary<JsonMark> = fc
  .constantFrom('bold', 'italic', 'strike', 'underline', 'code')
  .map((type) => ({ type }));

const color = fc.constantFrom(...paletteColors);

const richMark: fc.Arbitrary<JsonMark> = fc.oneof(
  plainMark,
  plainMark,
  link,
  fc.constantFrom('subscript', 'superscript').map((type) => ({ type })),
  color.map((color) => ({ type: 'highlight', attrs: { color } })),
  color.map((color) => ({ type: 'textColor', attrs: { color } })),
);

/** No two that exclude each other. */
function excludesOf({ type }: JsonMark): string {
  return type === 'subscript' || type === 'superscript' ? 'script' : type;
}

function someOf(mark: fc.Arbitrary<JsonMark>): fc.Arbitrary<JsonMark[]> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<JsonMark[]>([]) },
    { weight: 3, arbitrary: fc.uniqueArray(mark, { maxLength: 3, selector: excludesOf }) },
    { weight: 1, arbitrary: fc.constant<JsonMark[]>([{ type: 'code' }]) },
  );
}

/** No tabs or line ends in code, and no backticks or backslashes in a link's: those are what Markdown cannot say. */
function toText({ text, marks }: { text: string; marks: JsonMark[] }): JsonNode {
  const types = marks.map(({ type }) => type);
  if (!types.includes('code')) return { type: 'text', text, marks };
  const code = text.replace(/[\t\u0085\u2028\u2029\ufeff]/g, ' ');
  return { type: 'text', text: types.includes('link') ? code.replace(/[`\\]/g, "'") : code, marks };
}

const hardBreak: fc.Arbitrary<JsonNode> = fc.record({ type: fc.constant('hardBreak') });

const optionalText = fc.oneof(fc.constant(''), arbitraryText);

const mention: fc.Arbitrary<JsonNode> = fc
  .record({
    kind: fc.constantFrom('person', 'document'),
    id: fc.constantFrom(null, 'a1', 'X_y-z', 'ann@example.org'),
    label: optionalText,
  })
  .map((attrs) => ({ type: 'mention', attrs }));

const inlineMath: fc.Arbitrary<JsonNode> = fc
  .record({ latex: optionalText })
  .map((attrs) => ({ type: 'inlineMath', attrs }));

const plainText = fc.record({ text: arbitraryText, marks: someOf(fc.oneof(plainMark, plainMark, link)) }).map(toText);
const richText = fc.record({ text: arbitraryText, marks: someOf(richMark) }).map(toText);

/** What a paragraph of schema version 1 held. */
export const plainInlines = fc.array(
  fc.oneof({ weight: 8, arbitrary: plainText }, { weight: 1, arbitrary: hardBreak }),
  { maxLength: 5 },
);

export const richInlines = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: richText },
    { weight: 1, arbitrary: hardBreak },
    { weight: 1, arbitrary: mention },
    { weight: 1, arbitrary: inlineMath },
  ),
  { maxLength: 5 },
);

export const richTexts = fc.array(richText, { maxLength: 3 });
