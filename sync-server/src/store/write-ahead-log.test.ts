import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { textOf, YjsWriter } from '../../test/support/yjs-writer.js';
import { openLevelStore } from './level-store.js';
import type { StoreEvent } from './store-event.js';
import { findDamage } from './write-ahead-log.js';

/** A log as LevelDB itself writes it: small records, and some that span blocks. */
async function createLog(): Promise<Uint8Array> {
  const location = await temporaryFolder();
  const level = new ClassicLevel<string, Uint8Array>(location, { valueEncoding: 'view' });
  for (let index = 0; index < 60; index++) {
    await level.put(`key ${index}`, Buffer.alloc(index % 20 === 19 ? 70_000 : 100, index));
  }
  await level.close();
  const [file] = (await readdir(location)).filter((name) => name.endsWith('.log'));
  return readFile(join(location, file ?? ''));
}

describe('findDamage', () => {
  it('finds nothing in an intact log', async () => {
    const log = await createLog();
    expect(log.byteLength).toBeGreaterThan(200_000);
    expect(findDamage(log)).toBeNull();
    expect(findDamage(new Uint8Array())).toBeNull();
  });

  it('finds nothing in a log that ends anywhere, as a killed process leaves it', async () => {
    const log = await createLog();
    fc.assert(
      fc.property(fc.nat({ max: log.byteLength }), (length) => {
        expect(findDamage(log.subarray(0, length))).toBeNull();
      }),
    );
  });

  it('finds nothing in space that was reserved and never written', async () => {
    const log = await createLog();
    expect(findDamage(Buffer.concat([log, Buffer.alloc(100_000)]))).toBeNull();
  });

  it('finds a changed byte of any record but the last', async () => {
    const log = await createLog();
    fc.assert(
      fc.property(fc.nat({ max: log.byteLength - 40_000 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Uint8Array.from(log);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        const offset = findDamage(damaged);
        // The unused bytes at the end of a block may hold anything.
        if (offset !== null) expect(offset).toBeLessThanOrEqual(at);
        else expect(32_768 - (at % 32_768)).toBeLessThan(7);
      }),
    );
  });
});

describe('a damaged log of the database', () => {
  it('is copied and reported, and what LevelDB can read of it is served', async () => {
    const location = await temporaryFolder();
    const first = await openLevelStore({ location });
    const writer = new YjsWriter();
    // One block each: LevelDB drops the rest of a block with a damaged record.
    for (let index = 0; index < 4; index++) await first.append('doc', [writer.type(randomText(40_000))]);
    await first.append('other', [new YjsWriter().type('fine')]);
    await first.close();
    const [file = ''] = (await readdir(location)).filter((name) => name.endsWith('.log'));
    const log = await readFile(join(location, file));
    const at = Math.floor(log.byteLength / 2);
    log[at] = (log[at] ?? 0) ^ 0xff;
    await writeFile(join(location, file), log);

    const events: StoreEvent[] = [];
    const second = await openLevelStore({ location, log: (event) => events.push(event) });
    expect(events).toMatchObject([{ kind: 'log-file-damaged', file }]);
    const [event] = events;
    const copy = event?.kind === 'log-file-damaged' ? event.copy : '';
    expect(log.equals(await readFile(join(location, copy)))).toBe(true);
    expect(textOf(await second.load('other'))).toBe('fine');
    expect((await second.load('doc')).tail.length).toBeGreaterThanOrEqual(1);
    await second.close();

    const third = await openLevelStore({ location, log: (event) => events.push(event) });
    expect(events).toHaveLength(1);
    expect(log.equals(await readFile(join(location, copy)))).toBe(true);
    await third.close();
  });
});

function randomText(length: number): string {
  let text = '';
  while (text.length < length) text += Math.random().toString(36).slice(2);
  return text.slice(0, length);
}
