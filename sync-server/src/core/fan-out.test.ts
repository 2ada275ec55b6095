import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../test/support/fake-clock.js';
import { FanOut } from './fan-out.js';

/** A room that only keeps what it would have sent, and when, as `@<ms> <updates>[+awareness]`. */
class Room {
  readonly clock = new FakeClock();
  readonly sent: string[] = [];
  readonly fanOut: FanOut<string>;
  memberCount: number;
  onSend: () => void = () => {};
  readonly #startedAt = this.clock.now();

  constructor(memberCount: number) {
    this.memberCount = memberCount;
    this.fanOut = new FanOut<string>(this, this.clock);
  }

  get batches(): string[] {
    return this.sent.map((batch) => batch.slice(batch.indexOf(' ') + 1));
  }

  send(updates: readonly string[], withAwareness: boolean): void {
    this.sent.push(`@${this.clock.now() - this.#startedAt} ${updates.join('')}${withAwareness ? '+awareness' : ''}`);
    this.onSend();
  }
}

describe('when updates go out', () => {
  it('[R1] is in the same turn after a pause, with all that came in that turn, in order', async () => {
    const room = new Room(100);
    for (const update of ['a', 'b', 'c']) room.fanOut.addUpdate(update);
    expect(room.sent).toEqual([]);
    await room.clock.pass(0);
    expect(room.sent).toEqual(['@0 abc']);
    await room.clock.pass(45);
    room.fanOut.addUpdate('d');
    await room.clock.pass(0);
    expect(room.sent).toEqual(['@0 abc', '@45 d']);
  });

  it.each([
    [1, 0],
    [2, 0],
    [3, 1],
    [60, 27],
    [100, 45],
    [112, 50],
    [1_000, 50],
  ])('[R2] is after a gap that grows with the room: with %i people, %i ms', async (people, gapMs) => {
    const room = new Room(people);
    room.fanOut.addUpdate('a');
    await room.clock.pass(0);
    room.fanOut.addUpdate('b');
    if (gapMs > 0) {
      await room.clock.pass(gapMs - 1);
      expect(room.sent).toEqual(['@0 a']);
    }
    room.fanOut.addUpdate('c');
    await room.clock.pass(gapMs > 0 ? 1 : 0);
    expect(room.sent).toEqual(['@0 a', `@${gapMs} bc`]);
  });

  it('[R2] is counted from the last batch of updates, whatever awareness did meanwhile', async () => {
    const room = new Room(60);
    room.fanOut.addUpdate('a');
    await room.clock.pass(20);
    room.fanOut.addAwareness();
    await room.clock.pass(0);
    room.fanOut.addUpdate('b');
    await room.clock.pass(7);
    expect(room.sent).toEqual(['@0 a', '@20 +awareness', '@27 b']);
  });

  it('[R2] is not held back by a clock that was set back', async () => {
    const room = new Room(60);
    const { clock } = room;
    room.fanOut.addUpdate('a');
    room.fanOut.addAwareness();
    await clock.pass(0);
    room.fanOut.addUpdate('b');
    clock.set(-3_600_000);
    // What was waiting waits one gap more at most, and what comes later no longer than ever.
    await clock.pass(2 * 27);
    expect(room.batches).toEqual(['a+awareness', 'b']);
    room.fanOut.addAwareness();
    await clock.pass(50);
    expect(room.batches).toEqual(['a+awareness', 'b', '+awareness']);
    clock.set(-3_600_000);
    room.fanOut.addUpdate('c');
    await clock.pass(27);
    expect(room.batches).toEqual(['a+awareness', 'b', '+awareness', 'c']);
  });
});

describe('when awareness goes out', () => {
  it('[P2] is at once after a pause, and then every 50 ms', async () => {
    const room = new Room(100);
    for (let ms = 0; ms < 120; ms += 10) {
      room.fanOut.addAwareness();
      await room.clock.pass(10);
    }
    expect(room.sent).toEqual(['@0 +awareness', '@50 +awareness', '@100 +awareness']);
    await room.clock.pass(1_000);
    expect(room.sent).toHaveLength(4);
  });

  it('[P2] is with the updates that are about to go, in one batch', async () => {
    const room = new Room(60);
    room.fanOut.addAwareness();
    room.fanOut.addUpdate('a');
    await room.clock.pass(0);
    expect(room.sent).toEqual(['@0 a+awareness']);
  });

  it('[P2] waits for updates that came before it was due, and goes with them', async () => {
    const room = new Room(60);
    room.fanOut.addAwareness();
    await room.clock.pass(30);
    room.fanOut.addUpdate('a');
    await room.clock.pass(0);
    room.fanOut.addAwareness();
    await room.clock.pass(10);
    // Awareness is due at 50, these updates at 57.
    room.fanOut.addUpdate('b');
    await room.clock.pass(100);
    expect(room.sent).toEqual(['@0 +awareness', '@30 a', '@57 b+awareness']);
  });

  it('[P2] is not with updates before its time, but follows when that comes', async () => {
    const room = new Room(60);
    room.fanOut.addAwareness();
    await room.clock.pass(10);
    room.fanOut.addAwareness();
    room.fanOut.addUpdate('a');
    await room.clock.pass(100);
    expect(room.sent).toEqual(['@0 +awareness', '@10 a', '@50 +awareness']);
  });
});

describe('a room that', () => {
  it('adds more while it sends has that sent after the gap, not within', async () => {
    const room = new Room(60);
    room.onSend = () => {
      room.onSend = () => {};
      room.fanOut.addUpdate('again');
      room.fanOut.addAwareness();
    };
    room.fanOut.addUpdate('a');
    await room.clock.pass(0);
    expect(room.sent).toEqual(['@0 a']);
    await room.clock.pass(100);
    expect(room.sent).toEqual(['@0 a', '@27 again+awareness']);
  });

  it('stops sends nothing that was waiting, and has no timer left', async () => {
    const room = new Room(60);
    room.fanOut.addUpdate('a');
    await room.clock.pass(0);
    room.fanOut.addUpdate('b');
    room.fanOut.addAwareness();
    room.fanOut.stop();
    room.fanOut.stop();
    expect(room.clock.waiting).toBe(0);
    await room.clock.pass(1_000);
    expect(room.sent).toEqual(['@0 a']);
    room.fanOut.addUpdate('c');
    await room.clock.pass(0);
    expect(room.sent).toEqual(['@0 a', '@1000 c']);
  });

  it('stops while it sends goes no further', async () => {
    const room = new Room(60);
    room.fanOut.addAwareness();
    room.onSend = () => {
      room.fanOut.addUpdate('late');
      room.fanOut.addAwareness();
      room.fanOut.stop();
    };
    await room.clock.pass(1_000);
    expect(room.sent).toEqual(['@0 +awareness']);
  });

  it('[R1] [R2] [P2] is given anything at any time sends all of it once, in order and never too often', async () => {
    const event = fc.record({ what: fc.constantFrom('update', 'awareness'), afterMs: fc.nat(40) });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.array(event, { maxLength: 40 }), async (people, events) => {
        const room = new Room(people);
        const added: string[] = [];
        for (const [index, { what, afterMs }] of events.entries()) {
          await room.clock.pass(afterMs);
          if (what === 'awareness') {
            room.fanOut.addAwareness();
          } else {
            added.push(`<${index}>`);
            room.fanOut.addUpdate(`<${index}>`);
          }
          expect(room.clock.waiting).toBeLessThanOrEqual(1);
        }
        await room.clock.pass(100);
        const batches = room.sent.map((text) => {
          const [at, content] = text.split(' ') as [string, string];
          return {
            at: Number(at.slice(1)),
            updates: content.replace('+awareness', ''),
            hasAwareness: /\+/.test(content),
          };
        });
        expect(batches.map(({ updates }) => updates).join('')).toBe(added.join(''));
        expect(batches.some(({ hasAwareness }) => hasAwareness)).toBe(events.some(({ what }) => what === 'awareness'));
        const gaps = (times: number[]) => times.slice(1).map((at, index) => at - times[index]!);
        const gapMs = Math.min(50, Math.floor(people * 0.45));
        for (const gap of gaps(batches.filter(({ updates }) => updates !== '').map(({ at }) => at))) {
          expect(gap).toBeGreaterThanOrEqual(gapMs);
        }
        for (const gap of gaps(batches.filter(({ hasAwareness }) => hasAwareness).map(({ at }) => at))) {
          expect(gap).toBeGreaterThanOrEqual(50);
        }
      }),
    );
  });
});
