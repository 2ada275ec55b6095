import { encodeFrame } from '@manyhands/protocol';
import { describe, expect, it } from 'vitest';
import { FakeConnection } from '../../test/support/fake-connection.js';
import { Outbox } from './outbox.js';
import { StateVector } from './state-vector.js';
import type { CountedEvent } from './telemetry.js';

const bound = 1_000;
const now = 5_000;

const update = encodeFrame({ type: 'update', update: Uint8Array.of(0, 0) });
const awareness = encodeFrame({ type: 'awareness', entries: Uint8Array.of(0) });
const everybody = encodeFrame({ type: 'awareness', entries: Uint8Array.of(1, 7, 1, 2, 0x7b, 0x7d) });

function clocks(entries: Record<number, number>): StateVector {
  return new StateVector(new Map(Object.entries(entries).map(([client, clock]) => [Number(client), clock])));
}

/** An outbox, the connection behind it, and what the room was asked for. */
class Reader {
  readonly connection = new FakeConnection();
  readonly counted = new Map<CountedEvent, number>();
  readonly outbox: Outbox;
  readonly resyncs: { since: number; asStep2: boolean }[] = [];

  constructor(maxBytes = bound) {
    const telemetry = {
      count: (event: CountedEvent, by = 1) => void this.counted.set(event, (this.counted.get(event) ?? 0) + by),
      gauge() {},
      observe() {},
    };
    this.outbox = new Outbox(this.connection, maxBytes, telemetry, now);
  }

  buffered(bytes: number): this {
    this.connection.bufferedBytes = bytes;
    return this;
  }

  /** A batch after the room had sent so much of client 1. */
  batch(before: number, frames: readonly Uint8Array[] = [update]): void {
    this.outbox.sendBatch(frames, () => clocks({ 1: before }), now);
  }

  step1(has: StateVector): void {
    this.outbox.answer(has, () => encodeFrame({ type: 'sync-step-2', update: Uint8Array.of(0, 0) }), now);
  }

  settle(present: Uint8Array | null = everybody): boolean {
    return this.outbox.settle(
      (since, asStep2) => {
        this.resyncs.push({ since: since.clockOf(1), asStep2 });
        return encodeFrame({ type: asStep2 ? 'sync-step-2' : 'update', update: Uint8Array.of(0, 0) });
      },
      present,
      now,
    );
  }

  /** The types of the frames sent since the last call. */
  heard(): string[] {
    return this.connection.frames
      .splice(0)
      .map((frame) => (frame.type === 'ack' ? `ack ${frame.durable}` : frame.type));
  }
}

describe('a reader that keeps up', () => {
  it('[R1] is sent everything at once, in order, up to exactly its bound', () => {
    const reader = new Reader().buffered(bound);
    reader.batch(0, [update, awareness]);
    reader.step1(clocks({}));
    reader.outbox.sendAwareness(awareness, now);
    reader.outbox.sendAck(1, now);
    reader.outbox.sendControl(Uint8Array.of(113), now);
    expect(reader.heard()).toEqual(['update', 'awareness', 'sync-step-2', 'awareness', 'ack 1', 'keep-alive']);
    expect(reader.outbox.isBehind).toBe(false);
    expect(reader.counted.get('frames-sent')).toBe(6);
  });

  it('does not have the room look up what it had sent', () => {
    new Reader().outbox.sendBatch(
      [update],
      () => {
        throw new Error('asked');
      },
      now,
    );
  });

  it('[R1] is given a batch as the one array that everybody is given', () => {
    const reader = new Reader();
    const given: (readonly Uint8Array[])[] = [];
    reader.connection.sendTogether = (frames) => void given.push(frames);
    const batch = [update, awareness];
    reader.batch(0, batch);
    expect(given[0]).toBe(batch);
  });

  it('has nothing to make good for', () => {
    const reader = new Reader();
    expect(reader.outbox.canSettle).toBe(false);
    expect(reader.settle()).toBe(true);
    expect(reader.heard()).toEqual([]);
    expect(reader.counted.get('resyncs')).toBeUndefined();
  });

  it('[B1] is never behind with a bound of 0', () => {
    const reader = new Reader(0).buffered(1e12);
    reader.batch(0, [update, awareness]);
    reader.outbox.sendAck(1, now);
    expect(reader.heard()).toEqual(['update', 'awareness', 'ack 1']);
    expect(reader.outbox.isBehind).toBe(false);
  });
});

describe('a reader past its bound', () => {
  it('[B1] is sent no more updates until it has drained to a quarter, and then one from where it fell behind', () => {
    const reader = new Reader().buffered(bound + 1);
    reader.batch(10);
    reader.batch(20);
    reader.buffered(bound / 4 + 1);
    reader.batch(30);
    expect(reader.outbox.isBehind).toBe(true);
    expect(reader.outbox.canSettle).toBe(false);
    expect(reader.settle()).toBe(false);
    expect(reader.heard()).toEqual([]);
    reader.buffered(bound / 4);
    expect(reader.outbox.canSettle).toBe(true);
    expect(reader.settle()).toBe(true);
    expect(reader.heard()).toEqual(['update']);
    expect(reader.resyncs).toEqual([{ since: 10, asStep2: false }]);
    expect(reader.counted.get('resyncs')).toBe(1);
    expect(reader.outbox.isBehind).toBe(false);
    reader.batch(40);
    expect(reader.heard()).toEqual(['update']);
  });

  it('[B1] that falls behind again is brought up to date from there', () => {
    const reader = new Reader().buffered(bound + 1);
    reader.batch(10);
    reader.buffered(0).settle();
    reader.buffered(bound + 1).batch(50);
    reader.buffered(0).settle();
    expect(reader.resyncs.map(({ since }) => since)).toEqual([10, 50]);
  });

  it('[B2] that asks is answered then, by one step 2 from what it says it has', () => {
    const reader = new Reader().buffered(bound + 1);
    reader.step1(clocks({ 1: 7 }));
    reader.batch(30);
    expect(reader.heard()).toEqual([]);
    reader.buffered(0).settle();
    expect(reader.heard()).toEqual(['sync-step-2']);
    expect(reader.resyncs).toEqual([{ since: 7, asStep2: true }]);
  });

  it.each([
    [10, 7, 7],
    [10, 20, 10],
  ])('[B2] that lacks what came after %i and then says it has %i is answered from %i', (before, has, since) => {
    const reader = new Reader().buffered(bound + 1);
    reader.batch(before);
    reader.step1(clocks({ 1: has }));
    reader.batch(30);
    reader.buffered(0).settle();
    expect(reader.resyncs).toEqual([{ since, asStep2: true }]);
  });

  it('[B2] that asks while it is behind is not answered before it has what came in between', () => {
    const reader = new Reader().buffered(bound + 1);
    reader.batch(10);
    reader.buffered(bound / 2).step1(clocks({ 1: 10 }));
    expect(reader.heard()).toEqual([]);
    reader.buffered(0).settle();
    expect(reader.heard()).toEqual(['sync-step-2']);
  });

  it('[B3] is told once who is there, if it missed anything of that, and the last acknowledgement', () => {
    const reader = new Reader().buffered(bound + 1);
    reader.batch(10, [update, awareness]);
    reader.outbox.sendAwareness(awareness, now);
    reader.outbox.sendAck(3, now);
    reader.outbox.sendAck(5, now);
    expect(reader.heard()).toEqual([]);
    reader.buffered(0).settle();
    expect(reader.heard()).toEqual(['update', 'awareness', 'ack 5']);
    expect(reader.settle()).toBe(true);
    expect(reader.heard()).toEqual([]);
    expect(reader.counted.get('frames-sent')).toBe(3);
  });

  it.each<[string, (reader: Reader) => void, string[]]>([
    ['awareness alone', ({ outbox }) => outbox.sendAwareness(awareness, now), ['awareness']],
    ['acknowledgements alone', ({ outbox }) => outbox.sendAck(2, now), ['ack 2']],
    ['updates alone', (reader) => reader.batch(1, [update]), ['update']],
    [
      'awareness before other updates',
      (r) => [[update, awareness], [update]].forEach((batch) => void r.batch(1, batch)),
      ['update', 'awareness'],
    ],
  ])('[B3] that missed %s is owed that and nothing else', (_what, miss, made) => {
    const reader = new Reader().buffered(bound + 1);
    miss(reader);
    expect(reader.outbox.isBehind).toBe(true);
    reader.buffered(0);
    expect(reader.outbox.canSettle).toBe(true);
    reader.settle();
    expect(reader.heard()).toEqual(made);
    expect(reader.outbox.isBehind).toBe(false);
  });

  it('[B3] that missed awareness is told nothing when there is nothing to tell', () => {
    const reader = new Reader().buffered(bound + 1);
    reader.outbox.sendAwareness(awareness, now);
    expect(reader.buffered(0).settle(null)).toBe(true);
    expect(reader.heard()).toEqual([]);
    expect(reader.outbox.isBehind).toBe(false);
  });

  it('[B3] waits for awareness and acknowledgements while it lacks updates, so that they keep their order', () => {
    const reader = new Reader().buffered(bound + 1);
    reader.batch(10);
    reader.buffered(bound / 2);
    reader.outbox.sendAwareness(awareness, now);
    reader.outbox.sendAck(4, now);
    expect(reader.heard()).toEqual([]);
    reader.buffered(0).settle();
    expect(reader.heard()).toEqual(['update', 'awareness', 'ack 4']);
  });

  it('[B3] never hears an old acknowledgement after a newer one', () => {
    const reader = new Reader().buffered(bound + 1);
    reader.outbox.sendAck(5, now);
    // Below its bound again, but not at a quarter of it.
    reader.buffered(bound / 2).outbox.sendAck(7, now);
    expect(reader.heard()).toEqual(['ack 7']);
    expect(reader.outbox.isBehind).toBe(false);
    reader.buffered(0).settle();
    expect(reader.heard()).toEqual([]);
  });

  it('[S9] is still sent the few small frames that nothing can replace', () => {
    const reader = new Reader().buffered(bound + 1);
    reader.batch(10);
    reader.outbox.sendControl(Uint8Array.of(113), now);
    expect(reader.heard()).toEqual(['keep-alive']);
  });
});

describe('when something was last sent', () => {
  it.each<[string, (outbox: Outbox, at: number) => void]>([
    ['a batch', (outbox, at) => outbox.sendBatch([update], () => clocks({}), at)],
    ['an answer', (outbox, at) => outbox.answer(clocks({}), () => update, at)],
    ['awareness', (outbox, at) => outbox.sendAwareness(awareness, at)],
    ['an acknowledgement', (outbox, at) => outbox.sendAck(1, at)],
  ])('[S9] is when %s went out, not when it was held back', (_what, send) => {
    const { outbox, connection } = new Reader();
    expect(outbox.lastSentAt).toBe(now);
    send(outbox, now + 1);
    expect(outbox.lastSentAt).toBe(now + 1);
    connection.bufferedBytes = bound + 1;
    send(outbox, now + 2);
    expect(outbox.lastSentAt).toBe(now + 1);
    connection.bufferedBytes = 0;
    outbox.settle(() => update, everybody, now + 3);
    expect(outbox.lastSentAt).toBe(now + 3);
    outbox.sendControl(Uint8Array.of(113), now + 4);
    expect(outbox.lastSentAt).toBe(now + 4);
  });
});
