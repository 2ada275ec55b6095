import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.mjs';

describe('parseOptions', () => {
  it('runs everything by default', () => {
    expect(parseOptions([])).toEqual({
      kind: 'run',
      only: [1, 2, 3, 4, 5],
      servers: ['ours', 'hocuspocus', 'y-websocket'],
      quick: false,
      keepData: false,
    });
  });

  it('takes lists with a space or an equals sign', () => {
    expect(parseOptions(['--only', '3,1', '--servers=hocuspocus', '--quick'])).toMatchObject({
      only: [1, 3],
      servers: ['hocuspocus'],
      quick: true,
    });
  });

  it('names every problem at once', () => {
    const options = parseOptions(['--only', '9', '--servers', '--fast']);
    expect(options).toMatchObject({ kind: 'problems' });
    expect(options.kind === 'problems' && options.problems).toEqual([
      '--only: 9 is not one of 1, 2, 3, 4, 5.',
      '--servers needs a list out of ours,hocuspocus,y-websocket.',
      'Unknown option --fast.',
    ]);
  });
});
