import { describe, expect, it } from 'vitest';
import { documentIdIn, documentPath } from './document-path';

describe('the address of a document', () => {
  it.each(['abc', 'team/plan', 'ä ö?#%', '日本語'])('leads back to the id %j', (id) => {
    expect(documentIdIn(documentPath(id))).toBe(id);
  });

  it.each(['/', '/d', '/d/', '/other/x', '/d/%'])('is none: %j', (path) => {
    expect(documentIdIn(path)).toBeNull();
  });

  it('may end in a slash', () => {
    expect(documentIdIn('/d/abc/')).toBe('abc');
  });
});
