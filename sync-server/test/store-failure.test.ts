import { describe, expect, it, onTestFinished } from 'vitest';
import type { SyncServerOptions } from '../src/server-options.js';
import type { Level } from '../src/store/database.js';
import { openStoreOn } from '../src/store/level-store.js';
import { openClassicLevel } from '../src/store/open-level.js';
import { AckingClient, missingFrom } from './support/acking-client.js';
import { eventually } from './support/eventually.js';
import { FaultyWrites, fullDiskError } from './support/faulty-level.js';
import { type LocalServer, startLocalServer } from './support/local-server.js';
import { RawClient, upgradeStatus } from './support/raw-client.js';
import { canLimitFiles, ServerProcess } from './support/server-process.js';
import { StockClient } from './support/stock-client.js';

interface Ward extends LocalServer {
  readonly writes: FaultyWrites;
  readonly level: Level;
}

/** A whole server on a real LevelDB whose writes do what the test says. */
async function startOnFaultyDisk(options: Partial<SyncServerOptions> = {}): Promise<Ward> {
  let level: Level | undefined;
  let writes: FaultyWrites | undefined;
  const local = await startLocalServer({
    ...options,
    closeTimeoutMs: 200,
    openStore: async ({ location, ...storeOptions }) => {
      level = await openClassicLevel(location, () => {});
      writes = new FaultyWrites(level);
      return openStoreOn(level, location, { ...storeOptions, slowWriteMs: 50, retry: { minMs: 10, maxMs: 50 } });
    },
  });
  if (level === undefined || writes === undefined) throw new Error('the store was not opened');
  const healing = writes;
  onTestFinished(() => healing.heal());
  return { ...local, level, writes };
}

async function readiness(url: string): Promise<{ status: number; reasons: unknown }> {
  const response = await fetch(`${url}/readyz`);
  const { reasons } = (await response.json()) as { reasons: unknown };
  return { status: response.status, reasons };
}

const failures: [string, (writes: FaultyWrites) => void, string][] = [
  ['fails', (writes) => writes.fail(new Error('IO error: something broke')), 'writes are failing'],
  ['is full', (writes) => writes.fail(fullDiskError()), 'the disk is full'],
  ['hangs', (writes) => writes.hang(), 'a write is taking too long'],
];

describe.each(failures)('while the disk %s', (_, breakDisk, reason) => {
  it('[D1] [D4] people go on, nothing is acknowledged or lost, and all of it is stored once it works again', async () => {
    const { url, syncUrl, writes, server, dataDir } = await startOnFaultyDisk();
    const ada = await AckingClient.join(`${syncUrl}/room`);
    const bob = await StockClient.join(syncUrl);
    ada.type('before, ');
    await ada.durable();
    expect(await readiness(url)).toEqual({ status: 200, reasons: [] });

    breakDisk(writes);
    ada.type('while, ');
    await bob.sees('before, while, ');
    bob.type('and after');
    await eventually(() => expect(ada.text.toString()).toBe('before, while, and after'));
    await eventually(async () => expect(await readiness(url)).toEqual({ status: 503, reasons: [reason] }));
    const alive = await fetch(`${url}/livez`);
    expect(alive.status).toBe(200);
    expect(ada.unacknowledged).toBe(1);

    writes.heal();
    await ada.durable();
    await eventually(async () => expect(await readiness(url)).toEqual({ status: 200, reasons: [] }));
    bob.leave();
    await server.close();
    const again = await startLocalServer({ dataDir });
    const cleo = await StockClient.join(again.syncUrl);
    expect(cleo.text.toString()).toBe('before, while, and after');
  });

  it('[D2] what everybody wrote and left behind is there for the next one, and is stored in the end', async () => {
    const { url, syncUrl, writes, dataDir, server } = await startOnFaultyDisk();
    const ada = await AckingClient.join(`${syncUrl}/room`);
    breakDisk(writes);
    ada.type('nobody has this but the server');
    await ada.raw.has('update');
    ada.leave();
    await eventually(async () => expect((await readiness(url)).status).toBe(503));
    const bob = await StockClient.join(syncUrl);
    expect(bob.text.toString()).toBe('nobody has this but the server');
    bob.leave();

    writes.heal();
    await eventually(async () => expect((await readiness(url)).status).toBe(200));
    await server.close();
    const again = await startLocalServer({ dataDir });
    const cleo = await StockClient.join(again.syncUrl);
    expect(cleo.text.toString()).toBe('nobody has this but the server');
  });

  it('[D3] writes are refused with 4503 once too much waits, and come back by themselves when it works again', async () => {
    const { syncUrl, writes } = await startOnFaultyDisk({ limits: { unstoredBytes: 20_000 } });
    const reader = await RawClient.join(`${syncUrl}/room`);
    const ada = await StockClient.join(syncUrl);
    breakDisk(writes);
    for (let count = 0; count < 30; count++) ada.type('x'.repeat(1_000));
    await eventually(() => expect(ada.closes).toContain(4503));
    // Who only reads is not sent away.
    expect(reader.closed).toBeNull();

    writes.heal();
    const bob = await StockClient.join(syncUrl);
    await bob.sees('x'.repeat(30_000));
    await ada.sees('x'.repeat(30_000));
  });

  it('[Q2] closing says that something could not be stored', async () => {
    const { syncUrl, writes, server } = await startOnFaultyDisk();
    const ada = await AckingClient.join(`${syncUrl}/room`);
    breakDisk(writes);
    ada.type('lost');
    await ada.raw.has('update');
    await expect(server.close()).rejects.toThrow('could not be stored');
    expect(ada.unacknowledged).toBe(1);
    expect(ada.raw.closed?.code).toBe(1012);
  });
});

describe('a database that cannot be read', () => {
  it('[S4] [A1] lets nobody in, with 503, and nobody is shown an empty document', async () => {
    const { syncUrl, level } = await startOnFaultyDisk();
    const ada = await AckingClient.join(`${syncUrl}/room`);
    ada.type('precious');
    await ada.durable();
    await level.close();
    const stranger = StockClient.open(syncUrl, { room: 'other' });
    expect(await upgradeStatus(`${syncUrl}/other`)).toBe(503);
    expect(stranger.provider.synced).toBe(false);

    await level.open();
    await stranger.synced();
    const bob = await StockClient.join(syncUrl);
    expect(bob.text.toString()).toBe('precious');
  });
});

describe.skipIf(!canLimitFiles)('the real process on a full disk (skipped without prlimit)', () => {
  it('[D1] loses nothing that it acknowledges afterwards, killed or not', async () => {
    const server = await ServerProcess.start({ env: { LOG_LEVEL: 'silent' } });
    const url = `${server.syncUrl}/room`;
    const ada = await AckingClient.join(url);
    ada.type('before ');
    await ada.durable();
    server.limitFiles(1);
    for (let count = 0; count < 20; count++) ada.type(`word-${count} `);
    await eventually(async () => expect((await readiness(server.url)).status).toBe(503));
    expect(ada.unacknowledged).toBe(20);
    server.limitFiles('unlimited');
    await ada.durable();
    for (let count = 20; count < 40; count++) ada.type(`word-${count} `);
    await ada.durable();
    expect((await readiness(server.url)).status).toBe(200);
    await server.kill();
    await server.start();
    const bob = await AckingClient.join(url);
    expect(missingFrom(bob.doc, ada.acknowledged)).toBe(0);
    expect(bob.text.toString()).toBe(ada.text.toString());
  });
});
