import { describe, expect, it } from 'vitest';
import { type Glimpse, toGlimpse } from './glimpse.js';

const glimpse: Glimpse = {
  title: 'Plans',
  settings: { font: 'sans', isWide: false },
  blocks: [
    { tag: 'p', attributes: { class: 'x' }, children: ['Some ', { tag: 'em', attributes: {}, children: ['words'] }] },
  ],
  goesOn: false,
};

describe('a glimpse that was kept', () => {
  it('is read as it was written', () => {
    expect(toGlimpse(structuredClone(glimpse))).toEqual(glimpse);
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'Plans'],
    ['no title', { ...glimpse, title: undefined }],
    ['no settings', { ...glimpse, settings: null }],
    ['no blocks', { ...glimpse, blocks: {} }],
    ['a text for a block', { ...glimpse, blocks: ['words'] }],
    ['no word on how it goes on', { ...glimpse, goesOn: 1 }],
    ['an element without a tag', { ...glimpse, blocks: [{ attributes: {}, children: [] }] }],
    ['attributes that are no texts', { ...glimpse, blocks: [{ tag: 'p', attributes: { width: 3 }, children: [] }] }],
    ['a broken element deep inside', { ...glimpse, blocks: [{ tag: 'p', attributes: {}, children: [{ tag: 'b' }] }] }],
  ])('is none with %s', (_, value) => {
    expect(toGlimpse(value)).toBeNull();
  });
});
