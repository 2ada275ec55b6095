import { Schema } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { composedWords } from './composed-words.js';
import { placeOfWords } from './place-of-words.js';

const schema = new Schema({
  nodes: { doc: { content: 'paragraph+' }, paragraph: { content: 'text*' }, text: {} },
});

/** What a line becomes when composed words are put to where the caret `|` is. */
function put(line: string, start: string, taken: string, now: string): string {
  const words = composedWords(start, taken, now, null);
  const text = line.replace('|', '');
  const doc = schema.node('doc', null, [schema.node('paragraph', null, text === '' ? [] : [schema.text(text)])]);
  if (words === null) return text;
  const { from, to } = placeOfWords(doc.resolve(1 + line.indexOf('|')), words);
  return text.slice(0, from - 1) + words.words + text.slice(to - 1);
}

describe('composed words', () => {
  it('are what was written since the composition began, with what was typed right after it', () => {
    expect(composedWords('ab', 'aかb', 'a奏!b', null)).toEqual({ words: '奏!', seen: 'か', replaced: '', end: 2 });
    expect(composedWords('ab', 'aかb', 'ab', null)).toEqual({ words: '', seen: 'か', replaced: '', end: 2 });
    expect(composedWords('ab', 'ab', 'ab', null)).toBeNull();
  });

  it('take the place of what somebody copied of them', () => {
    expect(put('aか|b', 'ab', 'aかなb', 'a奏b')).toBe('a奏b');
    expect(put('a|かなb', 'ab', 'aかなb', 'a奏b')).toBe('a奏b');
    expect(put('a|b', 'ab', 'aかなb', 'a奏b')).toBe('a奏b');
    expect(put('か|', 'ab', 'aかb', 'a奏!b')).toBe('奏!');
    expect(put('aか|b', 'ab', 'aかb', 'ab')).toBe('ab');
  });

  it('take the place of a word that an input method corrected', () => {
    expect(put('say teh|', 'say teh', 'say teh', 'say the ')).toBe('say the ');
    expect(put('say teh|', 'say ', 'say teh', 'say the ')).toBe('say the ');
  });
});
