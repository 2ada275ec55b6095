import { MemoryLevel } from 'memory-level';
import { describe, expect, it } from 'vitest';
import { createInlineFolder } from '../../test/support/inline-folder.js';
import { YjsWriter } from '../../test/support/yjs-writer.js';
import { DocumentKeys, type KeyKind, rangeOf } from './keys.js';
import { openStoreOn } from './level-store.js';
import { encodeTombstone } from './tombstones.js';

async function createPlace() {
  const level = new MemoryLevel<Uint8Array, Uint8Array>({ keyEncoding: 'view', valueEncoding: 'view' });
  return {
    level,
    async open() {
      await level.open();
      return openStoreOn(level, 'memory', { commitIntervalMs: 0, folder: createInlineFolder() });
    },
    async count(kind: KeyKind) {
      await level.open();
      return (await level.keys(rangeOf(kind)).all()).length;
    },
  };
}

const contentKinds = ['index', 'snapshot', 'log', 'history'] as const;

describe('deletion', () => {
  it('leaves nothing but the tombstone', async () => {
    const place = await createPlace();
    const store = await place.open();
    const writer = new YjsWriter();
    for (let round = 0; round < 3; round++) {
      await store.append('doc', writer.typeEach('some text'));
      if (round < 2) await store.compact('doc');
    }
    await store.delete('doc');
    await store.close();
    for (const kind of contentKinds) expect(await place.count(kind)).toBe(0);
    expect(await place.count('tombstone')).toBe(1);
  });

  it('is finished at the next start when the process ended in the middle of it', async () => {
    const place = await createPlace();
    const first = await place.open();
    await first.append('doc', new YjsWriter().typeEach('x'.repeat(3_000)));
    await first.append('other', new YjsWriter().typeEach('kept'));
    await first.close();
    await place.level.open();
    // As it is after the first of the two steps.
    await place.level.put(new DocumentKeys('doc').tombstone, encodeTombstone({ deletedAt: 1, isPurged: false }));
    await place.level.close();
    const second = await place.open();
    expect(await second.status('doc')).toBe('deleted');
    // Joins the purge that opening has begun.
    await second.delete('doc');
    await second.close();
    expect(await place.count('log')).toBe(4);
    const third = await place.open();
    expect((await third.load('other')).tail).toHaveLength(4);
    await third.close();
  });
});
