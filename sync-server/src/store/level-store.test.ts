import { MemoryLevel } from 'memory-level';
import { describe, expect, it } from 'vitest';
import { createInlineFolder } from '../../test/support/inline-folder.js';
import { textOf, YjsWriter } from '../../test/support/yjs-writer.js';
import type { LogRecord } from '../core/store.js';
import { openStoreOn } from './level-store.js';

function createLevel() {
  return new MemoryLevel<Uint8Array, Uint8Array>({ keyEncoding: 'view', valueEncoding: 'view' });
}

async function open(level: ReturnType<typeof createLevel>, now: () => number = Date.now) {
  await level.open();
  return openStoreOn(level, 'memory', { commitIntervalMs: 0, folder: createInlineFolder(), now });
}

describe('LevelStore', () => {
  it('appends without reading anything', async () => {
    const level = createLevel();
    const store = await open(level);
    let reads = 0;
    for (const method of ['get', 'getMany', 'has', 'iterator', 'keys', 'values', 'snapshot'] as const) {
      const original = level[method].bind(level) as (...args: unknown[]) => unknown;
      Object.assign(level, {
        [method]: (...args: unknown[]) => {
          reads += 1;
          return original(...args);
        },
      });
    }
    await store.append('never seen before', new YjsWriter().typeEach('abc'));
    expect(reads).toBe(0);
    expect(await store.status('never seen before')).toBe('present');
    expect(reads).toBe(0);
    await store.load('never seen before');
    expect(reads).toBeGreaterThan(0);
    await store.close();
  });

  it('puts what is appended after what is there, in order, however far the clock was set back', async () => {
    const level = createLevel();
    const writer = new YjsWriter();
    const written: LogRecord[] = [];
    for (const [run, now] of [50_000, 40_000, 5, 60_000, 1].entries()) {
      const store = await open(level, () => now);
      const records = writer.typeEach(`run ${run} `);
      written.push(...records);
      // Without loading first, so that only the database can say how far the clock was.
      await store.append('doc', records);
      if (run % 2 === 0) await store.compact('doc');
      expect(textOf(await store.load('doc'))).toBe(writer.text);
      const history: LogRecord[] = [];
      for await (const segment of store.history('doc')) history.push(...segment.records);
      expect(history.map(({ time }) => time)).toEqual(written.map(({ time }) => time));
      await store.close();
    }
  });

  it('keeps the sizes of more documents than it has shares at hand', async () => {
    const level = createLevel();
    await level.open();
    const store = await openStoreOn(level, 'memory', {
      commitIntervalMs: 0,
      folder: createInlineFolder(),
      indexShares: 2,
    });
    const writers = Array.from({ length: 10 }, () => new YjsWriter());
    for (let round = 0; round < 3; round++) {
      await Promise.all(writers.map((writer, index) => store.append(`doc ${index}`, writer.typeEach('ab'))));
    }
    const before = await store.list({ limit: 20 });
    await store.compact('doc 3');
    const after = await store.list({ limit: 20 });
    for (const [index, { bytes }] of before.entries()) {
      const { snapshot, tail } = await store.load(`doc ${index}`);
      const content = tail.reduce((sum, { byteLength }) => sum + byteLength, snapshot?.byteLength ?? 0);
      expect(after[index]?.bytes).toBeGreaterThanOrEqual(content);
      if (index === 3) expect(after[index]?.bytes).toBeLessThan(bytes);
      else expect(after[index]?.bytes).toBe(bytes);
    }
    await store.close();
  });
});
