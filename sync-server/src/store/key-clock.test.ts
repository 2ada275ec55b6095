import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyClock, stampBytes } from './key-clock.js';

describe('KeyClock', () => {
  it('only ever rises, however the machine’s clock jumps and whatever it witnesses', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ now: fc.nat(50), witness: fc.option(fc.nat(80)) })), (steps) => {
        let now = 0;
        const clock = new KeyClock(() => now);
        let last = clock.next();
        for (const step of steps) {
          now = step.now;
          if (step.witness !== null) {
            const stored = new KeyClock(() => step.witness ?? 0).next();
            clock.witness(Buffer.concat([Buffer.from('some key'), stored]));
            if (Buffer.compare(stored, last) > 0) last = stored;
          }
          const next = clock.next();
          expect(Buffer.compare(next, last)).toBe(1);
          last = next;
        }
      }),
    );
  });

  it('never makes the same stamp as another writer at the same time', () => {
    const stamps = Array.from({ length: 50 }, () => Buffer.from(new KeyClock(() => 1_000).next()).toString('hex'));
    expect(new Set(stamps).size).toBe(50);
  });

  it('starts where it is told to', () => {
    const stamp = new KeyClock(() => 5, 1_000).next();
    expect(Buffer.compare(stamp, new KeyClock(() => 999).next())).toBe(1);
    expect(stamp.byteLength).toBe(stampBytes);
  });
});
