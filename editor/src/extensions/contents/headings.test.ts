import { documentSchema } from '@manyhands/schema';
import { describe, expect, it } from 'vitest';
import { indentsOf, listHeadings } from './headings.js';

const heading = (level: number, text: string) => ({
  type: 'heading',
  attrs: { level },
  ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
});

describe('listHeadings', () => {
  it('finds headings in boxes too, and leaves out empty ones', () => {
    const doc = documentSchema.nodeFromJSON({
      type: 'doc',
      content: [
        heading(2, 'One'),
        heading(1, ''),
        { type: 'callout', content: [heading(4, 'Two')] },
        { type: 'columns', content: [{ type: 'column', content: [heading(2, 'Three')] }] },
      ],
    });
    const found = listHeadings(doc);
    expect(found.map(({ text }) => text)).toEqual(['One', 'Two', 'Three']);
    expect(indentsOf(found)).toEqual([0, 1, 0]);
    for (const { pos, text } of found) expect(doc.nodeAt(pos)?.textContent).toBe(text);
  });
});
