import { documentSchema } from '@manyhands/schema';
import { describe, expect, it } from 'vitest';
import { findIn, linesOf } from './find-matches.js';
import { compileQuery, emptyQuery, type FindQuery } from './find-query.js';

const text = (value: string, bold = false) => documentSchema.text(value, bold ? [documentSchema.mark('bold')] : []);
const line = (...content: ReturnType<typeof text>[]) => documentSchema.node('paragraph', null, content);
const doc = documentSchema.node('doc', null, [
  line(text('one c'), text('at', true), text(' two Cats')),
  line(text('concat (a+b) caf\u00e9 x\u00a0y')),
]);

function found(query: Partial<FindQuery>): string[] {
  const compiled = compileQuery({ ...emptyQuery, ...query });
  if (compiled.kind !== 'pattern') return [compiled.kind];
  return findIn(linesOf(doc), compiled.source, compiled.flags).map(({ from, to }) => doc.textBetween(from, to));
}

describe('finding', () => {
  it('crosses marks, and minds case and words as asked', () => {
    expect(found({ text: 'cat' })).toEqual(['cat', 'Cat', 'cat']);
    expect(found({ text: 'cat', matchCase: true })).toEqual(['cat', 'cat']);
    expect(found({ text: 'cat', wholeWord: true })).toEqual(['cat']);
  });

  it('takes signs literally unless it is a pattern', () => {
    expect(found({ text: '(a+b)' })).toEqual(['(a+b)']);
    expect(found({ text: 'c.t', isPattern: true })).toEqual(['cat', 'Cat', 'cat']);
  });

  it('finds a hard space for a space, and nothing for nothing', () => {
    expect(found({ text: 'x y' })).toEqual(['x\u00a0y']);
    expect(found({ text: '' })).toEqual(['empty']);
  });

  it.each([
    ['(a', 'A bracket ( is not closed.'],
    ['a)', 'A bracket ) was never opened.'],
    ['[a', 'A bracket [ is not closed.'],
    ['*a', 'There is nothing before *, + or ? to repeat.'],
    ['[z-a]', 'A range ends before it starts.'],
  ])('says in words what is wrong with %j', (pattern, sentence) => {
    expect(compileQuery({ ...emptyQuery, text: pattern, isPattern: true })).toEqual({ kind: 'invalid', sentence });
  });
});
