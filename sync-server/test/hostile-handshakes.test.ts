import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { joinBystanders } from './support/bystanders.js';
import { eventually } from './support/eventually.js';
import { startLocalServer } from './support/local-server.js';
import { RawClient, upgradeStatus } from './support/raw-client.js';
import { ServerProcess } from './support/server-process.js';

/** Linux answers on all of 127.0.0.0/8, so that one machine can be many people. */
const elsewhere = { localAddress: '127.0.0.2' };

/** A socket that has said this much of a request and says no more. */
async function halfSay(port: number, text: string): Promise<{ socket: Socket; heard: () => string }> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let heard = '';
  socket.on('error', () => {});
  socket.on('data', (data) => {
    heard += data.toString();
  });
  await once(socket, 'connect');
  socket.write(text);
  return { socket, heard: () => heard };
}

async function statuses(count: number, connectOne: (index: number) => Promise<number>): Promise<Map<number, number>> {
  const seen = new Map<number, number>();
  let next = 0;
  const workers = Array.from({ length: 20 }, async () => {
    for (let index = next++; index < count; index = next++) {
      const status = await connectOne(index);
      seen.set(status, (seen.get(status) ?? 0) + 1);
    }
  });
  await Promise.all(workers);
  return seen;
}

describe('requests from the wrong place', () => {
  it.each([
    ['of another site', { origin: 'https://evil.example' }],
    ['of a sandboxed frame', { origin: 'null' }],
    ['of this host on another port', { origin: 'http://localhost:1' }],
    ['that cannot be an origin', { origin: 'javascript:alert(1)' }],
    ['under the name of somebody else (DNS rebinding)', { headers: { host: 'evil.example' } }],
    ['under two names', { headers: { host: 'localhost,evil.example' } }],
  ])('[A1] %s are refused with 403', async (_, options) => {
    const { syncUrl } = await startLocalServer();
    const { expectUndisturbed } = await joinBystanders(syncUrl);
    expect(await upgradeStatus(`${syncUrl}/room`, options)).toBe(403);
    await expectUndisturbed();
  });

  it('[A1] from the server itself and from origins that are allowed get in', async () => {
    const { syncUrl, url } = await startLocalServer({ allowedOrigins: ['https://app.example'] });
    expect(await upgradeStatus(`${syncUrl}/room`, { origin: url })).toBe(101);
    expect(await upgradeStatus(`${syncUrl}/room`, { origin: 'https://app.example' })).toBe(101);
  });
});

describe('one address that takes all it can', () => {
  it('[L3] asks for 10,000 rooms and gets its share; others still get in', async () => {
    const server = await ServerProcess.start({
      env: { TRUST_PROXY: '1', LIMIT_ROOMS_PER_ADDRESS: '50', LIMIT_CONNECTIONS_PER_ADDRESS: '0' },
    });
    const { expectUndisturbed } = await joinBystanders(server.syncUrl);
    const from = (address: string) => ({ headers: { 'x-forwarded-for': `10.9.9.9, ${address}` } });
    const taken = await Promise.all(
      Array.from({ length: 50 }, (_, index) => RawClient.join(`${server.syncUrl}/mine/${index}`, from('192.0.2.1'))),
    );
    const answers = await statuses(10_000, (index) =>
      upgradeStatus(`${server.syncUrl}/theirs/${index}`, from('192.0.2.1')),
    );
    expect([...answers]).toEqual([[429, 10_000]]);
    // Rooms that it has already may be opened again, and what it gives back it may take again.
    expect(await upgradeStatus(`${server.syncUrl}/mine/7`, from('192.0.2.1'))).toBe(101);
    expect(await upgradeStatus(`${server.syncUrl}/theirs/7`, from('192.0.2.2'))).toBe(101);
    taken[0]?.leave();
    await eventually(async () => {
      expect(await upgradeStatus(`${server.syncUrl}/theirs/8`, from('192.0.2.1'))).toBe(101);
    });
    await expectUndisturbed();
  });

  it.each([
    ['an address', { connectionsPerAddress: 3 }, '/other', elsewhere],
    ['a room', { connectionsPerRoom: 3 }, '/other', {}],
    ['the process', { connections: 3 }, null, {}],
  ])('[L3] past the connections of %s is refused with 429 until one leaves', async (_, limits, path, options) => {
    const { syncUrl } = await startLocalServer({ limits });
    const { expectUndisturbed } = await joinBystanders(syncUrl);
    const third = await RawClient.join(`${syncUrl}/room`);
    expect(await upgradeStatus(`${syncUrl}/room`)).toBe(429);
    if (path !== null) expect(await upgradeStatus(`${syncUrl}${path}`, options)).toBe(101);
    third.leave();
    await eventually(async () => expect(await upgradeStatus(`${syncUrl}/room`)).toBe(101));
    await expectUndisturbed();
  });
});

describe('slow handshakes', () => {
  const beginning = 'GET /sync/room HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n';

  it('[L4] take only their part of the places, and others still get in', async () => {
    const { syncUrl, url } = await startLocalServer({ limits: { handshakes: 40 } });
    const { expectUndisturbed } = await joinBystanders(syncUrl);
    const port = Number(new URL(url).port);
    const slow = await Promise.all(Array.from({ length: 60 }, () => halfSay(port, beginning)));
    // A quarter of the places for one address; the rest is told at once.
    await eventually(() => {
      const refused = slow.filter(({ heard }) => heard().startsWith('HTTP/1.1 503 '));
      expect(refused).toHaveLength(50);
    });
    expect(await upgradeStatus(`${syncUrl}/room`, elsewhere)).toBe(101);
    for (const { socket } of slow) socket.destroy();
    await eventually(async () => expect(await upgradeStatus(`${syncUrl}/room`)).toBe(101));
    await expectUndisturbed();
  });

  it('[L4] are cut off after 10 s, whether they are silent or say a letter now and then', async () => {
    const { syncUrl, url } = await startLocalServer();
    const { expectUndisturbed } = await joinBystanders(syncUrl);
    const port = Number(new URL(url).port);
    const silent = await halfSay(port, '');
    const half = await halfSay(port, beginning);
    const dripping = await halfSay(port, beginning);
    const drip = setInterval(() => dripping.socket.write('X'), 500);
    onTestFinished(() => clearInterval(drip));
    const ends = [silent, half, dripping].map(({ socket }) => once(socket, 'close'));
    await Promise.all(ends);
    await expectUndisturbed();
  });

  it.each([
    ['a method that is none', 'BREW /sync/room HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['headers without an end', `${beginning}${'X-Y: z\r\n'.repeat(10_000)}\r\n`],
    ['a wrong version of WebSocket', `${beginning}Connection: Upgrade\r\nSec-WebSocket-Version: 1\r\n\r\n`],
    ['a bad key', `${beginning}Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n`],
    ['no host', 'GET /sync/room HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'],
    [
      'an address that is none',
      'GET //[/sync/room HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    ],
  ])('[A1] with %s are answered with an error or cut off', async (_, text) => {
    const { syncUrl, url } = await startLocalServer();
    const { expectUndisturbed } = await joinBystanders(syncUrl);
    const { socket, heard } = await halfSay(Number(new URL(url).port), text);
    await once(socket, 'close');
    expect(heard()).toMatch(/^(?:HTTP\/1\.1 4\d\d |$)/);
    await expectUndisturbed();
  });

  it('[L3] that are given up half-way give their places back', async () => {
    const { syncUrl, url } = await startLocalServer({ limits: { connections: 3, handshakes: 0 } });
    const { expectUndisturbed } = await joinBystanders(syncUrl);
    const port = Number(new URL(url).port);
    const request =
      `${beginning}Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
    for (let count = 0; count < 50; count++) (await halfSay(port, request)).socket.resetAndDestroy();
    await eventually(async () => expect(await upgradeStatus(`${syncUrl}/room`)).toBe(101));
    await expectUndisturbed();
  });
});
