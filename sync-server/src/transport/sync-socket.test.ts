import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { SyncSocket } from './sync-socket.js';

const maxPayload = 100;

/** Both ends of a real connection; the server's end is a `SyncSocket`. */
async function connected(perMessageDeflate = false) {
  const server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    maxPayload,
    perMessageDeflate,
    WebSocket: SyncSocket,
  });
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const joined = once(server, 'connection');
  const client = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate });
  onTestFinished(() => client.terminate());
  const [socket] = (await joined) as [SyncSocket];
  const errors: string[] = [];
  socket.on('error', (error: Error & { code?: string }) => errors.push(error.code ?? error.message));
  if (client.readyState !== WebSocket.OPEN) await once(client, 'open');
  return { client, socket, errors };
}

/** How a connection ended, as the client heard it. */
async function goodbye(client: WebSocket): Promise<[code: number, reason: string]> {
  const [code, reason] = (await once(client, 'close')) as [number, Buffer];
  return [code, reason.toString()];
}

describe('a server-side socket', () => {
  it('[S7] takes a frame of exactly the largest size', async () => {
    const { client, socket } = await connected();
    const received = once(socket, 'message');
    client.send(new Uint8Array(maxPayload));
    expect((await received)[0]).toHaveLength(maxPayload);
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  it('[S7] says "too large" by a code that is permanent for one byte more, in one frame or in pieces', async () => {
    const whole = await connected();
    whole.client.send(new Uint8Array(maxPayload + 1));
    expect(await goodbye(whole.client)).toEqual([4413, 'a frame is too large']);
    const pieces = await connected();
    pieces.client.send(new Uint8Array(maxPayload), { fin: false });
    pieces.client.send(new Uint8Array(1), { fin: true });
    expect(await goodbye(pieces.client)).toEqual([4413, 'a frame is too large']);
    expect([...whole.errors, ...pieces.errors]).toEqual([
      'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH',
      'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH',
    ]);
  });

  it('[S7] [S11] says so as well of a small frame that unpacks to a large one', async () => {
    const { client } = await connected(true);
    expect(client.extensions).toContain('permessage-deflate');
    client.send(new Uint8Array(50 * maxPayload), { compress: true });
    expect(await goodbye(client)).toEqual([4413, 'a frame is too large']);
  });

  it('[S10] leaves the codes of other breaches as they are', async () => {
    const { client, errors } = await connected();
    // A text frame whose text is none.
    client.send(Uint8Array.of(0xff), { binary: false });
    expect((await goodbye(client))[0]).toBe(1007);
    expect(errors).toEqual(['WS_ERR_INVALID_UTF8']);
  });

  it.each<[string, (socket: SyncSocket) => void, [number, string]]>([
    ['a code of ours', (socket) => socket.close(4401, 'the token has expired'), [4401, 'the token has expired']],
    ['a reason in bytes', (socket) => socket.close(1012, Buffer.from('restarting')), [1012, 'restarting']],
    ['no code', (socket) => socket.close(), [1005, '']],
  ])('closes with %s as it is told to', async (_what, close, expected) => {
    const { client, socket } = await connected();
    close(socket);
    expect(await goodbye(client)).toEqual(expected);
  });
});
