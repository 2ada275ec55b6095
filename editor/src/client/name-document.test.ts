import { readTitle } from '@manyhands/schema/conversions';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { nameDocument } from './name-document.js';

describe('nameDocument', () => {
  it('names a document that has no title yet', () => {
    const doc = new Y.Doc();
    nameDocument(doc, ' Meeting\n notes ');
    expect(readTitle(doc)).toBe('Meeting notes');
    expect(doc.getXmlFragment('title').length).toBe(1);
  });

  it('uses the empty line that an editor made', () => {
    const doc = new Y.Doc();
    doc.getXmlFragment('title').insert(0, [new Y.XmlElement('paragraph')]);
    nameDocument(doc, 'Plans');
    expect(doc.getXmlFragment('title').toString()).toBe('<paragraph>Plans</paragraph>');
  });

  it('leaves a title alone', () => {
    const doc = new Y.Doc();
    nameDocument(doc, 'First');
    nameDocument(doc, 'Second');
    expect(readTitle(doc)).toBe('First');
  });

  it('writes nothing for nothing', () => {
    const doc = new Y.Doc();
    nameDocument(doc, '  ');
    expect(doc.getXmlFragment('title').length).toBe(0);
  });
});
