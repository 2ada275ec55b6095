import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCellText } from './cell-text.js';

describe('readCellText', () => {
  it('reads rows and columns with either kind of line end', () => {
    expect(readCellText('a\tb\r\nc\td\r\n', 'text')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('reads a quoted cell with a line break, a tab and quotes', () => {
    expect(readCellText('"a\nb\t""c"""\td\ne\tf', 'text')).toEqual([
      ['a\nb\t"c"', 'd'],
      ['e', 'f'],
    ]);
  });

  it('leaves a quote in the middle of a cell alone', () => {
    expect(readCellText('"a" b\tc\nd\te', 'text')?.[0]).toEqual(['"a" b', 'c']);
  });

  it.each([
    ['indented code', '\tif (x) {\n\treturn\n'],
    ['code with more and less indentation', 'a\n\tb\n\t\tc'],
    ['one line with a tab', 'name\tvalue'],
    ['plain text', 'a\nb'],
  ])('leaves %s as text', (_, text) => {
    expect(readCellText(text, 'text')).toBeNull();
  });

  it('one column is cells only over selected cells, and one row in a table', () => {
    expect(readCellText('a\nb', 'cells')).toEqual([['a'], ['b']]);
    expect(readCellText('a\nb', 'table')).toBeNull();
    expect(readCellText('a\tb', 'table')).toEqual([['a', 'b']]);
    expect(readCellText('only words', 'table')).toBeNull();
  });

  it('reads back every table that a spreadsheet would write', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\t', '\n', 'é') });
    const quote = (text: string) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    fc.assert(
      fc.property(
        fc
          .integer({ min: 2, max: 4 })
          .chain((width) =>
            fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 4 }),
          ),
        (rows) => {
          const text = rows.map((row) => row.map(quote).join('\t')).join('\n');
          expect(readCellText(text, 'table')).toEqual(rows);
        },
      ),
    );
  });
});
