import { describe, expect, it } from 'vitest';
import { decimalNumber, lineOfText, linesOfText, oneOf, wholeNumber } from './attribute-readers.js';

describe('wholeNumber', () => {
  const read = wholeNumber({ min: 10, max: 100 });

  it.each<[unknown, number | null]>([
    [50, 50],
    ['50', 50],
    ['50px', 50],
    [50.6, 51],
    [10, 10],
    [9.99, null],
    [-50, null],
    [1e9, 100],
    [Number.POSITIVE_INFINITY, 100],
    [Number.NaN, null],
    ['', null],
    ['50%', null],
    ['1e3', null],
    [[50], null],
    [{ valueOf: () => 50 }, null],
    [true, null],
    [null, null],
  ])('reads %j as %j', (value, expected) => {
    expect(read(value)).toBe(expected);
  });
});

describe('decimalNumber', () => {
  it('keeps fractions within its bounds', () => {
    const read = decimalNumber({ min: 0.1, max: 0.9 });
    expect([0.25, '0.25', 0.05, 5].map(read)).toEqual([0.25, 0.25, null, 0.9]);
  });
});

describe('text', () => {
  it('is cut between characters, never inside one', () => {
    expect(lineOfText(3)('ab🙂')).toBe('ab');
    expect(lineOfText(4)('ab🙂')).toBe('ab🙂');
  });

  it('has no control characters, and lines only where it may', () => {
    expect(lineOfText(100)('a\r\nb\u0000c\td')).toBe('a b c\td');
    expect(linesOfText(100)('a\r\nb\u0000c\td')).toBe('a\nbc\td');
  });

  it.each<[unknown]>([[1], [null], [{}], [['a']], [undefined]])('is empty for %j', (value) => {
    expect(lineOfText(10)(value)).toBe('');
    expect(linesOfText(10)(value)).toBe('');
  });
});

describe('oneOf', () => {
  it('is one of the words or the fallback', () => {
    const read = oneOf(['a', 'b'], 'b');
    expect(['a', 'b', 'A', 'toString', 1, null].map(read)).toEqual(['a', 'b', 'b', 'b', 'b', 'b']);
  });
});
