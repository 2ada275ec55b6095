import { describe, expect, it } from 'vitest';
import { readKeyWork } from './key-work.mjs';

const page = { pid: 1, tid: 1 };

/** A task of the page's main thread, in milliseconds, with what is in it: names of marks and where they are. */
function task(start, length, marks = {}, thread = page) {
  return [
    { ...thread, name: 'RunTask', ph: 'X', ts: start * 1_000, dur: length * 1_000, tdur: length * 500 },
    ...Object.entries(marks).map(([name, at]) => {
      const [kind, type] = name.split(':');
      return { ...thread, name: kind, ph: 'X', ts: at * 1_000, dur: 0, args: { data: { type } } };
    }),
  ];
}

const key = (at, length) =>
  task(at, length, {
    'EventDispatch:keydown': at + 1,
    'EventDispatch:keypress': at + 2,
    'EventDispatch:input': at + 3,
  });

describe('readKeyWork', () => {
  it('adds up what handles the key, its frame and what is between, and leaves out waiting', () => {
    const { keys } = readKeyWork([...key(100, 6), ...task(108, 1), ...task(112, 5, { Commit: 116 })]);
    expect(keys).toEqual([{ work: 12, input: 6, between: 1, frame: 5, remote: 0, cpu: 6, screen: null }]);
  });

  it('counts others’ changes apart, before the frame and in all', () => {
    const { keys, load } = readKeyWork([
      ...key(0, 6),
      ...task(7, 2, { 'WebSocketReceive:': 7 }),
      ...task(10, 4, { Commit: 13 }),
      ...task(20, 3, { 'WebSocketReceive:': 20 }),
      ...task(999, 1),
    ]);
    expect(keys[0]).toMatchObject({ work: 10, remote: 2 });
    expect(load).toMatchObject({ seconds: 1, remoteMsPerSecond: 5, frameMsPerSecond: 4, longestTaskMs: 6 });
    expect(load.busyShare).toBeCloseTo(0.016);
  });

  it('ends with the first frame after the letter, not with one that was made before it', () => {
    const { keys } = readKeyWork([
      ...task(0, 2, { 'EventDispatch:keydown': 1 }),
      ...task(3, 4, { Commit: 6 }),
      ...task(8, 2, { 'EventDispatch:input': 9 }),
      ...task(11, 5, { Commit: 15 }),
      ...task(20, 5, { Commit: 24 }),
    ]);
    expect(keys[0]).toMatchObject({ input: 4, frame: 9, work: 13 });
  });

  it('leaves out a key without a frame of its own', () => {
    const { keys, unseen } = readKeyWork([...key(0, 5), ...key(10, 5), ...task(16, 2, { Commit: 17 }), ...key(30, 5)]);
    expect(keys).toHaveLength(1);
    expect(unseen).toBe(2);
  });

  it('reads the thread of the page alone, and a task in a task once', () => {
    const other = { pid: 1, tid: 2 };
    const { keys } = readKeyWork([
      ...key(0, 6),
      ...task(1, 3),
      ...task(7, 50, { Commit: 20 }, other),
      ...task(60, 2, { Commit: 61 }),
    ]);
    expect(keys[0]).toMatchObject({ work: 8 });
  });

  it('takes the time to the screen from what the browser tells of the key', () => {
    const timing = {
      ...page,
      name: 'EventTiming',
      ph: 'b',
      ts: 0,
      args: { data: { type: 'keydown', duration: 24.5 } },
    };
    const { keys } = readKeyWork([timing, ...key(0, 6), ...task(7, 2, { Commit: 8 })]);
    expect(keys[0].screen).toBe(24.5);
  });
});
