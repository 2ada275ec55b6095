import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { eventually } from '../../test/support/eventually.js';
import { WebSocketConnection } from './websocket-connection.js';

const mib = 1024 * 1024;

/** One turn of the event loop, in which sockets move; whatever the timers do. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A real socket, its server end as the core sees it, with a clock that a test moves. */
async function connected(options: { autoPong?: boolean; perMessageDeflate?: boolean } = {}) {
  const { autoPong = false, perMessageDeflate = false } = options;
  let now = 1_700_000_000_000;
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate });
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const joined = once(server, 'connection') as Promise<[WebSocket, { socket: Socket }]>;
  const client = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong, perMessageDeflate });
  onTestFinished(() => client.terminate());
  const received: number[][] = [];
  client.on('message', (data: Buffer, isBinary: boolean) => {
    expect(isBinary).toBe(true);
    received.push([...data.subarray(0, 8)]);
  });
  const [webSocket, { socket }] = await joined;
  if (client.readyState !== WebSocket.OPEN) await once(client, 'open');
  const connection = new WebSocketConnection({ webSocket, socket, address: '192.0.2.7', now: () => now });
  return {
    client,
    webSocket,
    socket,
    connection,
    received,
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
    /** How the connection ended, as the client heard it. */
    goodbye: async () => {
      const [code, reason] = (await once(client, 'close')) as [number, Buffer];
      return { code, reason: reason.toString() };
    },
    /** Lets the client read until some of what waits has left the process; the pipe is full again afterwards. */
    drainSome: async () => {
      const before = connection.bufferedBytes;
      client.resume();
      while (connection.bufferedBytes >= before) await nextTurn();
      client.pause();
      // On a busy machine all of it may have gone in one turn.
      connection.send(new Uint8Array(20 * mib));
      expect(connection.bufferedBytes).toBeGreaterThan(0);
    },
    drainAll: async () => {
      client.resume();
      while (connection.bufferedBytes > 0) await nextTurn();
    },
    /** Fills the pipe to a client that does not read, until the kernel takes no more. */
    clog: async () => {
      client.pause();
      while (connection.bufferedBytes < 20 * mib) connection.send(new Uint8Array(mib));
      for (let turns = 0, left = 0; turns < 50; turns++) {
        await nextTurn();
        if (connection.bufferedBytes !== left) turns = 0;
        left = connection.bufferedBytes;
      }
    },
  };
}

describe('sending', () => {
  it.each([
    ['as they are', false],
    ['compressed', true],
  ])('keeps the order of single frames, batches and what ws sends itself, %s', async (_how, perMessageDeflate) => {
    const { client, connection, received } = await connected({ perMessageDeflate });
    expect(client.extensions).toBe(perMessageDeflate ? 'permessage-deflate' : '');
    connection.send(Uint8Array.of(1));
    connection.sendTogether([Uint8Array.of(2), Uint8Array.of(3, 3)]);
    connection.ping();
    connection.send(new Uint8Array(0));
    connection.sendTogether([]);
    connection.sendTogether([Uint8Array.of(4)]);
    connection.close(4401, 'done');
    await once(client, 'close');
    expect(received).toEqual([[1], [2], [3, 3], [], [4]]);
  });

  it('gives the same batch to many, and the next batch as it is', async () => {
    const [ada, bob] = [await connected(), await connected()];
    const batches = [[Uint8Array.of(1), Uint8Array.of(2)], [Uint8Array.of(3)], [Uint8Array.of(1), Uint8Array.of(2)]];
    for (const batch of batches) {
      for (const { connection } of [ada, bob]) connection.sendTogether(batch);
    }
    for (const { connection, client, received } of [ada, bob]) {
      connection.close(4401, 'done');
      await once(client, 'close');
      expect(received).toEqual([[1], [2], [3], [1], [2]]);
    }
  });

  it('drops what is sent to a connection that is closing or closed, without a word', async () => {
    const { client, webSocket, socket, connection, received } = await connected();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    connection.send(Uint8Array.of(1));
    connection.close(4401, 'done');
    expect(connection.isOpen).toBe(false);
    const expectNothingSent = () => {
      const [bytes, timers] = [socket.bytesWritten, vi.getTimerCount()];
      connection.send(Uint8Array.of(2));
      connection.sendTogether([Uint8Array.of(3)]);
      connection.ping();
      connection.probe(1);
      expect(socket.bytesWritten).toBe(bytes);
      expect(vi.getTimerCount()).toBe(timers);
      expect(connection.bufferedBytes).toBe(0);
    };
    expectNothingSent();
    await Promise.all([once(webSocket, 'close'), once(client, 'close')]);
    expectNothingSent();
    connection.close(4401, 'again');
    expect(received).toEqual([[1]]);
  });

  it('[B5] counts what has not left the process, and nothing once it has', async () => {
    const { client, connection, clog } = await connected();
    expect(connection.bufferedBytes).toBe(0);
    await clog();
    const before = connection.bufferedBytes;
    connection.send(new Uint8Array(1_000));
    expect(connection.bufferedBytes).toBeGreaterThanOrEqual(before + 1_000);
    const between = connection.bufferedBytes;
    connection.sendTogether([new Uint8Array(1_000)]);
    expect(connection.bufferedBytes).toBeGreaterThanOrEqual(between + 1_000);
    client.resume();
    await eventually(() => expect(connection.bufferedBytes).toBe(0));
  });

  it('keeps the address that limits are counted by', async () => {
    expect((await connected()).connection.address).toBe('192.0.2.7');
  });
});

describe('closing', () => {
  it('says the code and the reason', async () => {
    const { connection, goodbye } = await connected();
    connection.close(4403, 'the permission was revoked');
    connection.close(4400, 'too late');
    expect(await goodbye()).toEqual({ code: 4403, reason: 'the permission was revoked' });
  });

  it.each([
    ['a reason that just fits', 'x'.repeat(123), 'x'.repeat(123)],
    ['the beginning of one that does not', 'x'.repeat(124), 'x'.repeat(123)],
    ['whole letters of two bytes', 'é'.repeat(100), 'é'.repeat(61)],
    ['whole letters of three bytes', `x${'…'.repeat(100)}`, `x${'…'.repeat(40)}`],
    ['whole letters of four bytes', '🌾'.repeat(100), '🌾'.repeat(30)],
  ])('says %s', async (_what, reason, said) => {
    const { connection, goodbye } = await connected();
    connection.close(4400, reason);
    expect(await goodbye()).toEqual({ code: 4400, reason: said });
  });
});

describe('signs of life', () => {
  it('[B4] are whatever was heard, and the answer to a ping', async () => {
    const { client, webSocket, connection, now, pass } = await connected();
    const joinedAt = now();
    pass(1_000);
    expect(connection.aliveAt()).toBe(joinedAt);
    connection.heard();
    expect(connection.aliveAt()).toBe(now());
    pass(1_000);
    const ponged = once(webSocket, 'pong');
    client.pong();
    await ponged;
    expect(connection.aliveAt()).toBe(now());
  });

  it('[B4] are not bytes that a peer without a word was sent and had room for', async () => {
    const { connection, now, pass } = await connected();
    const joinedAt = now();
    pass(1_000);
    connection.send(new Uint8Array(1_000));
    connection.ping();
    while (connection.bufferedBytes > 0) await nextTurn();
    expect(connection.aliveAt()).toBe(joinedAt);
  });

  it('[B4] are bytes that leave a full pipe, but not a pipe that stays full', async () => {
    const { connection, now, pass, clog, drainSome } = await connected();
    await clog();
    const clogged = connection.aliveAt();
    pass(1_000);
    expect(connection.aliveAt()).toBe(clogged);
    await drainSome();
    expect(connection.aliveAt()).toBe(now());
  });
});

describe('asking for a sign of life', () => {
  it('[P5] ends the connection of a peer that does not answer, also when it was heard a moment before', async () => {
    const { client, connection, goodbye } = await connected();
    connection.heard();
    const pinged = once(client, 'ping');
    connection.probe(1);
    await pinged;
    expect((await goodbye()).code).toBe(1006);
    expect(connection.isOpen).toBe(false);
  });

  it('[P5] asks once, however often it is called before the time is over', async () => {
    const { client, connection, goodbye } = await connected();
    let pings = 0;
    client.on('ping', () => pings++);
    connection.probe(1);
    connection.probe(1);
    connection.probe(60_000);
    await goodbye();
    expect(pings).toBe(1);
  });

  it('[P5] is satisfied by an answer, and may be done again', async () => {
    const { client, webSocket, connection, pass } = await connected({ autoPong: true });
    for (let round = 0; round < 3; round++) {
      pass(1_000);
      const ponged = once(webSocket, 'pong');
      connection.probe(60_000);
      await ponged;
    }
    expect(connection.isOpen).toBe(true);
    // An answer stops the timer: a silent peer is only found dead by the next question.
    client.pause();
    const gone = once(webSocket, 'close');
    connection.probe(1);
    await gone;
  });

  it('[P5] is satisfied by bytes that leave a full pipe, but not by a pipe that stays full', async () => {
    const { connection, pass, clog, drainSome, drainAll } = await connected();
    await clog();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    connection.probe(2_000);
    pass(1_000);
    await drainSome();
    pass(1_000);
    vi.advanceTimersByTime(2_000);
    expect(connection.isOpen).toBe(true);
    // What left before it was asked does not count.
    await drainAll();
    await clog();
    connection.probe(2_000);
    pass(2_000);
    vi.advanceTimersByTime(1_999);
    expect(connection.isOpen).toBe(true);
    vi.advanceTimersByTime(1);
    expect(connection.isOpen).toBe(false);
  });

  it('[P5] leaves no timer behind when the peer answers, or the connection is closed or cut first', async () => {
    const { client, webSocket, connection } = await connected();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    connection.probe(2_000);
    expect(vi.getTimerCount()).toBe(1);
    connection.heard();
    expect(vi.getTimerCount()).toBe(0);
    connection.probe(2_000);
    connection.terminate();
    expect(vi.getTimerCount()).toBe(0);
    await once(webSocket, 'close');
    await once(client, 'close');
    const other = await connected();
    other.connection.probe(2_000);
    other.connection.close(4401, 'done');
    await Promise.all([once(other.client, 'close'), once(other.webSocket, 'close')]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
