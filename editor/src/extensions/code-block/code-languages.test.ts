import { describe, expect, it } from 'vitest';
import { codeLanguages, findLanguage, languageName, searchLanguages } from './code-languages.js';
import { loadLanguage, readTokens } from './highlighter.js';

describe('code languages', () => {
  it('are in the order of their names, without doubles', () => {
    const names = codeLanguages.map(({ name }) => name.toLowerCase());
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
    const words = codeLanguages.flatMap(({ id, aliases }) => [id, ...aliases]);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });

  it('are found by id, name and alias, in any case', () => {
    expect(findLanguage('TS')?.id).toBe('typescript');
    expect(findLanguage('C++')?.id).toBe('cpp');
    expect(findLanguage(' python ')?.id).toBe('python');
    expect(findLanguage('klingon')).toBeNull();
  });

  it('say their names, and what nobody knows as it was written', () => {
    expect(languageName('js')).toBe('JavaScript');
    expect(languageName('klingon')).toBe('klingon');
    expect(languageName(null)).toBe('Plain text');
  });

  it('come with the best match first', () => {
    expect(searchLanguages('c')[0]?.id).toBe('c');
    expect(searchLanguages('js')[0]?.id).toBe('javascript');
    expect(searchLanguages('diag')[0]?.id).toBe('mermaid');
    expect(searchLanguages('xyzzy')).toEqual([]);
    expect(searchLanguages('')).toBe(codeLanguages);
  });

  it('all load and read a text without losing their place', async () => {
    for (const { id, load } of codeLanguages) {
      await loadLanguage(id);
      const text = 'if (a < 1) { "é🙂" } // end\n# x = 2\n<b class="c">d</b>\n';
      const tokens = readTokens(id, text);
      if (load === null) expect(tokens).toEqual([]);
      let last = 0;
      for (const { from, to } of tokens) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to).toBeGreaterThan(from);
        last = to;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }
  });
});
