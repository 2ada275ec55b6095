import { describe, expect, it } from 'vitest';
import { newDocumentId } from './document-id.js';

describe('newDocumentId', () => {
  it('has 22 characters without look-alikes', () => {
    for (let round = 0; round < 200; round++) expect(newDocumentId()).toMatch(/^[1-9A-HJ-NP-Za-km-z]{22}$/);
  });

  it('is never the same', () => {
    expect(new Set(Array.from({ length: 1_000 }, newDocumentId)).size).toBe(1_000);
  });
});
