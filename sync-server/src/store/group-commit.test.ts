import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../core/errors.js';
import { silentTelemetry } from '../core/telemetry.js';
import type { Operation } from './database.js';
import { GroupCommit, type GroupCommitOptions, type Job } from './group-commit.js';
import type { StoreEvent } from './store-event.js';

/** A disk that ends each write when it is told to. */
function createDisk() {
  const written: string[][] = [];
  let wake = (): void => undefined;
  const begun: { operations: string[]; end: () => void; fail: (error: Error) => void }[] = [];
  return {
    written,
    write: (operations: readonly Operation[]) =>
      new Promise<void>((resolve, reject) => {
        const keys = operations.map(({ key }) => Buffer.from(key).toString());
        const end = (): void => {
          written.push(keys);
          resolve();
        };
        begun.push({ operations: keys, end, fail: reject });
        wake();
      }),
    /** The next write that was begun. */
    async next() {
      while (begun.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const first = begun.shift();
      if (first === undefined) throw new Error('no write was begun');
      return first;
    },
    get waiting() {
      return begun.length;
    },
  };
}

function createCommit(disk: ReturnType<typeof createDisk>, options: Partial<GroupCommitOptions> = {}) {
  const events: StoreEvent[] = [];
  let wake = (): void => undefined;
  const commit = new GroupCommit({
    write: disk.write,
    maxAcceptedBytes: 0,
    slowWriteMs: 60_000,
    intervalMs: 0,
    retry: { minMs: 1, maxMs: 2 },
    telemetry: silentTelemetry,
    log: (event) => {
      events.push(event);
      wake();
    },
    ...options,
  });
  /** The next logged event of a kind. */
  const logged = async (kind: StoreEvent['kind']) => {
    for (;;) {
      const index = events.findIndex((event) => event.kind === kind);
      if (index >= 0) return events.splice(index, 1)[0];
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { commit, logged };
}

function job(key: string, acceptedBytes = 1): Job {
  return { operations: [{ type: 'put', key: Buffer.from(key), value: Buffer.of(1) }], acceptedBytes };
}

const never = new AbortController().signal;

describe('GroupCommit', () => {
  it('writes what one turn brought at once, and collects the next write while one is under way', async () => {
    const disk = createDisk();
    const { commit } = createCommit(disk);
    const first = [commit.submit(job('a')), commit.submit(job('b'))];
    const write = await disk.next();
    const second = [commit.submit(job('c')), commit.submit(job('d'))];
    expect(write.operations).toEqual(['a', 'b']);
    expect(disk.waiting).toBe(0);
    write.end();
    await Promise.all(first);
    (await disk.next()).end();
    await Promise.all(second);
    expect(disk.written).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('resolves nothing before its write has ended', async () => {
    const disk = createDisk();
    const { commit } = createCommit(disk);
    let isDone = false;
    const submitted = commit.submit(job('a')).then(() => {
      isDone = true;
    });
    const write = await disk.next();
    expect(isDone).toBe(false);
    expect(commit.health().unstoredBytes).toBe(1);
    write.end();
    await submitted;
    expect(commit.health()).toEqual({ ok: true, unstoredBytes: 0 });
  });

  it('tries a failed write again with the same operations, in order, until it succeeds', async () => {
    const disk = createDisk();
    const { commit, logged } = createCommit(disk);
    const submitted = [commit.submit(job('a'))];
    for (let attempt = 1; attempt <= 15; attempt++) {
      const write = await disk.next();
      expect(write.operations).toEqual(['a']);
      // p-retry would give up on a TypeError.
      write.fail(attempt % 2 === 0 ? new TypeError('broken') : new Error('IO error: No space left on device'));
      expect(await logged('write-failed')).toMatchObject({ attempt });
      expect(commit.health().ok).toBe(false);
      submitted.push(commit.submit(job(`later ${attempt}`)));
    }
    (await disk.next()).end();
    (await disk.next()).end();
    await Promise.all(submitted);
    expect(disk.written[0]).toEqual(['a']);
    expect(disk.written[1]).toHaveLength(15);
    expect(commit.health()).toEqual({ ok: true, unstoredBytes: 0 });
    expect(await logged('write-recovered')).toBeDefined();
  });

  it('says why it fails without naming files', async () => {
    const disk = createDisk();
    const { commit, logged } = createCommit(disk);
    const submitted = commit.submit(job('a'));
    (await disk.next()).fail(new Error('IO error: /data/secret/000003.log: No space left on device'));
    await logged('write-failed');
    expect(commit.health()).toEqual({ ok: false, reason: 'the disk is full', unstoredBytes: 1 });
    (await disk.next()).end();
    await submitted;
  });

  it('reports a write that hangs, starts no second one, and is well again once it ends', async () => {
    const disk = createDisk();
    const { commit, logged } = createCommit(disk, { slowWriteMs: 5 });
    const submitted = [commit.submit(job('a'))];
    const write = await disk.next();
    submitted.push(commit.submit(job('b')));
    await logged('write-slow');
    expect(commit.health()).toEqual({ ok: false, reason: 'a write is taking too long', unstoredBytes: 2 });
    expect(disk.waiting).toBe(0);
    write.end();
    (await disk.next()).end();
    await Promise.all(submitted);
    expect(commit.health().ok).toBe(true);
  });

  it('refuses what is past the bound, and only that', async () => {
    const disk = createDisk();
    const refused: string[] = [];
    const telemetry = { ...silentTelemetry, count: (event: string) => void refused.push(event) };
    const { commit } = createCommit(disk, { maxAcceptedBytes: 10, telemetry });
    const accepted = commit.submit(job('a', 8));
    await expect(commit.submit(job('b', 3))).rejects.toThrow(StoreUnavailableError);
    const small = commit.submit(job('c', 2));
    const own = commit.submit(job('own work', 0));
    expect(refused).toEqual(['limit-unstored-bytes']);
    (await disk.next()).end();
    await Promise.all([accepted, small, own]);
    const next = commit.submit(job('d', 10));
    (await disk.next()).end();
    await next;
  });

  it('writes a backlog in several steps', async () => {
    const disk = createDisk();
    const { commit } = createCommit(disk);
    const mib = 1024 * 1024;
    const submitted = Array.from({ length: 5 }, (_, index) => commit.submit(job(String(index), 3 * mib)));
    for (const expected of [['0', '1'], ['2', '3'], ['4']]) {
      const write = await disk.next();
      expect(write.operations).toEqual(expected);
      write.end();
    }
    await Promise.all(submitted);
  });

  it('resolves `drained` after everything before it, without a write of its own', async () => {
    const disk = createDisk();
    const { commit } = createCommit(disk);
    const order: string[] = [];
    const all = [
      commit.submit(job('a')).then(() => order.push('a')),
      commit.drained().then(() => order.push('drained')),
    ];
    (await disk.next()).end();
    await Promise.all(all);
    expect(order).toEqual(['a', 'drained']);
    await commit.drained();
    expect(disk.written).toEqual([['a']]);
  });

  it('waits for what it accepted before it closes, and takes nothing more', async () => {
    const disk = createDisk();
    const { commit } = createCommit(disk, { intervalMs: 60_000 });
    const submitted = [commit.submit(job('a'))];
    const write = await disk.next();
    submitted.push(commit.submit(job('b')));
    const closed = commit.close(never);
    await expect(commit.submit(job('c'))).rejects.toThrow(StoreUnavailableError);
    write.end();
    (await disk.next()).end();
    await Promise.all(submitted);
    expect(await closed).toEqual({ lost: 0, hanging: null });
  });

  it('gives up only when closing runs out of time: while it fails, and while it hangs', async () => {
    for (const isHanging of [false, true]) {
      const disk = createDisk();
      const { commit, logged } = createCommit(disk, { retry: { minMs: 60_000, maxMs: 60_000 } });
      const submitted = [commit.submit(job('a'))];
      const write = await disk.next();
      submitted.push(commit.submit(job('b')));
      if (!isHanging) {
        write.fail(new Error('broken'));
        await logged('write-failed');
      }
      const deadline = new AbortController();
      const closed = commit.close(deadline.signal);
      deadline.abort();
      for (const one of submitted) await expect(one).rejects.toThrow(StoreUnavailableError);
      const { lost, hanging } = await closed;
      expect(lost).toBe(2);
      expect(hanging !== null).toBe(isHanging);
      if (isHanging) write.end();
      await hanging;
      expect(commit.health().unstoredBytes).toBe(0);
    }
  });
});
