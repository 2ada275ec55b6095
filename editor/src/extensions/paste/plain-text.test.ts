import { documentSchema } from '@manyhands/schema';
import { expect, it } from 'vitest';
import { plainTextSlice } from './plain-text.js';

const linesOf = (text: string) =>
  plainTextSlice(documentSchema, text, { keepsEmptyLines: false }).content.content.map((line) => line.textContent);

it('a part of a line keeps its spaces, and whole lines lose those at their ends', () => {
  expect(linesOf(' w ')).toEqual([' w ']);
  expect(linesOf(' ')).toEqual([' ']);
  expect(linesOf('one \n\n two \n')).toEqual(['one', ' two']);
});
