import { describe, expect, it } from 'vitest';
import { mergeLists } from './document-list';

describe('mergeLists', () => {
  it('puts both lists together, newest first', () => {
    const listed = [{ id: 'a', title: 'A', updatedAt: '2026-01-02T00:00:00Z' }];
    const recent = [{ id: 'b', title: 'B', openedAt: Date.parse('2026-01-03T00:00:00Z') }];
    expect(mergeLists(listed, recent).map(({ id, isOnlyHere }) => [id, isOnlyHere])).toEqual([
      ['b', true],
      ['a', false],
    ]);
  });

  it('lets the server speak for its documents, with a title from here where it has none', () => {
    const listed = [{ id: 'a', title: '', updatedAt: '2026-01-02T00:00:00Z' }];
    const recent = [{ id: 'a', title: 'Known here', openedAt: 0 }];
    expect(mergeLists(listed, recent)).toEqual([
      { id: 'a', title: 'Known here', time: Date.parse('2026-01-02T00:00:00Z'), isOnlyHere: false },
    ]);
  });
});
