import { getSchema } from '@tiptap/core';
import { describe, expect, it } from 'vitest';
import { documentSchema } from './document-schema.js';
import { titleExtensions } from './extensions/title-extensions.js';
import { schemaVersion } from './schema-version.js';

describe('documentSchema', () => {
  it('needs no DOM', () => {
    expect(typeof document).toBe('undefined');
    expect(documentSchema.topNodeType.name).toBe('doc');
  });

  it('has the nodes and marks of schema version 2', () => {
    // A change here may need a new schemaVersion: an older client deletes what it does not know.
    expect(schemaVersion).toBe(2);
    expect(Object.keys(documentSchema.nodes).sort()).toEqual([
      ...['blockMath', 'blockquote', 'bulletList', 'callout', 'codeBlock', 'column', 'columns', 'details'],
      ...['detailsContent', 'detailsSummary', 'doc', 'file', 'hardBreak', 'heading', 'horizontalRule', 'image'],
      ...['inlineMath', 'linkCard', 'listItem', 'mention', 'orderedList', 'paragraph', 'table', 'tableCell'],
      ...['tableHeader', 'tableOfContents', 'tableRow', 'taskItem', 'taskList', 'text'],
    ]);
    expect(Object.keys(documentSchema.marks).sort()).toEqual([
      ...[
        'bold',
        'code',
        'highlight',
        'italic',
        'link',
        'strike',
        'subscript',
        'superscript',
        'textColor',
        'underline',
      ],
    ]);
  });
});

describe('titleExtensions', () => {
  it('allow paragraphs of plain text, as many as people who named the document at the same time', () => {
    const schema = getSchema(titleExtensions());
    expect(Object.keys(schema.nodes).sort()).toEqual(['doc', 'paragraph', 'text']);
    expect(Object.keys(schema.marks)).toEqual([]);
    expect(schema.topNodeType.spec.content).toBe('paragraph+');
  });
});
