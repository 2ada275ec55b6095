import { MemoryLevel } from 'memory-level';
import { describe, expect, it } from 'vitest';
import { createInlineFolder } from '../../test/support/inline-folder.js';
import { textFromUpdates, textOf, YjsWriter } from '../../test/support/yjs-writer.js';
import type { DocumentStore, LogRecord } from '../core/store.js';
import { silentTelemetry } from '../core/telemetry.js';
import { crc32 } from './checksum.js';
import { type KeyKind, rangeOf } from './keys.js';
import { openStoreOn } from './level-store.js';
import { encodeLogRecord } from './record.js';
import type { StoreEvent } from './store-event.js';

/** A database whose entries a test can damage between two openings of the store. */
async function createPlace() {
  const level = new MemoryLevel<Uint8Array, Uint8Array>({ keyEncoding: 'view', valueEncoding: 'view' });
  const events: StoreEvent[] = [];
  const counted: string[] = [];
  const telemetry = { ...silentTelemetry, count: (event: string) => void counted.push(event) };
  const entries = async (kind: KeyKind) => {
    await level.open();
    return level.iterator(rangeOf(kind)).all();
  };
  return {
    level,
    events,
    counted,
    entries,
    async open() {
      await level.open();
      return openStoreOn(level, 'memory', {
        commitIntervalMs: 0,
        folder: createInlineFolder(),
        telemetry,
        log: (event) => events.push(event),
        foldChunk: { records: 4, bytes: 1_000 },
      });
    },
    /** Flips the last byte of the nth entry of a kind; returns what was there. */
    async damage(kind: KeyKind, index = 0) {
      const [key, value] = (await entries(kind))[index] ?? [];
      if (key === undefined || value === undefined) throw new Error(`there is no ${kind} entry ${index}`);
      const damaged = Uint8Array.from(value);
      damaged[damaged.length - 1] = (damaged[damaged.length - 1] ?? 0) ^ 0xff;
      await level.put(key, damaged);
      return { key, damaged };
    },
  };
}

async function written(place: Awaited<ReturnType<typeof createPlace>>, write: (store: DocumentStore) => Promise<void>) {
  const store = await place.open();
  await write(store);
  await store.close();
}

async function recordsOf(store: DocumentStore): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for await (const segment of store.history('doc')) records.push(...segment.records);
  return records;
}

describe('LevelStore on damaged values', () => {
  it('[D6] sets an unreadable log record aside once, with its bytes, and serves the rest', async () => {
    const place = await createPlace();
    const writer = new YjsWriter();
    const records = writer.typeEach('abcd');
    await written(place, (store) => store.append('doc', records));
    const { key, damaged } = await place.damage('log', 3);
    const store = await place.open();
    expect(textOf(await store.load('doc'))).toBe('abc');
    expect(textOf(await store.load('doc'))).toBe('abc');
    expect(store.health().quarantinedRecords).toBe(1);
    expect(place.counted.filter((event) => event === 'records-quarantined')).toHaveLength(1);
    expect(place.events).toEqual([{ kind: 'record-quarantined', what: 'log', document: 'doc', reason: 'checksum' }]);
    await store.close();
    const [kept, ...others] = await place.entries('quarantine');
    expect(others).toEqual([]);
    expect(Buffer.from(kept?.[0] ?? []).includes(Buffer.from(key))).toBe(true);
    expect(Buffer.from(kept?.[1] ?? []).includes(Buffer.from(damaged))).toBe(true);
    expect(await place.entries('log')).toHaveLength(3);
  });

  it('does the same in history and in a compaction, and goes on from there', async () => {
    for (const touch of ['history', 'compact'] as const) {
      const place = await createPlace();
      const writer = new YjsWriter();
      await written(place, (store) => store.append('doc', writer.typeEach('abcdefgh')));
      await place.damage('log', 7);
      const store = await place.open();
      if (touch === 'compact') expect(await store.compact('doc')).toMatchObject({ folded: 7 });
      expect(await recordsOf(store)).toHaveLength(7);
      expect(textOf(await store.load('doc'))).toBe('abcdefg');
      expect(store.health().quarantinedRecords).toBe(1);
      const again = new YjsWriter();
      await store.append('doc', again.typeEach('!'));
      expect(await store.compact('doc')).toMatchObject({ folded: touch === 'compact' ? 1 : 8 });
      const [info] = await store.list({ limit: 1 });
      await store.close();
      const [snapshot] = await place.entries('snapshot');
      expect(info?.bytes).toBe(snapshot?.[1].byteLength);
      expect(await place.entries('quarantine')).toHaveLength(1);
      expect(await place.entries('log')).toEqual([]);
    }
  });

  it('sets aside a record of an unknown version and one that is no Yjs update', async () => {
    const place = await createPlace();
    await written(place, (store) => store.append('doc', new YjsWriter().typeEach('abc')));
    const [[key] = [], [secondKey] = []] = (await place.entries('log')).slice(1);
    await place.level.put(
      key ?? Buffer.of(),
      encodeLogRecord({ time: 1, userId: null, update: Buffer.from('no update') }),
    );
    const newer = Uint8Array.from(encodeLogRecord(new YjsWriter().type('x')));
    newer[0] = 9;
    new DataView(newer.buffer).setUint32(1, crc32(newer.subarray(5), 9));
    await place.level.put(secondKey ?? Buffer.of(), newer);
    const store = await place.open();
    expect(textOf(await store.load('doc'))).toBe('a');
    expect(place.events.map((event) => 'reason' in event && event.reason)).toEqual(['content', 'version']);
    await store.close();
    expect(await place.entries('quarantine')).toHaveLength(2);
  });

  it.each(['load', 'compact'] as const)('makes a damaged snapshot again from history (%s)', async (touch) => {
    const place = await createPlace();
    const writer = new YjsWriter('ann');
    await written(place, async (store) => {
      await store.append('doc', writer.typeEach('first words, '));
      await store.append('doc', [writer.erase(0, 6)]);
      await store.compact('doc');
      await store.append('doc', writer.typeEach('second'));
    });
    const { damaged } = await place.damage('snapshot');
    const store = await place.open();
    if (touch === 'compact') await store.compact('doc');
    const loaded = await store.load('doc');
    expect(textOf(loaded)).toBe(writer.text);
    expect(loaded.snapshot).not.toBeNull();
    expect(textFromUpdates((await recordsOf(store)).map(({ update }) => update))).toBe(writer.text);
    expect(place.events.map(({ kind }) => kind)).toEqual(['record-quarantined', 'snapshot-rebuilt']);
    await store.close();
    const [kept] = await place.entries('quarantine');
    expect(Buffer.from(kept?.[1] ?? []).includes(Buffer.from(damaged))).toBe(true);
    // The repair is in the database: nothing is found wrong any more.
    const next = await place.open();
    expect(textOf(await next.load('doc'))).toBe(writer.text);
    expect(next.health().quarantinedRecords).toBe(0);
    await next.close();
  });

  it('makes a snapshot that is missing again from history', async () => {
    const place = await createPlace();
    const writer = new YjsWriter();
    await written(place, async (store) => {
      await store.append('doc', writer.typeEach('still here'));
      await store.compact('doc');
    });
    const [[key] = []] = await place.entries('snapshot');
    await place.level.del(key ?? Buffer.of());
    const store = await place.open();
    expect(textOf(await store.load('doc'))).toBe('still here');
    await store.close();
    expect(await place.entries('snapshot')).toHaveLength(1);
  });

  it('serves what is left when snapshot and part of the history are damaged', async () => {
    const place = await createPlace();
    const [ann, bob] = [new YjsWriter('ann'), new YjsWriter('bob')];
    await written(place, async (store) => {
      await store.append('doc', ann.typeEach('ann'));
      await store.compact('doc');
      await store.append('doc', bob.typeEach('bob'));
      await store.compact('doc');
    });
    await place.damage('snapshot');
    await place.damage('history', 0);
    const store = await place.open();
    expect(textOf(await store.load('doc'))).toBe('bob');
    expect((await recordsOf(store)).map(({ userId }) => userId)).toEqual(['bob', 'bob', 'bob']);
    expect(store.health().quarantinedRecords).toBe(2);
    await store.close();
    expect(await place.entries('quarantine')).toHaveLength(2);
  });

  it('serves the log alone when nothing can rebuild the snapshot', async () => {
    const place = await createPlace();
    const [ann, bob] = [new YjsWriter('ann'), new YjsWriter('bob')];
    await written(place, async (store) => {
      await store.append('doc', ann.typeEach('ann'));
      await store.compact('doc');
      await store.append('doc', bob.typeEach('bob'));
    });
    await place.damage('snapshot');
    await place.damage('history');
    const store = await place.open();
    expect(await store.load('doc')).toMatchObject({ snapshot: null, snapshotStateVector: null });
    expect(textOf(await store.load('doc'))).toBe('bob');
    await store.compact('doc');
    expect(textOf(await store.load('doc'))).toBe('bob');
    await store.close();
  });

  it('keeps both copies when a snapshot is damaged twice', async () => {
    const place = await createPlace();
    const writer = new YjsWriter();
    for (let round = 0; round < 2; round++) {
      await written(place, async (store) => {
        await store.append('doc', writer.typeEach(`round ${round} `));
        await store.compact('doc');
        expect(textOf(await store.load('doc'))).toBe(writer.text);
      });
      await place.damage('snapshot');
    }
    await written(place, async (store) => {
      expect(textOf(await store.load('doc'))).toBe(writer.text);
    });
    expect(await place.entries('quarantine')).toHaveLength(2);
  });

  it('lists a document whose index is damaged, and mends its size with the next compaction', async () => {
    const place = await createPlace();
    await written(place, (store) => store.append('doc', new YjsWriter().typeEach('listed')));
    await place.damage('index');
    const store = await place.open();
    expect(await store.status('doc')).toBe('present');
    expect(await store.list({ limit: 5 })).toMatchObject([{ name: 'doc', bytes: 0 }]);
    await store.compact('doc');
    const [info] = await store.list({ limit: 5 });
    await store.close();
    expect(info?.bytes).toBe((await place.entries('snapshot'))[0]?.[1].byteLength);
    expect(info?.createdAt).toBe(1_700_000_000_010);
    expect(await place.entries('quarantine')).toHaveLength(1);
  });

  it('still revokes when a revocation is damaged', async () => {
    const place = await createPlace();
    const revocation = { subject: { kind: 'token', tokenId: 'stolen' }, revokedAt: 1_000, expiresAt: 9_000 } as const;
    const first = await place.open();
    await first.revocations.add(revocation);
    await first.close();
    await place.damage('revocation');
    const second = await place.open();
    expect(await second.revocations.list(2_000)).toEqual([revocation]);
    await second.close();
    expect(await place.entries('quarantine')).toHaveLength(1);
    const third = await place.open();
    expect(await third.revocations.list(2_000)).toEqual([revocation]);
    expect(third.health().quarantinedRecords).toBe(0);
    await third.close();
  });

  it('takes a document with a damaged tombstone for deleted, and purges it again', async () => {
    const place = await createPlace();
    await written(place, async (store) => {
      await store.append('doc', new YjsWriter().typeEach('gone'));
      await store.delete('doc');
    });
    await place.damage('tombstone');
    const store = await place.open();
    expect(await store.status('doc')).toBe('deleted');
    await store.delete('doc');
    await store.close();
    const next = await place.open();
    expect(await next.status('doc')).toBe('deleted');
    await next.close();
  });
});
