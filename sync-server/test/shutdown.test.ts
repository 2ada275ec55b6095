import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { AckingClient, missingFrom } from './support/acking-client.js';
import { eventually } from './support/eventually.js';
import { startLocalServer } from './support/local-server.js';
import { RawClient, upgradeStatus } from './support/raw-client.js';
import { canLimitFiles, ServerProcess } from './support/server-process.js';
import { StockClient } from './support/stock-client.js';

/** A client that has stopped reading: it will not see that it is sent away, and not answer. */
async function joinDeaf(url: string): Promise<RawClient> {
  const client = await RawClient.join(url);
  await client.has('hello');
  client.webSocket.pause();
  return client;
}

const upgrade =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';

/** Begins a request and says the rest of it later. */
async function halfAsk(url: string, path: string, headers = ''): Promise<{ answer(): Promise<string> }> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(`GET ${path} HTTP/1.1\r\n`);
  // By the time this is answered, the server has read the line above.
  await (await fetch(`${url}/livez`)).text();
  return {
    async answer() {
      socket.write(`Host: localhost\r\n${headers || 'Connection: close\r\n'}\r\n`);
      const chunks: Buffer[] = [];
      for await (const chunk of socket) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString();
    },
  };
}

describe('a server that is asked to stop', () => {
  it('[Q1] sends everybody away with 1012, ends with 0 and has everything it acknowledged', async () => {
    const server = await ServerProcess.start({ env: { LIMIT_MESSAGES_PER_SECOND: '0' } });
    const rooms = ['one', 'two', 'three'];
    const url = (room: string) => `${server.syncUrl}/${room}`;
    const writers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => AckingClient.join(url(rooms[index % rooms.length] ?? ''))),
    );
    let isStopped = false;
    const exit = server.stop().finally(() => {
      isStopped = true;
    });
    while (!isStopped) {
      for (const writer of writers) writer.type('word ');
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await exit).toEqual({ code: 0, signal: null });
    await eventually(() => expect(writers.map(({ raw }) => raw.closed?.code)).toEqual(writers.map(() => 1012)));

    await server.start();
    for (const [index, room] of rooms.entries()) {
      const reader = await AckingClient.join(url(room));
      const promised = writers.flatMap(({ acknowledged }, who) => (who % rooms.length === index ? acknowledged : []));
      expect(promised.length).toBeGreaterThan(0);
      expect(missingFrom(reader.doc, promised)).toBe(0);
    }
  });

  it('[Q1] keeps what it took, acknowledged or not', async () => {
    const server = await ServerProcess.start();
    const ada = await StockClient.join(server.syncUrl);
    const bob = await StockClient.join(server.syncUrl);
    for (let count = 0; count < 50; count++) ada.type('word ');
    // Bob has them, so the server has taken them.
    await bob.sees('word '.repeat(50));
    for (const client of [ada, bob]) client.leave();
    expect(await server.stop()).toEqual({ code: 0, signal: null });
    await server.start();
    const cleo = await StockClient.join(server.syncUrl);
    expect(cleo.text.toString()).toBe('word '.repeat(50));
  });

  it('[Q1] [D4] refuses newcomers with 503 while it finishes, and is not ready', async () => {
    const { server, url, syncUrl } = await startLocalServer({ drainSpreadMs: 500 });
    await Promise.all([1, 2].map(() => RawClient.join(`${syncUrl}/room`)));
    // Half-said before, because new connections are not accepted any more and silent ones are closed.
    const ready = await halfAsk(url, '/readyz');
    const sync = await halfAsk(url, '/sync/room', upgrade);
    const closing = server.close();
    expect(await ready.answer()).toMatch(/^HTTP\/1\.1 503 /);
    expect(await sync.answer()).toMatch(/^HTTP\/1\.1 503 /);
    await closing;
    await expect(upgradeStatus(`${syncUrl}/room`)).rejects.toThrow('ECONNREFUSED');
  });

  it('[Q2] cuts clients that no longer answer and requests that were never finished', async () => {
    const server = await ServerProcess.start({ env: { SHUTDOWN_TIMEOUT_SECONDS: '3600' } });
    await joinDeaf(`${server.syncUrl}/room`);
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write('GET /livez HTTP/1.1\r\n');
    expect(await server.stop()).toEqual({ code: 0, signal: null });
  });

  it('[Q2] ends for an embedding application too, whose clients do not answer', async () => {
    const { server, syncUrl } = await startLocalServer();
    const deaf = await joinDeaf(`${syncUrl}/room`);
    await server.close();
    deaf.webSocket.resume();
    await deaf.closedWith();
  });

  it.skipIf(!canLimitFiles)(
    '[Q2] gives up after its time if the disk takes nothing (skipped without prlimit)',
    async () => {
      const server = await ServerProcess.start({ env: { SHUTDOWN_TIMEOUT_SECONDS: '1', LOG_LEVEL: 'silent' } });
      const ada = await AckingClient.join(`${server.syncUrl}/room`);
      server.limitFiles(1);
      ada.type('cannot be stored');
      await ada.raw.has('update');
      expect(await server.stop()).toEqual({ code: 1, signal: null });
      expect(ada.unacknowledged).toBe(1);
    },
  );

  it.skipIf(!canLimitFiles)('[Q2] ends at once when it is asked a second time (skipped without prlimit)', async () => {
    const server = await ServerProcess.start({ env: { SHUTDOWN_TIMEOUT_SECONDS: '3600', LOG_LEVEL: 'silent' } });
    const ada = await AckingClient.join(`${server.syncUrl}/room`);
    server.limitFiles(1);
    ada.type('cannot be stored');
    await ada.raw.has('update');
    server.signal('SIGTERM');
    // Under npm one Ctrl+C arrives twice, so that only a signal after some time is a second one.
    const insisting = setInterval(() => server.signal('SIGTERM'), 200);
    const exit = await server.exited();
    clearInterval(insisting);
    expect(exit).toEqual({ code: 1, signal: null });
  });
});

describe('a second server on the same folder', () => {
  it('[D7] ends with an error that says so, and leaves the first alone', async () => {
    const first = await ServerProcess.start();
    const ada = await StockClient.join(first.syncUrl);
    const second = await ServerProcess.prepare({ dataDir: first.dataDir });
    second.spawn();
    expect(await second.exited()).toEqual({ code: 1, signal: null });
    expect(second.output).toContain(`The data folder ${first.databaseFolder} is in use by another process.`);
    expect(second.output).not.toContain('    at ');
    const bob = await StockClient.join(first.syncUrl);
    ada.type('still here');
    await bob.sees('still here');
  });

  it('[D7] takes over as soon as the first is dead, even if that was killed', async () => {
    const first = await ServerProcess.start();
    const ada = await AckingClient.join(`${first.syncUrl}/room`);
    ada.type('kept');
    await ada.durable();
    await first.kill();
    expect(existsSync(`${first.databaseFolder}/LOCK`)).toBe(true);
    const second = await ServerProcess.start({ dataDir: first.dataDir });
    const bob = await StockClient.join(second.syncUrl);
    expect(bob.text.toString()).toBe('kept');
  });
});

describe('a server that cannot start', () => {
  it.each([
    ['a variable that cannot be', { PORT: 'many' }, 'PORT'],
    ['a limit that does not exist', { LIMIT_PEOPLE: '3' }, 'LIMIT_PEOPLE'],
    ['a secret that is too short', { AUTH_SECRET: 'short' }, 'AUTH_SECRET'],
  ])('[Q3] for %s says why and ends with 1', async (_, env, word) => {
    const server = await ServerProcess.prepare({ env });
    server.spawn();
    expect(await server.exited()).toEqual({ code: 1, signal: null });
    expect(server.output).toContain(word);
    expect(server.output).not.toContain('    at ');
  });
});
