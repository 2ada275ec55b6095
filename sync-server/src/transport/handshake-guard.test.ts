import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../test/support/eventually.js';
import type { CountedEvent } from '../core/telemetry.js';
import { HandshakeGuard, handshakeTimeouts } from './handshake-guard.js';

/** A client that has connected and says nothing yet. */
interface Client {
  readonly socket: Socket;
  /** The server's end; it has been seen by the guard. */
  readonly serverEnd: Socket;
  /** All that the server said, once it has ended the connection. */
  readonly answer: Promise<string>;
}

async function guarded(options: { maxHandshakes: number; trustedHops?: number }) {
  const counted: CountedEvent[] = [];
  const telemetry = { count: (event: CountedEvent) => void counted.push(event), gauge() {}, observe() {} };
  const guard = new HandshakeGuard({ trustedHops: 0, ...options, telemetry });
  const server: Server = createServer();
  guard.watch(server);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  /** Linux answers on all of 127.0.0.0/8, so that one machine can be many people. */
  const join = async (localAddress = '127.0.0.1', { allowHalfOpen = false } = {}): Promise<Client> => {
    const admitted = once(server, 'connection') as Promise<[Socket]>;
    const socket = connect({ port, host: '127.0.0.1', localAddress, allowHalfOpen });
    onTestFinished(() => void socket.destroy());
    let heard = '';
    const answer = new Promise<string>((resolve) => {
      socket.on('data', (data) => {
        heard += data.toString();
      });
      socket.on('close', () => resolve(heard));
    });
    const [serverEnd] = await admitted;
    return { socket, serverEnd, answer };
  };
  return { guard, server, counted, join };
}

/** Waits until the server has noticed that a client left. */
async function leave({ socket, serverEnd }: Client): Promise<void> {
  const closed = once(serverEnd, 'close');
  socket.destroy();
  await closed;
}

describe('sockets without a session', () => {
  it('[L4] are let in up to the limit, and told at once when there are too many', async () => {
    const { counted, join } = await guarded({ maxHandshakes: 2, trustedHops: 1 });
    const inside = [await join(), await join()];
    const refused = await join();
    expect(await refused.answer).toBe(
      'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    );
    expect(counted).toEqual(['limit-handshakes']);
    expect(inside.map(({ serverEnd }) => serverEnd.destroyed || serverEnd.writableEnded)).toEqual([false, false]);
  });

  it('[L4] that were refused take no place, and each of the others gives its place back once', async () => {
    const { counted, join } = await guarded({ maxHandshakes: 2, trustedHops: 1 });
    const [first] = [await join(), await join()];
    for (let attempt = 0; attempt < 3; attempt++) await (await join()).answer;
    expect(counted).toHaveLength(3);
    await leave(first);
    const next = await join();
    expect(counted).toHaveLength(3);
    await (await join()).answer;
    expect(counted).toHaveLength(4);
    expect(next.serverEnd.writableEnded).toBe(false);
  });

  it('[L4] stop counting as soon as they are a session, and not twice when that ends', async () => {
    const { guard, counted, join } = await guarded({ maxHandshakes: 2, trustedHops: 1 });
    const session = await join();
    guard.release(session.serverEnd);
    guard.release(session.serverEnd);
    await join();
    await join();
    expect(counted).toEqual([]);
    await leave(session);
    await (await join()).answer;
    expect(counted).toEqual(['limit-handshakes']);
  });

  it('[L4] carry nothing of this once they are a session', async () => {
    const { guard, join } = await guarded({ maxHandshakes: 4, trustedHops: 1 });
    const { serverEnd } = await join();
    const before = serverEnd.listenerCount('close');
    guard.release(serverEnd);
    expect(serverEnd.listenerCount('close')).toBe(before - 1);
  });

  it.each([
    ['the whole', { maxHandshakes: 1, trustedHops: 1 }],
    ['an address', { maxHandshakes: 4 }],
  ])(
    '[L4] that were refused for the limit of %s may be released: that gives nobody’s place away',
    async (_, options) => {
      const { guard, counted, join } = await guarded(options);
      await join();
      const refused = await join();
      guard.release(refused.serverEnd);
      await refused.answer;
      await (await join()).answer;
      expect(counted).toHaveLength(2);
    },
  );

  it('[L4] are not bounded by a limit of 0', async () => {
    const { counted, join } = await guarded({ maxHandshakes: 0 });
    for (let client = 0; client < 20; client++) await join();
    expect(counted).toEqual([]);
  });
});

describe('sockets of one address', () => {
  it.each([
    [8, 2],
    [5, 2],
    [4, 1],
    [1, 1],
  ])('[L4] of %i places are let in to %i, and those of another as well', async (maxHandshakes, share) => {
    const { counted, join } = await guarded({ maxHandshakes });
    const inside: Client[] = [];
    while (inside.length < share) inside.push(await join());
    expect(counted).toEqual([]);
    await (await join()).answer;
    expect(counted).toEqual(['limit-handshakes']);
    if (maxHandshakes > share) await join('127.0.0.2');
    expect(counted).toHaveLength(1);
    await leave(inside[0]!);
    await join();
    expect(counted).toHaveLength(1);
  });

  it('[L4] give their part back as they become sessions, one by one', async () => {
    const { guard, counted, join } = await guarded({ maxHandshakes: 8 });
    const [first] = [await join(), await join()];
    guard.release(first.serverEnd);
    await join();
    expect(counted).toEqual([]);
    await (await join()).answer;
    expect(counted).toEqual(['limit-handshakes']);
  });

  it('[L4] are not told apart behind a proxy, from which everybody comes', async () => {
    const { counted, join } = await guarded({ maxHandshakes: 8, trustedHops: 1 });
    for (let client = 0; client < 8; client++) await join();
    expect(counted).toEqual([]);
    await (await join()).answer;
    expect(counted).toEqual(['limit-handshakes']);
  });
});

describe('a refused socket', () => {
  it('[L4] is let go of even if its client keeps its own end open', async () => {
    const { join } = await guarded({ maxHandshakes: 1, trustedHops: 1 });
    await join();
    const { serverEnd } = await join('127.0.0.1', { allowHalfOpen: true });
    await eventually(() => expect(serverEnd.destroyed).toBe(true));
  });

  it('[L4] that breaks off while it is being told harms nobody', async () => {
    const { counted, join, server } = await guarded({ maxHandshakes: 1, trustedHops: 1 });
    const inside = await join();
    const refused = await join();
    refused.socket.resetAndDestroy();
    await eventually(() => expect(refused.serverEnd.destroyed).toBe(true));
    expect(counted).toEqual(['limit-handshakes']);
    expect(inside.serverEnd.destroyed).toBe(false);
    expect(server.listening).toBe(true);
  });
});

describe('the time that a request may take', () => {
  it('[L4] is checked often enough to keep the promise of 10 s, and says nothing of bodies', () => {
    const { headersTimeout, requestTimeout, connectionsCheckingInterval } = handshakeTimeouts;
    expect(headersTimeout).toBe(10_000);
    expect(connectionsCheckingInterval).toBeLessThanOrEqual(headersTimeout / 5);
    // Uploads may take long: see request-timeout.ts.
    expect(requestTimeout).toBe(0);
    expect(createServer(handshakeTimeouts).headersTimeout).toBe(10_000);
  });
});
