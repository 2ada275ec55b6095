import { describe, expect, it } from 'vitest';
import { parseStarred } from '../starred-documents';
import { parseSidebar } from './sidebar-state';

describe('parseSidebar', () => {
  it.each([
    [null, { isOpen: true, width: 260 }],
    ['{"isOpen":false,"width":300}', { isOpen: false, width: 300 }],
    ['{"isOpen":true,"width":9000}', { isOpen: true, width: 500 }],
    ['{"isOpen":true,"width":-4.5}', { isOpen: true, width: 240 }],
    ['{"width":"wide"}', { isOpen: true, width: 260 }],
    ['[]', { isOpen: true, width: 260 }],
    ['no JSON', { isOpen: true, width: 260 }],
  ])('%j', (text, expected) => expect(parseSidebar(text)).toEqual(expected));
});

describe('parseStarred', () => {
  it.each([
    [null, []],
    ['["a","b"]', ['a', 'b']],
    ['["a",7,null]', ['a']],
    ['{"a":1}', []],
    ['no JSON', []],
  ])('%j', (text, expected) => expect(parseStarred(text)).toEqual(expected));
});
