import fc from 'fast-check';
import type { JsonNode } from '../src/conversions/json-content.js';
import { paletteColors } from '../src/extensions/palette.js';
import { arbitraryText } from './arbitrary-text.js';

const optionalText = fc.oneof(fc.constant(''), arbitraryText);

const pictureSource = fc.constantFrom(
  null,
  '/api/v1/files/abc',
  'https://a.b/c.png?x=1&y=2',
  'data:image/png;base64,iVBORw0KGgo=',
);

const image: fc.Arbitrary<JsonNode> = fc
  .tuple(
    fc.record({
      src: pictureSource,
      alt: optionalText,
      width: fc.option(fc.integer({ min: 16, max: 2000 })),
      height: fc.option(fc.integer({ min: 1, max: 2000 })),
      align: fc.constantFrom(null, 'left', 'center', 'right'),
      uploadId: fc.constantFrom(null, 'u-1'),
    }),
    fc.option(arbitraryText),
  )
  .map(([attrs, caption]) => ({
    type: 'image',
    attrs,
    content: caption === null ? [] : [{ type: 'text', text: caption }],
  }));

const file: fc.Arbitrary<JsonNode> = fc
  .record({
    src: fc.constantFrom(null, '/api/v1/files/abc', 'https://a.b/c.pdf'),
    name: optionalText,
    size: fc.option(fc.nat({ max: 1e12 })),
    mime: fc.constantFrom(null, 'application/pdf', 'image/svg+xml'),
    uploadId: fc.constantFrom(null, 'u-1'),
  })
  .map((attrs) => ({ type: 'file', attrs }));

const blockMath: fc.Arbitrary<JsonNode> = fc
  .array(optionalText, { maxLength: 3 })
  .map((lines) => ({ type: 'blockMath', attrs: { latex: lines.join('\n') } }));

const linkCard: fc.Arbitrary<JsonNode> = fc
  .record({
    href: fc.constantFrom(null, 'https://a.b/c?d=1&e=2', '/d/x', 'mailto:a@b.c'),
    title: optionalText,
    description: optionalText,
    image: fc.constantFrom(null, '/api/v1/files/abc'),
  })
  .map((attrs) => ({ type: 'linkCard', attrs }));

/** Blocks that hold no other block. */
export const embeds: fc.Arbitrary<JsonNode> = fc.oneof(
  image,
  file,
  blockMath,
  linkCard,
  fc.constant({ type: 'tableOfContents' }),
);

/** Tables of any shape, also of shapes that two people make at the same time. */
export function tableOf(blocks: fc.Arbitrary<JsonNode[]>): fc.Arbitrary<JsonNode> {
  const cell = fc
    .record({
      type: fc.constantFrom('tableCell', 'tableHeader'),
      attrs: fc
        .record({
          colspan: fc.constantFrom(1, 1, 2),
          rowspan: fc.constantFrom(1, 1, 2),
          hasWidth: fc.boolean(),
          backgroundColor: fc.constantFrom(null, ...paletteColors),
        })
        .map(({ hasWidth, ...attrs }) => ({ ...attrs, colwidth: hasWidth ? [120, 0].slice(0, attrs.colspan) : null })),
      content: blocks,
    })
    .map((node): JsonNode => node);
  const row = fc.array(cell, { minLength: 1, maxLength: 2 }).map((content) => ({ type: 'tableRow', content }));
  return fc.array(row, { minLength: 1, maxLength: 2 }).map((content) => ({ type: 'table', content }));
}
