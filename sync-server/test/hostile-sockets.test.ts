import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { deflateRawSync } from 'node:zlib';
import { encodeFrame } from '@manyhands/protocol';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { silentTelemetry } from '../src/core/telemetry.js';
import { Heartbeat } from '../src/transport/heartbeat.js';
import { WebSocketConnection } from '../src/transport/websocket-connection.js';
import { joinBystanders } from './support/bystanders.js';
import { eventually } from './support/eventually.js';
import { startLocalServer } from './support/local-server.js';
import { RawClient } from './support/raw-client.js';
import { ServerProcess } from './support/server-process.js';

const mib = 1024 * 1024;

/** A WebSocket below ws, which would not let a test say what is wrong. */
class WireClient {
  readonly socket: Socket;
  #heard = Buffer.alloc(0);
  isClosed = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (data) => {
      this.#heard = Buffer.concat([this.#heard, data]);
    });
    socket.on('close', () => {
      this.isClosed = true;
    });
    socket.on('error', () => {});
  }

  static async join(url: string, extensions = ''): Promise<WireClient> {
    const { port, pathname } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    const client = new WireClient(socket);
    await once(socket, 'connect');
    const key = randomBytes(16).toString('base64');
    socket.write(
      `GET ${pathname} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n${extensions}\r\n`,
    );
    await eventually(() => expect(client.#heard.toString('latin1')).toMatch(/^HTTP\/1\.1 101 .*\r\n\r\n/s));
    client.#heard = client.#heard.subarray(client.#heard.indexOf('\r\n\r\n') + 4);
    return client;
  }

  /** @param head the first byte: final, reserved bits and opcode */
  say(head: number, payload: Uint8Array = new Uint8Array()): void {
    this.socket.write(frameBytes(head, payload));
  }

  /** The code of the close frame, or 0 if the connection ended without. */
  async closeCode(): Promise<number> {
    await eventually(() => {
      if (!this.isClosed && this.#closeFrame() === undefined) throw new Error('the connection is open');
    });
    return this.#closeFrame() ?? 0;
  }

  #closeFrame(): number | undefined {
    for (let at = 0; at + 2 <= this.#heard.length; ) {
      const opcode = (this.#heard[at] ?? 0) & 0x0f;
      const short = this.#heard[at + 1] ?? 0;
      const head = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (opcode === 8 && this.#heard.length >= at + 4) return this.#heard.readUInt16BE(at + head);
      const length = short === 126 ? this.#heard.readUInt16BE(at + 2) : short;
      at += head + length;
    }
    return undefined;
  }
}

/** As a client sends it: masked, with a mask that changes nothing. */
function frameBytes(head: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const size =
    length < 126
      ? [0x80 | length]
      : length < 65_536
        ? [0x80 | 126, length >> 8, length & 255]
        : [0x80 | 127, 0, 0, 0, 0];
  const rest = Buffer.alloc(length < 65_536 ? 0 : 4);
  if (length >= 65_536) rest.writeUInt32BE(length);
  return Buffer.concat([Uint8Array.of(head, ...size), rest, Uint8Array.of(0, 0, 0, 0), payload]);
}

const final = 0x80;
const compressed = 0x40;
const continuation = 0;
const binary = 2;
const ping = 9;

describe('a socket that breaks the rules of WebSocket', () => {
  it.each<[string, (client: WireClient) => void, number]>([
    ['a compressed frame that was not agreed on', (c) => c.say(final | compressed | binary, deflateRawSync('x')), 1002],
    ['a reserved opcode', (c) => c.say(final | 3), 1002],
    ['a continuation of nothing', (c) => c.say(final | continuation, Uint8Array.of(1)), 1002],
    ['a message within a message', (c) => [c.say(binary, Uint8Array.of(0)), c.say(final | binary)], 1002],
    ['a ping in pieces', (c) => c.say(ping, Uint8Array.of(1)), 1002],
    ['a ping that is too long', (c) => c.say(final | ping, new Uint8Array(126)), 1002],
    ['a frame without a mask', (c) => c.socket.write(Uint8Array.of(final | binary, 1, 3)), 1002],
    [
      'a length past all numbers',
      (c) => c.socket.write(Uint8Array.of(0x82, 0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255)),
      4413,
    ],
    ['text that is no text', (c) => c.say(final | 1, Uint8Array.of(0xff, 0xfe)), 1007],
    [
      'endless empty pieces',
      (c) =>
        c.socket.write(
          Buffer.concat([
            frameBytes(binary, new Uint8Array()),
            ...Array(20_000).fill(frameBytes(continuation, new Uint8Array())),
          ]),
        ),
      1008,
    ],
  ])('[S10] (%s) is closed, and nobody else notices', async (_, attack, code) => {
    const { syncUrl } = await startLocalServer();
    const { expectUndisturbed } = await joinBystanders(syncUrl);
    const attacker = await WireClient.join(`${syncUrl}/room`);
    attack(attacker);
    expect(await attacker.closeCode()).toBe(code);
    await expectUndisturbed();
  });

  it('[S10] may send a message in pieces, with pings in between', async () => {
    const { syncUrl } = await startLocalServer();
    const client = await RawClient.join(`${syncUrl}/room`);
    await client.has('hello');
    const message = encodeFrame({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    for (const [index, byte] of message.entries()) {
      client.webSocket.send(Uint8Array.of(byte), { fin: index === message.byteLength - 1 });
      client.webSocket.ping();
    }
    await client.has('sync-step-2');
    expect(client.closed).toBeNull();
  });

  it('[S10] that pings without end and reads nothing is cut off, with bounded memory', async () => {
    const server = await ServerProcess.start();
    const { expectUndisturbed } = await joinBystanders(server.syncUrl);
    const attacker = await WireClient.join(`${server.syncUrl}/room`);
    attacker.socket.pause();
    const before = server.rssBytes();
    const pings = Buffer.concat(Array(8_000).fill(frameBytes(final | ping, new Uint8Array(125))));
    // ws answers each ping; it ends a connection with 60 answers that cannot be sent.
    while (!attacker.isClosed) {
      const isFlushed = attacker.socket.write(pings);
      await new Promise<void>((resolve) => {
        attacker.socket.once('close', resolve);
        if (isFlushed) setImmediate(resolve);
        else attacker.socket.once('drain', resolve);
      });
    }
    expect(server.rssBytes() - before).toBeLessThan(100 * mib);
    await expectUndisturbed();
  });
});

describe('compression, where it is on', () => {
  const offer = 'Sec-WebSocket-Extensions: permessage-deflate\r\n';

  it('[S11] lets both sides compress', async () => {
    const { syncUrl } = await startLocalServer({ perMessageDeflate: { threshold: 0 } });
    const { expectUndisturbed } = await joinBystanders(syncUrl);
    const client = await RawClient.join(`${syncUrl}/room`);
    expect(client.webSocket.extensions).toContain('permessage-deflate');
    await expectUndisturbed();
  });

  it('[S11] counts what a frame unpacks to: a small one that becomes a large one ends the session with 4413', async () => {
    const { syncUrl } = await startLocalServer({ perMessageDeflate: true });
    const { expectUndisturbed } = await joinBystanders(syncUrl);
    const attacker = await WireClient.join(`${syncUrl}/room`, offer);
    const bomb = deflateRawSync(Buffer.alloc(200 * mib), { level: 9 });
    expect(bomb.byteLength).toBeLessThan(mib);
    attacker.say(final | compressed | binary, bomb);
    expect(await attacker.closeCode()).toBe(4413);
    await expectUndisturbed();
  });

  it('[S11] closes a socket whose compressed data is none', async () => {
    const { syncUrl } = await startLocalServer({ perMessageDeflate: true });
    const { expectUndisturbed } = await joinBystanders(syncUrl);
    const attacker = await WireClient.join(`${syncUrl}/room`, offer);
    attacker.say(final | compressed | binary, Uint8Array.of(1, 2, 3, 4));
    expect(await attacker.closeCode()).toBe(1007);
    await expectUndisturbed();
  });
});

describe('a peer that is gone without a word', () => {
  /** A real connection whose server end is under a heartbeat with a clock of the test. */
  async function connected(options: { autoPong: boolean }) {
    let now = 0;
    const heartbeat = new Heartbeat(silentTelemetry, () => now);
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const joined = once(server, 'connection') as Promise<[WebSocket, { socket: Socket }]>;
    const client = new WebSocket(`ws://127.0.0.1:${port}`, options);
    onTestFinished(() => client.terminate());
    const [webSocket, { socket }] = await joined;
    const connection = new WebSocketConnection({ webSocket, socket, address: '', now: () => now });
    heartbeat.add(connection);
    return { heartbeat, webSocket, client, connection, pass: (ms: number) => (now += ms) };
  }

  it('[B4] never answers a ping and is removed', async () => {
    const { heartbeat, webSocket, client, connection, pass } = await connected({ autoPong: false });
    for (let beats = 0; beats < 2; beats++) {
      pass(30_000);
      const pinged = once(client, 'ping');
      heartbeat.beat();
      await pinged;
    }
    expect(connection.isOpen).toBe(true);
    pass(15_000);
    heartbeat.beat();
    await once(webSocket, 'close');
    expect(webSocket.readyState).toBe(WebSocket.CLOSED);
  });

  it('[B4] is not confused with one that answers', async () => {
    const { heartbeat, webSocket, connection, pass } = await connected({ autoPong: true });
    for (let beats = 0; beats < 5; beats++) {
      pass(30_000);
      const ponged = once(webSocket, 'pong');
      heartbeat.beat();
      await ponged;
    }
    expect(connection.isOpen).toBe(true);
  });

  it('[B4] is not confused with one that reads slowly', async () => {
    const { heartbeat, webSocket, client, connection, pass } = await connected({ autoPong: false });
    client.pause();
    const frame = new Uint8Array(64 * 1024);
    while (connection.bufferedBytes < 20 * mib) connection.send(frame);
    connection.aliveAt();
    for (let beats = 0; beats < 5; beats++) {
      pass(30_000);
      const before = connection.bufferedBytes;
      client.resume();
      await eventually(() => expect(connection.bufferedBytes).toBeLessThan(before));
      client.pause();
      heartbeat.beat();
      expect(connection.isOpen).toBe(true);
      while (connection.bufferedBytes < 20 * mib) connection.send(frame);
    }
    // And then not any more.
    pass(71_000);
    heartbeat.beat();
    pass(71_000);
    heartbeat.beat();
    await eventually(() => expect(webSocket.readyState).toBe(WebSocket.CLOSED));
  });
});
