import { Node } from '@tiptap/pm/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryBody } from '../../test/arbitrary-body.js';
import { htmlToBody } from '../../test/html-to-body.js';
import { bodyToHtml } from '../conversions/html.js';
import type { JsonNode } from '../conversions/json-content.js';
import { storedJson } from '../conversions/stored-json.js';
import { documentSchema } from '../document-schema.js';

/** A pasted copy is another block. */
function withoutBlockIds(node: JsonNode): JsonNode {
  const { blockId, ...attrs } = node.attrs ?? {};
  return { ...node, attrs, ...(node.content && { content: node.content.map(withoutBlockIds) }) };
}

describe('HTML', () => {
  it('reads back every document as it was written', () => {
    fc.assert(
      fc.property(arbitraryBody, (body) => {
        const html = bodyToHtml(body);
        const expected = storedJson(Node.fromJSON(documentSchema, withoutBlockIds(body)));
        expect(htmlToBody(html), html).toEqual(expected);
      }),
      { numRuns: 80 },
    );
  });
});
