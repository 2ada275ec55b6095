import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { arbitraryBody } from '../../test/arbitrary-body.js';
import { defaultConversionLimits } from './conversion-budget.js';
import { contentToUpdate, jsonToUpdate, markdownToUpdate } from './create-update.js';
import { bodyToHtml } from './html.js';
import type { JsonNode } from './json-content.js';
import { bodyToText, contentToText } from './plain-text.js';
import { maxTitleLength, readTitleOfUpdate, readUpdate } from './read-update.js';

function updateOf(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  change(doc);
  return Y.encodeStateAsUpdate(doc);
}

function nested(depth: number): Y.XmlElement {
  const outer = new Y.XmlElement('blockquote');
  let inner = outer;
  for (let level = 1; level < depth; level++) {
    const next = new Y.XmlElement('blockquote');
    inner.insert(0, [next]);
    inner = next;
  }
  return outer;
}

/** y-prosemirror does not store `null`. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key, inner]) => inner !== null && !(key === 'attrs' && isAllNull(inner)),
  );
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutNulls(inner)]));
}

function isAllNull(value: object): boolean {
  return Object.values(value).every((inner) => inner === null);
}

/** The order of marks is ProseMirror's business, not the document's. */
function withSortedMarks(node: JsonNode): JsonNode {
  return {
    ...node,
    ...(node.marks && { marks: [...node.marks].sort((a, b) => (a.type < b.type ? -1 : 1)) }),
    ...(node.content && { content: node.content.map(withSortedMarks) }),
  };
}

describe('jsonToUpdate and readUpdate', () => {
  it('give back every document', () => {
    fc.assert(
      fc.property(arbitraryBody, (body) => {
        const read = readUpdate(jsonToUpdate(body, 'A title'));
        expect(read.title).toBe('A title');
        expect(withoutNulls(withSortedMarks(read.body))).toEqual(withoutNulls(withSortedMarks(body)));
        bodyToHtml(read.body);
        bodyToText(read.body);
      }),
      { numRuns: 80 },
    );
  });

  it.each<[string, unknown]>([
    ['no object', 'text'],
    ['no doc', { type: 'paragraph' }],
    ['an unknown node', { type: 'doc', content: [{ type: 'hologram' }] }],
    [
      'an unknown mark',
      { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a', marks: [{ type: 'x' }] }] }] },
    ],
    ['content the schema forbids', { type: 'doc', content: [{ type: 'text', text: 'bare' }] }],
    ['an empty doc', { type: 'doc', content: [] }],
    ['empty text', { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '' }] }] }],
    ['content that is no list', { type: 'doc', content: { length: 1 } }],
    ['attributes that are no object', { type: 'doc', attrs: 'x', content: [{ type: 'paragraph' }] }],
    ['members of Object', { type: '__proto__' }],
  ])('refuses %s', (_, body) => {
    expect(() => jsonToUpdate(body)).toThrow(expect.objectContaining({ name: 'ConversionError', code: 'bad-content' }));
  });

  it('refuses JSON nested too deeply before it recurses into it', () => {
    let body: unknown = { type: 'paragraph' };
    for (let level = 0; level < 100_000; level++) body = { type: 'blockquote', content: [body] };
    expect(() => jsonToUpdate({ type: 'doc', content: [body] })).toThrow(expect.objectContaining({ code: 'too-deep' }));
  });

  it('drops links that could run code', () => {
    const marks = [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }];
    const update = jsonToUpdate({
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a', marks }] }],
    });
    expect(JSON.stringify(readUpdate(update).body)).not.toContain('link');
  });

  it('takes of marks that exclude each other the first, as two people can leave them', () => {
    const marks = [{ type: 'subscript' }, { type: 'bold' }, { type: 'superscript' }, { type: 'bold' }];
    const update = jsonToUpdate({
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a', marks }] }],
    });
    const read = readUpdate(update).body.content?.[0]?.content?.[0]?.marks;
    expect(read?.map(({ type }) => type).sort()).toEqual(['bold', 'subscript']);
  });

  it('makes a document without blocks when there is no body, as an editor finds a new one', () => {
    expect(readUpdate(contentToUpdate({}))).toEqual({ title: '', body: { type: 'doc', content: [] } });
  });
});

describe('markdownToUpdate', () => {
  it('takes a first heading as the title unless there is one', () => {
    expect(readUpdate(markdownToUpdate('# A *b*\n\nc'))).toMatchObject({
      title: 'A b',
      body: { content: [{ type: 'paragraph' }] },
    });
    expect(readUpdate(markdownToUpdate('# A\n\nc', 'T'))).toMatchObject({
      title: 'T',
      body: { content: [{ type: 'heading' }, {}] },
    });
    expect(readUpdate(markdownToUpdate('# A'))).toMatchObject({
      title: 'A',
      body: { content: [{ type: 'paragraph' }] },
    });
  });
});

describe('readUpdate', () => {
  it('keeps nodes and marks it does not know', () => {
    const update = updateOf((doc) => {
      const hologram = new Y.XmlElement('hologram');
      const text = new Y.XmlText();
      text.insert(0, 'x', { 'glow--abcdefgh': { hue: 3 } });
      text.insertEmbed(1, { embedded: true });
      hologram.setAttribute('depth', '3');
      hologram.insert(0, [text]);
      doc.getXmlFragment('default').insert(0, [hologram]);
    });
    expect(readUpdate(update).body.content).toEqual([
      {
        type: 'hologram',
        attrs: { depth: '3' },
        content: [{ type: 'text', text: 'x', marks: [{ type: 'glow', attrs: { hue: 3 } }] }],
      },
    ]);
  });

  it('reads text that stands directly in the body', () => {
    const update = updateOf((doc) => doc.getXmlFragment('default').insert(0, [new Y.XmlText('bare')]));
    expect(contentToText(readUpdate(update))).toBe('bare');
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['noise', new Uint8Array([255, 255, 255, 255, 1])],
    ['half an update', jsonToUpdate({ type: 'doc', content: [{ type: 'paragraph' }] }).slice(0, 9)],
  ])('refuses %s', (_, update) => {
    expect(() => readUpdate(update)).toThrow(expect.objectContaining({ code: 'bad-update' }));
  });

  it('refuses a document nested too deeply', () => {
    const update = updateOf((doc) =>
      doc.getXmlFragment('default').insert(0, [nested(defaultConversionLimits.depth + 1)]),
    );
    expect(() => readUpdate(update)).toThrow(expect.objectContaining({ code: 'too-deep' }));
    const allowed = updateOf((doc) =>
      doc.getXmlFragment('default').insert(0, [nested(defaultConversionLimits.depth - 1)]),
    );
    bodyToHtml(readUpdate(allowed).body);
  });

  it('refuses a small update that grows by the attributes of its marks', () => {
    const update = updateOf((doc) => {
      const text = new Y.XmlText();
      doc.getXmlFragment('default').insert(0, [text]);
      text.insert(0, 'ab'.repeat(500), { link: { href: 'x'.repeat(10_000) } });
      for (let at = 0; at < 1000; at += 2) text.format(at, 1, { bold: {} });
    });
    const limits = { ...defaultConversionLimits, characters: 1_000_000 };
    expect(update.length).toBeLessThan(50_000);
    expect(() => readUpdate(update, limits)).toThrow(expect.objectContaining({ code: 'too-large' }));
  });

  it('reads the title on one line, bounded, through any structure', () => {
    const update = updateOf((doc) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText('  A\n\tb '), new Y.XmlText('c')]);
      doc.getXmlFragment('title').insert(0, [paragraph, new Y.XmlText('🙂'.repeat(1000))]);
    });
    const title = readTitleOfUpdate(update);
    expect(title).toMatch(/^A b c🙂+$/u);
    expect(title.length).toBeLessThanOrEqual(maxTitleLength);
  });

  it('leaves the update as it was', () => {
    const update = jsonToUpdate({ type: 'doc', content: [{ type: 'paragraph' }] });
    const before = update.slice();
    readUpdate(update);
    expect(update).toEqual(before);
  });
});
