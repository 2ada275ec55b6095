import { Node } from '@tiptap/pm/model';
import fc from 'fast-check';
import type { JsonNode } from '../src/conversions/json-content.js';
import { documentSchema } from '../src/document-schema.js';
import { plainInlines, richInlines, richTexts } from './arbitrary-inline.js';
import { embeds, tableOf } from './arbitrary-rich-blocks.js';
import { arbitraryText } from './arbitrary-text.js';

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

const codeBlock: fc.Arbitrary<JsonNode> = fc
  .tuple(fc.constantFrom(null, 'js', 'c++', 'objective-c', 'mermaid'), code)
  .map(([language, text]) => ({
    type: 'codeBlock',
    attrs: { language },
    content: text === '' ? [] : [{ type: 'text', text }],
  }));

const rule: fc.Arbitrary<JsonNode> = fc.constant({ type: 'horizontalRule' });

/** What every block may have: mostly nothing. */
const blockId = fc.oneof(
  { weight: 9, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom('b-1', 'Xy_9') },
);

function paragraphOf(inlines: fc.Arbitrary<JsonNode[]>, attrs: fc.Arbitrary<object>): fc.Arbitrary<JsonNode> {
  return fc.tuple(inlines, attrs).map(([content, attrs]) => ({ type: 'paragraph', attrs: { ...attrs }, content }));
}

function headingOf(inlines: fc.Arbitrary<JsonNode[]>, attrs: fc.Arbitrary<object>): fc.Arbitrary<JsonNode> {
  return fc
    .tuple(fc.integer({ min: 1, max: 4 }), inlines, attrs)
    .map(([level, content, attrs]) => ({ type: 'heading', attrs: { level, ...attrs }, content }));
}

// No interface: fast-check wants a record.
type Blocks = { block: JsonNode; blocks: JsonNode[]; item: JsonNode };

type Tie = fc.LetrecTypedTie<Blocks>;

function listsOf(tie: Tie): fc.Arbitrary<JsonNode>[] {
  const items = fc.array(tie('item'), { minLength: 1, maxLength: 3 });
  return [
    items.map((content) => ({ type: 'bulletList', content })),
    fc
      .tuple(fc.integer({ min: 0, max: 100 }), items)
      .map(([start, content]) => ({ type: 'orderedList', attrs: { start }, content })),
  ];
}

function blocksOf(
  leaf: fc.Arbitrary<JsonNode>,
  paragraph: fc.Arbitrary<JsonNode>,
  containers: (tie: Tie) => fc.Arbitrary<JsonNode>[],
  maxDepth = 4,
): { block: fc.Arbitrary<JsonNode>; blocks: fc.Arbitrary<JsonNode[]> } {
  return fc.letrec<Blocks>((tie) => ({
    block: fc.oneof(
      { maxDepth, withCrossShrink: true },
      { weight: 4, arbitrary: leaf },
      ...containers(tie).map((arbitrary) => ({ weight: 1, arbitrary })),
    ),
    blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
    item: fc
      .tuple(paragraph, fc.array(tie('block'), { maxLength: 2 }))
      .map(([first, rest]) => ({ type: 'listItem', content: [first, ...rest] })),
  }));
}

/** Documents that the schema allows, with attributes complete, as an editor would store them. */
function bodyOf(blocks: fc.Arbitrary<JsonNode[]>): fc.Arbitrary<JsonNode> {
  return blocks.map((content) => {
    const node = Node.fromJSON(documentSchema, { type: 'doc', content });
    node.check();
    return node.toJSON() as JsonNode;
  });
}

const noAttrs = fc.constant({});
const plainParagraph = paragraphOf(plainInlines, noAttrs);

const plain = blocksOf(
  fc.oneof(
    { weight: 4, arbitrary: plainParagraph },
    { weight: 1, arbitrary: headingOf(plainInlines, noAttrs) },
    { weight: 1, arbitrary: codeBlock },
    { weight: 1, arbitrary: rule },
  ),
  plainParagraph,
  (tie) => [tie('blocks').map((content) => ({ type: 'blockquote', content })), ...listsOf(tie)],
);

/** Documents that Markdown can say: those of schema version 1. */
export const arbitraryPlainBody = bodyOf(fc.array(plain.block, { minLength: 1, maxLength: 4 }));

const aligned = fc.record({ textAlign: fc.constantFrom(null, null, 'left', 'center', 'right', 'justify'), blockId });
const richParagraph = paragraphOf(richInlines, aligned);

const rich = blocksOf(
  fc.oneof(
    { weight: 4, arbitrary: richParagraph },
    { weight: 1, arbitrary: headingOf(richInlines, aligned) },
    { weight: 1, arbitrary: codeBlock },
    { weight: 1, arbitrary: rule },
    { weight: 4, arbitrary: embeds },
  ),
  richParagraph,
  (tie) => [
    tie('blocks').map((content) => ({ type: 'blockquote', content })),
    ...listsOf(tie),
    taskListOf(tie),
    fc
      .tuple(fc.constantFrom('note', 'tip', 'warning', 'caution'), blockId, tie('blocks'))
      .map(([kind, blockId, content]) => ({ type: 'callout', attrs: { kind, blockId }, content })),
    fc.tuple(richTexts, tie('blocks')).map(([summary, content]) => ({
      type: 'details',
      content: [
        { type: 'detailsSummary', content: summary },
        { type: 'detailsContent', content },
      ],
    })),
    tableOf(tie('blocks')),
  ],
  3,
);

function taskListOf(tie: Tie): fc.Arbitrary<JsonNode> {
  const item = fc
    .tuple(fc.boolean(), richParagraph, fc.array(tie('block'), { maxLength: 2 }))
    .map(([checked, first, rest]) => ({ type: 'taskItem', attrs: { checked }, content: [first, ...rest] }));
  return fc.array(item, { minLength: 1, maxLength: 3 }).map((content) => ({ type: 'taskList', content }));
}

const column = fc
  .tuple(fc.constantFrom(null, 0.25, 0.333333), rich.blocks)
  .map(([width, content]) => ({ type: 'column', attrs: { width }, content }));

const columns: fc.Arbitrary<JsonNode> = fc
  .tuple(blockId, fc.array(column, { minLength: 2, maxLength: 3 }))
  .map(([blockId, content]) => ({ type: 'columns', attrs: { blockId }, content }));

/** Documents with every node and mark there is. */
export const arbitraryBody = bodyOf(
  fc.array(fc.oneof({ weight: 9, arbitrary: rich.block }, { weight: 1, arbitrary: columns }), {
    minLength: 1,
    maxLength: 4,
  }),
);
