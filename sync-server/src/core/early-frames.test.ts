import { describe, expect, it } from 'vitest';
import { EarlyFrames } from './early-frames.js';

const frame = (byte: number, length = 1) => new Uint8Array(length).fill(byte);

describe('early frames', () => {
  it('[S3] are kept in order, as copies: a socket uses its buffer again', () => {
    const early = new EarlyFrames(100);
    const buffer = frame(1);
    early.keep(buffer);
    buffer[0] = 9;
    early.keep(frame(2));
    expect([...early]).toEqual([frame(1), frame(2)]);
  });

  it('[S3] are bounded by their bytes together', () => {
    const early = new EarlyFrames(10);
    expect(early.keep(frame(1, 6))).toBe(true);
    expect(early.keep(frame(2, 4))).toBe(true);
    expect(early.keep(frame(3, 1))).toBe(false);
    expect([...early]).toHaveLength(2);
  });

  it('[S3] are bounded by their number, also without a limit of bytes', () => {
    const early = new EarlyFrames(0);
    for (let count = 0; count < 1_000; count++) expect(early.keep(frame(0))).toBe(true);
    expect(early.keep(frame(0))).toBe(false);
    expect([...early]).toHaveLength(1_000);
  });
});
