import { Node } from '@tiptap/pm/model';
import {
  prosemirrorJSONToYXmlFragment,
  yXmlFragmentToProseMirrorRootNode,
  yXmlFragmentToProsemirrorJSON,
} from '@tiptap/y-tiptap';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { arbitraryBody, arbitraryPlainBody } from '../../test/arbitrary-body.js';
import type { JsonNode } from '../conversions/json-content.js';
import { storedJson } from '../conversions/stored-json.js';
import { documentSchema } from '../document-schema.js';

function stored(body: unknown): JsonNode {
  return storedJson(Node.fromJSON(documentSchema, body));
}

/** A second replica that got the first one's update. */
function replicaOf(fill: (fragment: Y.XmlFragment) => void): Y.Doc {
  const first = new Y.Doc();
  fill(first.getXmlFragment('default'));
  const second = new Y.Doc();
  Y.applyUpdate(second, Y.encodeStateAsUpdate(first));
  return second;
}

describe('Yjs', () => {
  it('gives back every document', () => {
    fc.assert(
      fc.property(arbitraryBody, (body) => {
        const doc = replicaOf((fragment) => prosemirrorJSONToYXmlFragment(documentSchema, body, fragment));
        expect(stored(yXmlFragmentToProsemirrorJSON(doc.getXmlFragment('default')))).toEqual(stored(body));
      }),
      { numRuns: 60 },
    );
  });

  it('gives an editor every document without a write: reading never writes', () => {
    fc.assert(
      fc.property(arbitraryBody, (body) => {
        const doc = replicaOf((fragment) => prosemirrorJSONToYXmlFragment(documentSchema, body, fragment));
        let writes = 0;
        doc.on('update', () => {
          writes += 1;
        });
        const root = yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment('default'), documentSchema);
        expect(storedJson(root)).toEqual(stored(body));
        expect(writes).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('gives an editor a document of schema version 1 as it was, without a write', () => {
    fc.assert(
      fc.property(arbitraryPlainBody, (body) => {
        const doc = replicaOf((fragment) => fillAsVersion1(fragment, body));
        const before = Y.encodeStateVector(doc);
        const root = yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment('default'), documentSchema);
        expect(storedJson(root)).toEqual(stored(body));
        expect(Y.encodeStateVector(doc)).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what two people added to columns at the same time', () => {
    const column = (text: string): JsonNode => ({
      type: 'column',
      content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
    });
    const body = { type: 'doc', content: [{ type: 'columns', content: [column('a'), column('b')] }] };
    const first = replicaOf((fragment) => prosemirrorJSONToYXmlFragment(documentSchema, body, fragment));
    const second = replicaOf(() => undefined);
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first));
    for (const doc of [first, second]) {
      const columns = doc.getXmlFragment('default').get(0) as Y.XmlElement;
      columns.push([columns.get(1).clone() as Y.XmlElement]);
    }
    Y.applyUpdate(first, Y.encodeStateAsUpdate(second));
    const root = yXmlFragmentToProseMirrorRootNode(first.getXmlFragment('default'), documentSchema);
    expect(root.textContent).toBe('abbb');
  });
});

/** As y-prosemirror wrote it when the schema had neither alignment nor names of blocks. */
function fillAsVersion1(parent: Y.XmlFragment, node: JsonNode): void {
  for (const child of node.content ?? []) {
    if (child.type === 'text') {
      const last = parent.length > 0 ? parent.get(parent.length - 1) : undefined;
      const text = last instanceof Y.XmlText ? last : new Y.XmlText();
      if (text !== last) parent.push([text]);
      const marks = (child.marks ?? []).map(({ type, attrs }) => [type, attrs ?? {}]);
      text.insert(text.length, child.text ?? '', Object.fromEntries(marks) as Record<string, unknown>);
      continue;
    }
    const element = new Y.XmlElement(child.type);
    parent.push([element]);
    for (const [name, value] of Object.entries(child.attrs ?? {})) {
      // Other values than strings are stored as they are; only the types say otherwise.
      if (value !== null) element.setAttribute(name, value as string);
    }
    fillAsVersion1(element, child);
  }
}
