import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AckingClient, missingFrom } from './support/acking-client.js';
import { ServerProcess, type ServerProcessOptions } from './support/server-process.js';
import { StockClient } from './support/stock-client.js';
import { temporaryFolder } from './support/temporary-folder.js';

/** Expects a server to end by itself, with an error that an operator can read. @returns what it said */
async function refusalToStart(options: ServerProcessOptions): Promise<string> {
  const server = await ServerProcess.prepare(options);
  server.spawn();
  expect(await server.exited()).toEqual({ code: 1, signal: null });
  expect(server.output).not.toContain('    at ');
  return server.output;
}

/** What each file of a database holds. LevelDB turns its info log over before it looks whether it may open. */
async function fingerprint(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('LOG')).sort();
  const hashes = names.map(async (name) => {
    return [
      name,
      createHash('sha256')
        .update(await readFile(join(folder, name)))
        .digest('hex'),
    ] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}

describe('a server that cannot start', () => {
  it('[Q3] names every mistake in its variables at once', async () => {
    const env = { PORT: 'many', LIMIT_PEOPLE: '3', AUTH_SECRET: 'short', LOG_LEVEL: 'loud', TRUST_PROXY: '-1' };
    const said = await refusalToStart({ env });
    for (const name of Object.keys(env)) expect(said).toContain(name);
    expect(said).not.toContain('short\n');
  });

  it('[Q3] says that its port is in use, and lets go of the folder', async () => {
    const server = await ServerProcess.prepare();
    const other = createServer().listen(server.port, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    server.spawn();
    expect(await server.exited()).toEqual({ code: 1, signal: null });
    expect(server.output).toContain(String(server.port));
    expect(server.output).toContain('PORT=');
    expect(server.output).not.toContain('    at ');
    other.close();
    await once(other, 'close');
    await server.start();
  });

  it('[Q3] says that its folder is a file, or below one', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, 'mine');
    expect(await refusalToStart({ dataDir: file })).toContain(file);
    expect(await refusalToStart({ dataDir: join(file, 'data') })).toContain(join(file, 'data'));
    expect(await readFile(file, 'utf8')).toBe('mine');
  });

  it.skipIf(process.getuid?.() === 0)('[Q3] says that it may not write to its folder (skipped as root)', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o555);
    onTestFinished(() => chmod(folder, 0o755));
    expect(await refusalToStart({ dataDir: folder })).toContain(folder);
  });

  it('[D7] leaves the files of the one that has the folder as they are', async () => {
    const first = await ServerProcess.start();
    const ada = await AckingClient.join(`${first.syncUrl}/room`);
    ada.type('mine');
    await ada.durable();
    const before = await fingerprint(first.databaseFolder);
    expect(await refusalToStart({ dataDir: first.dataDir })).toContain(first.databaseFolder);
    expect(await fingerprint(first.databaseFolder)).toEqual(before);
    ada.type(' still');
    await ada.durable();
  });
});

describe('a server that ends', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('[Q1] after %s has what it took, even while it folds', async (signal) => {
    const server = await ServerProcess.start({ env: { LIMIT_MESSAGES_PER_SECOND: '0' } });
    const ada = await AckingClient.join(`${server.syncUrl}/room`);
    // Past half a mebibyte of log a fold begins, in a thread that must not keep the process alive.
    for (let count = 0; count < 600; count++) ada.type('x'.repeat(4_096));
    const reader = await AckingClient.join(`${server.syncUrl}/room`);
    server.signal(signal);
    expect(await server.exited()).toEqual({ code: 0, signal: null });
    expect(server.output).not.toMatch(/error/i);
    await server.start();
    const bob = await StockClient.join(server.syncUrl);
    expect(missingFrom(bob.doc, ada.acknowledged)).toBe(0);
    expect(bob.text.length).toBeGreaterThanOrEqual(reader.text.length);
  });
});
