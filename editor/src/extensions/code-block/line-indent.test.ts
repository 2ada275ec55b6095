import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indentLines, outdentLines, type TextChange } from './line-indent.js';

function apply(text: string, changes: readonly TextChange[]): string {
  return [...changes]
    .reverse()
    .reduce((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text);
}

describe('indentation of code', () => {
  it('puts two spaces at a caret', () => {
    expect(apply('ab', indentLines('ab', 1, 1))).toBe('a  b');
  });

  it('moves the selected lines, but not one that the selection only touches', () => {
    expect(apply('a\nb\nc', indentLines('a\nb\nc', 0, 4))).toBe('  a\n  b\nc');
    expect(apply('\na', indentLines('\na', 0, 2))).toBe('\n  a');
  });

  it('uses what the code uses', () => {
    expect(apply('a\n\tb\nc', indentLines('a\n\tb\nc', 5, 5))).toBe('a\n\tb\n\tc');
    expect(apply('a\n    b\nc', outdentLines('a\n    b\nc', 6, 6))).toBe('a\nb\nc');
  });

  it('takes away no more than there is', () => {
    expect(apply(' a\nb', outdentLines(' a\nb', 0, 4))).toBe('a\nb');
  });

  it('out after in gives the same text', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1 }), (lines) => {
        const text = lines.join('\n');
        const moved = apply(text, indentLines(text, 0, text.length));
        if (text.length > 0) expect(apply(moved, outdentLines(moved, 0, moved.length))).toBe(text);
      }),
    );
  });
});
