import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.mjs';

describe('parseOptions of the editor benchmark', () => {
  it('measures everything on both pages by default', () => {
    expect(parseOptions([])).toEqual({
      kind: 'run',
      only: ['typing', 'opening'],
      pages: ['ours', 'stock'],
      quick: false,
      keepData: false,
    });
  });

  it('measures our own page alone when it is quick, unless told otherwise', () => {
    expect(parseOptions(['--quick'])).toMatchObject({ pages: ['ours'], quick: true });
    expect(parseOptions(['--quick', '--pages=stock', '--only', 'opening'])).toMatchObject({
      pages: ['stock'],
      only: ['opening'],
    });
  });

  it('says what it does not know', () => {
    expect(parseOptions(['--only', 'reading', '--pages', ','])).toEqual({
      kind: 'problems',
      problems: ['--only: reading is not one of typing, opening.', '--pages needs a list out of ours,stock.'],
    });
    expect(parseOptions(['--fast'])).toMatchObject({ kind: 'problems' });
  });
});
