import { describe, expect, it } from 'vitest';
import { editorCommands } from './command-registry.js';
import { searchCommands, searchTitles } from './command-search.js';

function first(query: string, recent: string[] = []): string | undefined {
  return searchCommands(query, editorCommands, recent)[0]?.id;
}

describe('searching commands', () => {
  it.each([
    ['h1', 'text.heading-1'],
    ['heading 2', 'text.heading-2'],
    ['todo', 'lists.task'],
    ['task', 'lists.task'],
    ['bul', 'lists.bullet'],
    ['num', 'lists.ordered'],
    ['quo', 'text.quote'],
    ['table', 'media.table'],
    ['toc', 'structure.table-of-contents'],
    ['math', 'media.formula'],
    ['mermaid', 'media.diagram'],
    ['div', 'structure.divider'],
    ['hr', 'structure.divider'],
    ['warning', 'structure.callout-warning'],
    ['toggle', 'structure.toggle'],
    ['code', 'format.code'],
    ['bold', 'format.bold'],
    ['BOLD', 'format.bold'],
    ['2 col', 'structure.columns-2'],
    ['formula in', 'media.inline-formula'],
    ['text r', 'colour.text-red'],
  ])('%s finds %s', (query, id) => {
    expect(first(query)).toBe(id);
  });

  it('finds nothing for letters that are in no name', () => {
    expect(searchCommands('xyzzy', editorCommands)).toEqual([]);
  });

  it('puts what was used lately before its equals', () => {
    expect(first('callout', ['structure.callout-tip'])).toBe('structure.callout-tip');
  });

  it('returns everything for nothing', () => {
    expect(searchCommands(' ', editorCommands)).toHaveLength(editorCommands.length);
  });
});

it('searches titles of anything', () => {
  const entries = [{ title: 'Budget 2026' }, { title: 'Meeting notes' }];
  expect(searchTitles('meet', entries)).toEqual([{ title: 'Meeting notes' }]);
});
