import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { CountedEvent } from '../core/telemetry.js';
import { Heartbeat } from './heartbeat.js';
import { WebSocketConnection } from './websocket-connection.js';

/** A heartbeat whose time a test makes pass, and real connections whose server ends are under it. */
async function heartbeatOf(peers: number) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  let now = 1_700_000_000_000;
  const counted: CountedEvent[] = [];
  const telemetry = { count: (event: CountedEvent) => void counted.push(event), gauge() {}, observe() {} };
  const heartbeat = new Heartbeat(telemetry, () => now);
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const join = async () => {
    const joined = once(server, 'connection') as Promise<[WebSocket, { socket: Socket }]>;
    const client = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong: false });
    onTestFinished(() => client.terminate());
    const [webSocket, { socket }] = await joined;
    if (client.readyState !== WebSocket.OPEN) await once(client, 'open');
    const connection = new WebSocketConnection({ webSocket, socket, address: '', now: () => now });
    heartbeat.add(connection);
    webSocket.on('close', () => heartbeat.delete(connection));
    return { client, webSocket, connection };
  };
  const joined: Awaited<ReturnType<typeof join>>[] = [];
  while (joined.length < peers) joined.push(await join());
  return {
    heartbeat,
    counted,
    peers: joined,
    /** Lets the clock go on without the timer. */
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('a heartbeat', () => {
  it('[B4] pings everybody every 30 s, and not before', async () => {
    const { peers } = await heartbeatOf(2);
    const pings = vi.fn();
    for (const { connection } of peers) vi.spyOn(connection, 'ping').mockImplementation(pings);
    vi.advanceTimersByTime(29_999);
    expect(pings).toHaveBeenCalledTimes(0);
    vi.advanceTimersByTime(1);
    expect(pings).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(30_000);
    expect(pings).toHaveBeenCalledTimes(4);
  });

  it('[B4] removes a peer that was silent for more than 70 s, and nobody else', async () => {
    const { heartbeat, peers, pass, counted } = await heartbeatOf(2);
    const [silent, heard] = [peers[0]!, peers[1]!];
    pass(70_000);
    const pinged = once(silent.client, 'ping');
    heartbeat.beat();
    await pinged;
    heard.connection.heard();
    pass(1);
    heartbeat.beat();
    const [code] = await once(silent.client, 'close');
    expect(code).toBe(1006);
    expect(counted).toEqual(['dead-peers']);
    expect(heard.connection.isOpen).toBe(true);
  });

  it('[B4] hears an answer to its ping', async () => {
    const { heartbeat, peers, pass, counted } = await heartbeatOf(1);
    const { client, webSocket, connection } = peers[0]!;
    for (let beats = 0; beats < 4; beats++) {
      pass(60_000);
      const pinged = once(client, 'ping');
      heartbeat.beat();
      await pinged;
      const ponged = once(webSocket, 'pong');
      client.pong();
      await ponged;
    }
    expect(connection.isOpen).toBe(true);
    expect(counted).toEqual([]);
  });

  it('leaves those alone that were taken out', async () => {
    const { heartbeat, peers, pass } = await heartbeatOf(1);
    const { connection } = peers[0]!;
    heartbeat.delete(connection);
    pass(1_000_000);
    heartbeat.beat();
    expect(connection.isOpen).toBe(true);
  });
});

describe('a heartbeat that stops', () => {
  it('[E3] leaves no timer when nobody is there, and beats no more', async () => {
    const { heartbeat } = await heartbeatOf(0);
    expect(vi.getTimerCount()).toBe(1);
    await heartbeat.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('[Q2] waits for the last to say goodbye, and leaves no timer behind', async () => {
    const { heartbeat, peers } = await heartbeatOf(2);
    let isClosed = false;
    const closed = heartbeat.close().then(() => {
      isClosed = true;
    });
    for (const { client, webSocket } of peers) {
      await new Promise((resolve) => setImmediate(resolve));
      expect(isClosed).toBe(false);
      const gone = once(webSocket, 'close');
      client.terminate();
      await gone;
    }
    await closed;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('[Q2] cuts those that have not said goodbye after a second', async () => {
    const { heartbeat, peers } = await heartbeatOf(2);
    const closed = heartbeat.close();
    await vi.advanceTimersByTimeAsync(999);
    expect(peers.map(({ connection }) => connection.isOpen)).toEqual([true, true]);
    const ends = peers.map(({ client }) => once(client, 'close'));
    vi.advanceTimersByTime(1);
    await closed;
    expect(peers.map(({ connection }) => connection.isOpen)).toEqual([false, false]);
    expect((await Promise.all(ends)).map(([code]) => code)).toEqual([1006, 1006]);
  });

  it('[Q2] may be asked to twice', async () => {
    const { heartbeat, peers } = await heartbeatOf(1);
    const closed = Promise.all([heartbeat.close(), heartbeat.close()]);
    peers[0]!.client.terminate();
    await once(peers[0]!.webSocket, 'close');
    await vi.advanceTimersByTimeAsync(1_000);
    await closed;
    expect(vi.getTimerCount()).toBe(0);
  });
});
