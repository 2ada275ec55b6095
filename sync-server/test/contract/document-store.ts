import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { BadRoomNameError, DocumentDeletedError, StoreUnavailableError } from '../../src/core/errors.js';
import type { DocumentStore, HistorySegment, LogRecord } from '../../src/core/store.js';
import { textFromUpdates, textOf, YjsWriter } from '../support/yjs-writer.js';

/** A place where documents outlive the store that wrote them. */
export interface DocumentStorePlace {
  /** Opens a store on what is there; the one before was closed. */
  open(): Promise<DocumentStore>;
}

/** What every `DocumentStore` keeps to. */
export function describeDocumentStore(name: string, createPlace: () => Promise<DocumentStorePlace>): void {
  /** A store on an empty place. */
  async function openEmpty(): Promise<DocumentStore> {
    const store = await (await createPlace()).open();
    onTestFinished(() => store.close());
    return store;
  }

  describe(`DocumentStore contract: ${name}`, () => {
    describe('append and load', () => {
      it('knows nothing of a document that nobody wrote', async () => {
        const store = await openEmpty();
        expect(await store.status('nothing')).toBe('absent');
        expect(await store.load('nothing')).toEqual({ snapshot: null, snapshotStateVector: null, tail: [] });
        expect(await collect(store.history('nothing'))).toEqual([]);
      });

      it('gives back what was appended, byte by byte and in order', async () => {
        const store = await openEmpty();
        const records = new YjsWriter('ann').typeEach('hello');
        await store.append('doc', records.slice(0, 2));
        await store.append('doc', records.slice(2));
        expect(bytesOf((await store.load('doc')).tail)).toEqual(bytesOf(records.map(({ update }) => update)));
        expect(await store.status('doc')).toBe('present');
      });

      it('keeps the order of calls that nobody waited for', async () => {
        const store = await openEmpty();
        const records = new YjsWriter().typeEach('abcdefghijklmnopqrstuvwxyz'.repeat(8));
        await Promise.all(records.map((record) => store.append('doc', [record])));
        expect(bytesOf((await store.load('doc')).tail)).toEqual(bytesOf(records.map(({ update }) => update)));
      });

      it('takes a copy: the caller may use its buffer again', async () => {
        const store = await openEmpty();
        const record = new YjsWriter().type('a');
        const buffer = Uint8Array.from(record.update);
        const appended = store.append('doc', [{ ...record, update: buffer }]);
        buffer.fill(0xff);
        await appended;
        expect(bytesOf((await store.load('doc')).tail)).toEqual(bytesOf([record.update]));
      });

      it('does nothing for no records', async () => {
        const store = await openEmpty();
        await store.append('doc', []);
        expect(await store.status('doc')).toBe('absent');
      });

      it('keeps an update of several megabytes', async () => {
        const store = await openEmpty();
        const record = new YjsWriter().type('large '.repeat(700_000));
        await store.append('doc', [record]);
        expect(bytesOf((await store.load('doc')).tail)).toEqual(bytesOf([record.update]));
        expect(await store.compact('doc')).toMatchObject({ folded: 1 });
        expect(textOf(await store.load('doc'))).toHaveLength(4_200_000);
      });
    });

    describe('names', () => {
      const names = [
        'a',
        'a/',
        'a/b',
        'a!b',
        'a\0',
        'a\0b',
        'a\0\u0001',
        'ab',
        'ä',
        '文書',
        '🙂',
        'x'.repeat(512),
        ' ',
      ];

      it('keeps documents apart whose names begin alike or hold any character', async () => {
        const store = await openEmpty();
        await Promise.all(names.map((name) => store.append(name, [new YjsWriter().type(`text of ${name}`)])));
        for (const name of names.slice(0, 4)) await store.compact(name);
        for (const name of names) expect(textOf(await store.load(name))).toBe(`text of ${name}`);
        await store.delete('a');
        for (const name of names.slice(1)) expect(textOf(await store.load(name))).toBe(`text of ${name}`);
      });

      it('lists them by their code points', async () => {
        const store = await openEmpty();
        for (const name of names) await store.create(name);
        const expected = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect((await store.list({ limit: 100 })).map(({ name }) => name)).toEqual(expected);
      });

      it.each([
        ['an empty name', ''],
        ['more than 512 bytes', 'ä'.repeat(257)],
        ['half a surrogate pair', 'a\ud800'],
      ])('refuses %s', async (_, name) => {
        const store = await openEmpty();
        await expect(store.load(name)).rejects.toThrow(BadRoomNameError);
        await expect(store.create(name)).rejects.toThrow(BadRoomNameError);
        await expect(store.append(name, [new YjsWriter().type('a')])).rejects.toThrow(BadRoomNameError);
        await expect(store.delete(name)).rejects.toThrow(BadRoomNameError);
        expect(await store.list({ limit: 1 })).toEqual([]);
      });
    });

    describe('create and list', () => {
      it('shows an empty document from its creation', async () => {
        const store = await openEmpty();
        const before = Date.now();
        await store.create('doc');
        expect(await store.status('doc')).toBe('present');
        const [info] = await store.list({ limit: 10 });
        expect(info).toMatchObject({ name: 'doc', bytes: 0 });
        expect(info?.createdAt).toBeGreaterThanOrEqual(before);
        expect(info?.updatedAt).toBe(info?.createdAt);
        expect(textOf(await store.load('doc'))).toBe('');
      });

      it('leaves a present document as it is', async () => {
        const place = await createPlace();
        const first = await place.open();
        await first.append('doc', new YjsWriter().typeEach('abc'));
        const before = await first.list({ limit: 1 });
        await first.create('doc');
        expect(await first.list({ limit: 1 })).toEqual(before);
        await first.close();
        const second = await place.open();
        await second.create('doc');
        expect(await second.list({ limit: 1 })).toEqual(before);
        expect(textOf(await second.load('doc'))).toBe('abc');
        await second.close();
      });

      it('tells when a document was made, when it changed last and how large it is', async () => {
        const store = await openEmpty();
        const writer = new YjsWriter('ann');
        const records = writer.typeEach('hello');
        for (const record of records) await store.append('doc', [record]);
        const [info] = await store.list({ limit: 1 });
        expect(info?.createdAt).toBe(records[0]?.time);
        expect(info?.updatedAt).toBe(records.at(-1)?.time);
        expectAbout(info?.bytes, records);
      });

      it('keeps size and times right through compactions and restarts', async () => {
        const place = await createPlace();
        const writer = new YjsWriter('ann');
        const all: LogRecord[] = [];
        for (let run = 0; run < 3; run++) {
          const store = await place.open();
          const records = writer.typeEach(`run ${run}`);
          all.push(...records);
          for (const record of records) await store.append('doc', [record]);
          const loaded = await store.load('doc');
          const snapshot = loaded.snapshot === null ? [] : [{ update: loaded.snapshot }];
          const [info] = await store.list({ limit: 1 });
          expect(info).toMatchObject({ createdAt: all[0]?.time, updatedAt: all.at(-1)?.time });
          expectAbout(info?.bytes, [...snapshot, ...loaded.tail.map((update) => ({ update }))]);
          if (run === 1) {
            const { snapshotBytes } = await store.compact('doc');
            const [folded] = await store.list({ limit: 1 });
            expect(folded).toMatchObject({ createdAt: all[0]?.time, updatedAt: all.at(-1)?.time });
            expectAbout(folded?.bytes, [{ update: new Uint8Array(snapshotBytes) }]);
          }
          await store.close();
        }
      });

      it('pages: `after` is the cursor, `limit` the page', async () => {
        const store = await openEmpty();
        const names = Array.from({ length: 25 }, (_, index) => `doc-${String(index).padStart(2, '0')}`);
        await Promise.all(names.map((name) => store.create(name)));
        const seen: string[] = [];
        for (let after: string | undefined; ; ) {
          const page = await store.list(after === undefined ? { limit: 10 } : { limit: 10, after });
          expect(page.length).toBeLessThanOrEqual(10);
          if (page.length === 0) break;
          seen.push(...page.map(({ name }) => name));
          after = seen.at(-1);
        }
        expect(seen).toEqual(names);
        expect(await store.list({ limit: 0 })).toEqual([]);
        expect((await store.list({ limit: 1, after: 'doc-07!' })).map(({ name }) => name)).toEqual(['doc-08']);
      });
    });

    describe('compact', () => {
      it('folds the log into a snapshot that shows the same document', async () => {
        const store = await openEmpty();
        const writer = new YjsWriter('ann');
        await store.append('doc', writer.typeEach('some text'));
        await store.append('doc', [writer.erase(0, 5)]);
        const result = await store.compact('doc');
        const loaded = await store.load('doc');
        expect(result).toEqual({ folded: 10, snapshotBytes: loaded.snapshot?.byteLength });
        expect(loaded.tail).toEqual([]);
        expect(textOf(loaded)).toBe('text');
        expect(clocksOf(loaded.snapshotStateVector)).toEqual(clocksOf(Y.encodeStateVector(writer.doc)));
      });

      it('does nothing where there is no log', async () => {
        const store = await openEmpty();
        expect(await store.compact('doc')).toEqual({ folded: 0, snapshotBytes: 0 });
        expect(await store.status('doc')).toBe('absent');
        await store.append('doc', [new YjsWriter().type('a')]);
        const { snapshotBytes } = await store.compact('doc');
        expect(await store.compact('doc')).toEqual({ folded: 0, snapshotBytes });
      });

      it('drops deleted content', async () => {
        const store = await openEmpty();
        const writer = new YjsWriter();
        await store.append('doc', [writer.type('x'.repeat(10_000))]);
        await store.append('doc', [writer.erase(0, 10_000)]);
        expect((await store.compact('doc')).snapshotBytes).toBeLessThan(200);
      });

      it('folds again and again', async () => {
        const store = await openEmpty();
        const writer = new YjsWriter();
        for (let round = 0; round < 5; round++) {
          await store.append('doc', writer.typeEach(`round ${round} `));
          expect(await store.compact('doc')).toMatchObject({ folded: 8 });
        }
        const loaded = await store.load('doc');
        expect(loaded.tail).toEqual([]);
        expect(textOf(loaded)).toBe(writer.text);
      });

      it('leaves what is appended meanwhile in the log', async () => {
        const store = await openEmpty();
        const writer = new YjsWriter();
        await store.append('doc', writer.typeEach('before'));
        const compaction = store.compact('doc');
        const appends = writer.typeEach(' meanwhile').map((record) => store.append('doc', [record]));
        await compaction;
        expect(textFromUpdates(withSnapshot(await store.load('doc')))).toContain('before');
        await Promise.all(appends);
        expect(textOf(await store.load('doc'))).toBe('before meanwhile');
        await store.compact('doc');
        expect(textOf(await store.load('doc'))).toBe('before meanwhile');
      });

      it('lets calls that come at once share one compaction', async () => {
        const store = await openEmpty();
        await store.append('doc', new YjsWriter().typeEach('shared'));
        const results = await Promise.all([store.compact('doc'), store.compact('doc'), store.compact('doc')]);
        for (const result of results) expect(result).toMatchObject({ folded: 6 });
        expect(await recordsOf(store, 'doc')).toHaveLength(6);
      });

      it('keeps updates that wait for others', async () => {
        const store = await openEmpty();
        const [first, second, third] = new YjsWriter().typeEach('abc') as [LogRecord, LogRecord, LogRecord];
        await store.append('doc', [first, third]);
        await store.compact('doc');
        const loaded = await store.load('doc');
        expect(textOf(loaded)).toBe('a');
        // Only what is there without a gap counts, so that clients send what is missing.
        expect([...clocksOf(loaded.snapshotStateVector).values()]).toEqual([1]);
        await store.append('doc', [second]);
        expect(textOf(await store.load('doc'))).toBe('abc');
        await store.compact('doc');
        expect(textOf(await store.load('doc'))).toBe('abc');
      });

      it('folds what several people wrote at the same time', async () => {
        const store = await openEmpty();
        const [ann, bob] = [new YjsWriter('ann'), new YjsWriter('bob')];
        await store.append('doc', ann.typeEach('ann '));
        await store.append('doc', bob.typeEach('bob '));
        await store.compact('doc');
        await store.append('doc', [...bob.typeEach('!'), ...ann.typeEach('?')]);
        await store.compact('doc');
        expect(textOf(await store.load('doc'))).toBe(textFromUpdates([...ann.updates, ...bob.updates]));
      });
    });

    describe('history', () => {
      it('has every record exactly once with its time and author, wherever it lies', async () => {
        const store = await openEmpty();
        const [ann, guest] = [new YjsWriter('ann'), new YjsWriter(null)];
        const records: LogRecord[] = [];
        for (let round = 0; round < 4; round++) {
          const written = [...ann.typeEach(`a${round}`), ...guest.typeEach(`g${round}`)];
          records.push(...written);
          await store.append('doc', written);
          expect(plain(await recordsOf(store, 'doc'))).toEqual(plain(records));
          if (round % 2 === 0) await store.compact('doc');
          expect(plain(await recordsOf(store, 'doc'))).toEqual(plain(records));
        }
        for (const { from, to, records } of await collect(store.history('doc'))) {
          expect(from).toBe(Math.min(...records.map(({ time }) => time)));
          expect(to).toBe(Math.max(...records.map(({ time }) => time)));
        }
      });

      it('rebuilds the document', async () => {
        const store = await openEmpty();
        const writer = new YjsWriter();
        for (let round = 0; round < 3; round++) {
          await store.append('doc', writer.typeEach('some words '));
          await store.append('doc', [writer.erase(0, 3)]);
          await store.compact('doc');
        }
        const updates = (await recordsOf(store, 'doc')).map(({ update }) => update);
        expect(textFromUpdates(updates)).toBe(writer.text);
      });

      it('is of one moment: a compaction while it is read neither hides nor repeats a record', async () => {
        const store = await openEmpty();
        const writer = new YjsWriter();
        const before = writer.typeEach('first part');
        await store.append('doc', before);
        await store.compact('doc');
        const records = [...before, ...writer.typeEach('second part')];
        await store.append('doc', records.slice(before.length));
        const reading = store.history('doc')[Symbol.asyncIterator]();
        const segments: HistorySegment[] = [];
        const step = async () => {
          const next = await reading.next();
          if (next.done !== true) segments.push(next.value);
          return next.done !== true;
        };
        await step();
        await store.compact('doc');
        while (await step());
        expect(plain(segments.flatMap((segment) => segment.records))).toEqual(plain(records));
      });

      it('can be left early', async () => {
        const store = await openEmpty();
        await store.append('doc', new YjsWriter().typeEach('abc'));
        await store.compact('doc');
        for await (const _ of store.history('doc')) break;
        await expect(store.close()).resolves.toBeUndefined();
      });
    });

    describe('delete', () => {
      it('removes the document and refuses it from then on, also after a restart', async () => {
        const place = await createPlace();
        const writer = new YjsWriter();
        const first = await place.open();
        await first.append('doc', writer.typeEach('secret'));
        await first.compact('doc');
        await first.append('doc', writer.typeEach('more'));
        await first.delete('doc');
        await expectDeleted(first, writer);
        await first.close();
        const second = await place.open();
        await expectDeleted(second, writer);
        await second.close();
      });

      it('is idempotent, and a document that never was can be deleted too', async () => {
        const store = await openEmpty();
        await Promise.all([store.delete('doc'), store.delete('doc')]);
        await store.delete('doc');
        expect(await store.status('doc')).toBe('deleted');
      });

      it('refuses what comes after it at once, and no earlier append brings the document back', async () => {
        const store = await openEmpty();
        const writer = new YjsWriter();
        const queued = writer.typeEach('queued').map((record) => store.append('doc', [record]));
        const deletion = store.delete('doc');
        await expect(store.append('doc', [writer.type('late')])).rejects.toThrow(DocumentDeletedError);
        const settled = await Promise.allSettled(queued);
        await deletion;
        for (const result of settled) {
          if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(DocumentDeletedError);
        }
        await expectDeleted(store, writer);
      });

      it('wins over a compaction that is under way', async () => {
        const store = await openEmpty();
        const writer = new YjsWriter();
        await store.append('doc', writer.typeEach('compacting'));
        const compaction = store.compact('doc');
        await store.delete('doc');
        await compaction;
        await expectDeleted(store, writer);
        expect(await store.compact('doc')).toEqual({ folded: 0, snapshotBytes: 0 });
      });

      it('leaves other documents alone', async () => {
        const store = await openEmpty();
        await store.append('doc', new YjsWriter().typeEach('gone'));
        await store.append('doc2', new YjsWriter().typeEach('kept'));
        await store.delete('doc');
        expect(textOf(await store.load('doc2'))).toBe('kept');
        expect((await store.list({ limit: 10 })).map(({ name }) => name)).toEqual(['doc2']);
      });
    });

    describe('lifecycle', () => {
      it('is healthy when nothing is wrong', async () => {
        const store = await openEmpty();
        await store.append('doc', [new YjsWriter().type('a')]);
        expect(store.health()).toEqual({ ok: true, unstoredBytes: 0, quarantinedRecords: 0 });
      });

      it('makes durable what it accepted before it closes', async () => {
        const place = await createPlace();
        const first = await place.open();
        const writer = new YjsWriter();
        const appends = writer.typeEach('not awaited').map((record) => first.append('doc', [record]));
        await first.close();
        await Promise.all(appends);
        const second = await place.open();
        expect(textOf(await second.load('doc'))).toBe('not awaited');
        await second.close();
      });

      it('can be closed twice, and refuses everything afterwards', async () => {
        const store = await openEmpty();
        await Promise.all([store.close(), store.close()]);
        await store.close();
        const refused = [
          store.load('doc'),
          store.status('doc'),
          store.create('doc'),
          store.append('doc', [new YjsWriter().type('a')]),
          store.compact('doc'),
          store.delete('doc'),
          store.list({ limit: 1 }),
          collect(store.history('doc')),
        ];
        for (const one of refused) await expect(one).rejects.toThrow(StoreUnavailableError);
      });

      it('appends after what earlier stores appended', async () => {
        const place = await createPlace();
        const writer = new YjsWriter();
        const records = writer.typeEach('one two');
        for (const record of records) {
          const store = await place.open();
          await store.append('doc', [record]);
          await store.close();
        }
        const store = await place.open();
        expect(bytesOf((await store.load('doc')).tail)).toEqual(bytesOf(records.map(({ update }) => update)));
        await store.close();
      });
    });

    it('loses and repeats nothing under random schedules of appends, compactions and restarts', async () => {
      const step = fc.oneof(
        {
          weight: 5,
          arbitrary: fc.record({ kind: fc.constant('append' as const), room: fc.nat(1), count: fc.nat(6) }),
        },
        { weight: 2, arbitrary: fc.record({ kind: fc.constant('compact' as const), room: fc.nat(1) }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant('settle' as const) }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
          const place = await createPlace();
          let store = await place.open();
          const writers = [new YjsWriter('ann'), new YjsWriter(null)] as const;
          const written: [LogRecord[], LogRecord[]] = [[], []];
          let open: Promise<unknown>[] = [];
          for (const one of steps) {
            if (one.kind === 'append') {
              const records = writers[one.room === 0 ? 0 : 1].typeEach('x'.repeat(one.count));
              written[one.room === 0 ? 0 : 1].push(...records);
              open.push(store.append(`room ${one.room}`, records));
            } else if (one.kind === 'compact') {
              open.push(store.compact(`room ${one.room}`));
            } else {
              await Promise.all(open);
              open = [];
            }
            if (one.kind === 'restart') {
              await store.close();
              store = await place.open();
            }
          }
          await Promise.all(open);
          for (const room of [0, 1] as const) {
            expect(plain(await recordsOf(store, `room ${room}`))).toEqual(plain(written[room]));
            expect(textOf(await store.load(`room ${room}`))).toBe(writers[room].text);
          }
          await store.close();
        }),
        { numRuns: 15 },
      );
    });
  });
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function recordsOf(store: DocumentStore, name: string): Promise<LogRecord[]> {
  return (await collect(store.history(name))).flatMap(({ records }) => records);
}

async function expectDeleted(store: DocumentStore, writer: YjsWriter): Promise<void> {
  expect(await store.status('doc')).toBe('deleted');
  expect(await store.list({ limit: 10 })).toEqual([]);
  await expect(store.append('doc', [writer.type('x')])).rejects.toThrow(DocumentDeletedError);
  await expect(store.create('doc')).rejects.toThrow(DocumentDeletedError);
  await expect(store.load('doc')).rejects.toThrow(DocumentDeletedError);
  await expect(collect(store.history('doc'))).rejects.toThrow(DocumentDeletedError);
}

/** Stores may need some bytes of their own for each record. */
function expectAbout(bytes: number | undefined, records: readonly { update: Uint8Array }[]): void {
  const content = records.reduce((sum, { update }) => sum + update.byteLength, 0);
  expect(bytes).toBeGreaterThanOrEqual(content);
  expect(bytes).toBeLessThanOrEqual(content + 100 * records.length);
}

function withSnapshot({ snapshot, tail }: { snapshot: Uint8Array | null; tail: readonly Uint8Array[] }): Uint8Array[] {
  return snapshot === null ? [...tail] : [snapshot, ...tail];
}

function clocksOf(stateVector: Uint8Array | null): Map<number, number> {
  return stateVector === null ? new Map() : Y.decodeStateVector(stateVector);
}

/** Comparable whatever kind of byte array a store returns. */
function bytesOf(updates: readonly Uint8Array[]): string[] {
  return updates.map((update) => Buffer.from(update).toString('hex'));
}

function plain(records: readonly LogRecord[]) {
  return records.map(({ time, userId, update }) => ({ time, userId, update: Buffer.from(update).toString('hex') }));
}
