import { decodeFrame, encodeFrame, type Frame, subprotocol } from '@manyhands/protocol';
import { onTestFinished } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { eventually } from './eventually.js';

type FrameOf<T extends Frame['type']> = Extract<Frame, { type: T }>;

export interface RawClientOptions extends ClientOptions {
  /** Subprotocols to offer. Default: ours, so that the server acknowledges. */
  readonly offer?: string[];
}

/** A WebSocket that says exactly what a test wants, and keeps what it is told. */
export class RawClient {
  readonly webSocket: WebSocket;
  readonly frames: Frame[] = [];
  /** What ended the connection, once it has. */
  closed: { readonly code: number; readonly reason: string } | null = null;
  /** Called for each frame, after it was kept. */
  onFrame: (frame: Frame, bytes: Uint8Array) => void = () => {};
  readonly #opened: Promise<void>;

  constructor(url: string, { offer = [subprotocol], ...options }: RawClientOptions = {}) {
    this.webSocket = new WebSocket(url, offer, options);
    this.webSocket.on('message', (data: Buffer) => {
      const frame = decodeFrame(data);
      this.frames.push(frame);
      this.onFrame(frame, data);
    });
    this.webSocket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
    });
    this.#opened = new Promise((resolve, reject) => {
      this.webSocket.on('open', resolve);
      this.webSocket.on('error', reject);
    });
    this.#opened.catch(() => {});
  }

  /** Connects a client that leaves with the test. @throws when the server refuses it */
  static async join(url: string, options: RawClientOptions = {}): Promise<RawClient> {
    const client = new RawClient(url, options);
    onTestFinished(() => client.leave());
    await client.#opened;
    return client;
  }

  send(frame: Frame): void {
    this.sendBytes(encodeFrame(frame));
  }

  sendBytes(bytes: Uint8Array): void {
    this.webSocket.send(bytes);
  }

  of<T extends Frame['type']>(type: T): FrameOf<T>[] {
    return this.frames.filter((frame): frame is FrameOf<T> => frame.type === type);
  }

  /** How many of its messages the server has said are on disk. */
  get acknowledged(): number {
    return this.of('ack').at(-1)?.durable ?? 0;
  }

  /** Waits for a frame of a type, which may be here already. */
  async has<T extends Frame['type']>(type: T): Promise<FrameOf<T>> {
    await eventually(() => {
      if (this.of(type).length === 0) throw new Error(`no ${type}; closed: ${JSON.stringify(this.closed)}`);
    });
    return this.of(type)[0] as FrameOf<T>;
  }

  async closedWith(): Promise<number> {
    await eventually(() => {
      if (this.closed === null) throw new Error('the connection is still open');
    });
    return this.closed?.code ?? 0;
  }

  leave(): void {
    this.webSocket.terminate();
  }
}

/** How the server answers an upgrade: its HTTP status, 101 if it lets the client in (who leaves at once). */
export function upgradeStatus(url: string, { offer = [], ...options }: RawClientOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const webSocket = new WebSocket(url, offer, options);
    webSocket.on('open', () => {
      webSocket.terminate();
      resolve(101);
    });
    webSocket.on('unexpected-response', (request, response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      request.on('error', () => {});
    });
    webSocket.on('error', reject);
  });
}
