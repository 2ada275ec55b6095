import { describe, expect, it } from 'vitest';
import type { JsonNode } from './json-content.js';
import { knownContent } from './known-content.js';
import { storedJson } from './stored-json.js';

function known(...content: JsonNode[]): unknown {
  return storedJson(knownContent({ type: 'doc', content })).content;
}

const a = { type: 'text', text: 'a' };

describe('knownContent', () => {
  it('replaces an unknown node by its content', () => {
    expect(known({ type: 'hologram', content: [{ type: 'paragraph', content: [a] }] })).toEqual([
      { type: 'paragraph', content: [a] },
    ]);
    expect(known({ type: 'paragraph', content: [{ type: 'glyph', content: [a] }] })).toEqual([
      { type: 'paragraph', content: [a] },
    ]);
    expect(known({ type: 'caption', content: [a] })).toEqual([{ type: 'paragraph', content: [a] }]);
  });

  it('drops unknown marks and links that could run code, and keeps the text', () => {
    const marks = [
      { type: 'glow' },
      { type: 'bold' },
      { type: 'link', attrs: { href: 'javascript:x' } },
      { type: 'link' },
    ];
    expect(known({ type: 'paragraph', content: [{ ...a, marks }] })).toEqual([
      { type: 'paragraph', content: [{ ...a, marks: [{ type: 'bold' }] }] },
    ]);
  });

  it('flattens blocks inside a text block', () => {
    const nested = { type: 'heading', attrs: { level: 1 }, content: [{ type: 'paragraph', content: [a] }] };
    expect(known(nested)).toEqual([{ type: 'heading', attrs: { level: 1 }, content: [a] }]);
  });

  it('is never empty, and survives names of object members', () => {
    expect(known()).toEqual([{ type: 'paragraph' }]);
    expect(
      known({ type: '__proto__' }, { type: 'constructor', content: [a] }, { type: 'doc' }, { type: 'text', text: '' }),
    ).toEqual([{ type: 'paragraph', content: [a] }]);
  });
});
