import { ClassicLevel } from 'classic-level';
import { MemoryLevel } from 'memory-level';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FaultyWrites, fullDiskError } from '../../test/support/faulty-level.js';
import { createInlineFolder } from '../../test/support/inline-folder.js';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { textOf, YjsWriter } from '../../test/support/yjs-writer.js';
import { DocumentDeletedError, StoreUnavailableError } from '../core/errors.js';
import type { Level } from './database.js';
import type { FoldResult } from './fold.js';
import { openStoreOn, type StoreOptions } from './level-store.js';
import type { StoreEvent } from './store-event.js';

const encodings = { keyEncoding: 'view', valueEncoding: 'view' } as const;

async function createMemoryLevel(): Promise<Level> {
  return new MemoryLevel<Uint8Array, Uint8Array>(encodings);
}

async function createDiskLevel(): Promise<Level> {
  return new ClassicLevel<Uint8Array, Uint8Array>(await temporaryFolder(), encodings);
}

async function open(level: Level, options: StoreOptions = {}) {
  const faults = new FaultyWrites(level);
  const events: StoreEvent[] = [];
  let wake = (): void => undefined;
  await level.open();
  const store = await openStoreOn(level, 'test', {
    folder: createInlineFolder(),
    retry: { minMs: 1, maxMs: 5 },
    commitIntervalMs: 0,
    log: (event) => {
      events.push(event);
      wake();
    },
    ...options,
  });
  onTestFinished(async () => {
    faults.heal();
    await store.close().catch(() => undefined);
  });
  const logged = async (kind: StoreEvent['kind'], times = 1) => {
    while (events.filter((event) => event.kind === kind).length < times) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { store, faults, logged, events };
}

describe.each([
  ['memory-level', createMemoryLevel],
  ['classic-level', createDiskLevel],
])('LevelStore on a failing disk (%s)', (_, createLevel) => {
  it('acknowledges nothing, keeps everything, says so, and stores it by itself once the disk heals', async () => {
    const { store, faults, logged } = await open(await createLevel());
    const writer = new YjsWriter('ann');
    await store.append('doc', writer.typeEach('before '));
    faults.fail(fullDiskError());
    const records = writer.typeEach('during');
    let acknowledged = 0;
    const appends = records.map((record) => store.append('doc', [record]).then(() => acknowledged++));
    await logged('write-failed', 3);
    expect(acknowledged).toBe(0);
    expect(store.health()).toEqual({
      ok: false,
      reason: 'the disk is full',
      unstoredBytes: records.reduce((sum, { update }) => sum + update.byteLength, 0),
      quarantinedRecords: 0,
    });
    faults.heal();
    await Promise.all(appends);
    expect(store.health()).toMatchObject({ ok: true, unstoredBytes: 0 });
    expect((await store.load('doc')).tail.map((update) => Buffer.from(update))).toEqual(
      writer.updates.map((update) => Buffer.from(update)),
    );
  });

  it('goes on reading while it cannot write', async () => {
    const { store, faults } = await open(await createLevel());
    await store.append('doc', new YjsWriter().typeEach('readable'));
    const started = faults.started;
    faults.hang();
    const append = store.append('other', new YjsWriter().typeEach('x'));
    await faults.startedAtLeast(started + 1);
    expect(textOf(await store.load('doc'))).toBe('readable');
    expect(await store.status('other')).toBe('absent');
    faults.heal();
    await append;
    expect(await store.status('other')).toBe('present');
  });

  it('is unhealthy while a write hangs, without starting a second one', async () => {
    const { store, faults, logged } = await open(await createLevel(), { slowWriteMs: 5 });
    faults.hang();
    const writer = new YjsWriter();
    const appends = writer.typeEach('hanging').map((record) => store.append('doc', [record]));
    await logged('write-slow');
    appends.push(...writer.typeEach(' on').map((record) => store.append('doc', [record])));
    expect(store.health()).toMatchObject({ ok: false, reason: 'a write is taking too long' });
    faults.heal();
    await Promise.all(appends);
    expect(faults.mostUnderWay).toBe(1);
    expect(store.health().ok).toBe(true);
    expect(textOf(await store.load('doc'))).toBe('hanging on');
  });

  it('refuses appends past the bound and keeps those before it', async () => {
    const { store, faults } = await open(await createLevel(), { unstoredBytes: 1_000 });
    faults.fail(new Error('IO error'));
    const writer = new YjsWriter();
    const accepted = store.append('doc', [writer.type('x'.repeat(900))]);
    await expect(store.append('doc', [new YjsWriter().type('y'.repeat(900))])).rejects.toThrow(StoreUnavailableError);
    faults.heal();
    await accepted;
    expect(textOf(await store.load('doc'))).toBe('x'.repeat(900));
  });

  it('leaves a document as it was when its compaction cannot be written, and finishes once it can', async () => {
    const { store, faults, logged } = await open(await createLevel());
    await store.append('doc', new YjsWriter().typeEach('compact me'));
    faults.fail(fullDiskError());
    const compaction = store.compact('doc');
    await logged('write-failed', 2);
    const loaded = await store.load('doc').catch(() => null);
    if (loaded !== null) expect(loaded.tail).toHaveLength(10);
    faults.heal();
    expect(await compaction).toMatchObject({ folded: 10 });
    expect(textOf(await store.load('doc'))).toBe('compact me');
  });

  it('deletes once the disk heals, and refuses the document at once', async () => {
    const { store, faults, logged } = await open(await createLevel());
    const writer = new YjsWriter();
    await store.append('doc', writer.typeEach('delete me'));
    faults.fail(fullDiskError());
    const queued = store.append('doc', writer.typeEach('!'));
    const deletion = store.delete('doc');
    await logged('write-failed', 2);
    await expect(store.append('doc', writer.typeEach('?'))).rejects.toThrow(DocumentDeletedError);
    expect(await store.status('doc')).toBe('deleted');
    faults.heal();
    await Promise.all([queued, deletion]);
    expect(await store.list({ limit: 5 })).toEqual([]);
  });

  it('closes in bounded time when it is told to, and says that something was lost', async () => {
    const { store, faults, logged } = await open(await createLevel(), { closeTimeoutMs: 20 });
    faults.fail(fullDiskError());
    const append = store.append('doc', new YjsWriter().typeEach('x'));
    append.catch(() => undefined);
    await logged('write-failed');
    await expect(store.close()).rejects.toThrow('1 writes');
    await expect(append).rejects.toThrow(StoreUnavailableError);
  });
});

describe('LevelStore with a folder that fails', () => {
  it('leaves everything as it was and can compact later', async () => {
    const inline = createInlineFolder();
    let fails = true;
    const folder = {
      ...inline,
      fold: (...args: Parameters<typeof inline.fold>): Promise<FoldResult> =>
        fails ? Promise.reject(new Error('out of memory')) : inline.fold(...args),
    };
    const { store } = await open(await createMemoryLevel(), { folder });
    await store.append('doc', new YjsWriter().typeEach('intact'));
    const before = await store.load('doc');
    await expect(store.compact('doc')).rejects.toThrow('out of memory');
    expect(await store.load('doc')).toEqual(before);
    fails = false;
    expect(await store.compact('doc')).toMatchObject({ folded: 6 });
    expect(textOf(await store.load('doc'))).toBe('intact');
  });

  it('lets a deletion end a compaction that would never end', async () => {
    const folder = {
      ...createInlineFolder(),
      fold: (_: unknown, signal: AbortSignal) =>
        new Promise<FoldResult>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
    };
    const { store } = await open(await createMemoryLevel(), { folder });
    await store.append('doc', new YjsWriter().typeEach('gone'));
    await store.append('other', new YjsWriter().typeEach('kept'));
    const compaction = store.compact('doc');
    await store.delete('doc');
    expect(await compaction).toEqual({ folded: 0, snapshotBytes: 0 });
    const second = store.compact('other');
    second.catch(() => undefined);
    await store.close();
    await expect(second).rejects.toThrow(StoreUnavailableError);
  });
});
