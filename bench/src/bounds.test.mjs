import { describe, expect, it } from 'vitest';
import { judgeBounds } from './bounds.mjs';

const typing = (serverCpuMs, p95) => ({
  result: { edits: 1_000, untilDelivered: { serverCpuMs }, delivery: { p50: 1, p95 } },
});
const oneRoom = (outcomes) => [{ number: 1, title: '', outcomes }];

describe('judgeBounds', () => {
  it('compares with the peer of the same run', () => {
    const bounds = judgeBounds(oneRoom({ ours: typing(100, 60), hocuspocus: typing(1_000, 5) }), false);
    expect(bounds.map(({ value, verdict }) => [value, verdict])).toEqual([
      [0.1, 'met'],
      [60, 'NOT met'],
    ]);
  });

  it('says so when a server did not run, and invents nothing', () => {
    const bounds = judgeBounds(oneRoom({ ours: typing(100, 20), hocuspocus: { failure: 'not installed' } }), false);
    expect(bounds.map(({ value, verdict }) => [value, verdict])).toEqual([
      [null, 'not measured'],
      [20, 'met'],
    ]);
  });

  it('does not judge a quick run', () => {
    const bounds = judgeBounds(oneRoom({ ours: typing(100, 20), hocuspocus: typing(1_000, 5) }), true);
    expect(bounds.map(({ verdict }) => verdict)).toEqual(['not judged', 'not judged']);
  });
});
