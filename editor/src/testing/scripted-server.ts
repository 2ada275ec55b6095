import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeFrame, encodeFrame, type Frame, type Hello, subprotocol } from '@manyhands/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import * as Y from 'yjs';

type FrameOf<T extends Frame['type']> = Extract<Frame, { type: T }>;

/** One connection of a client, driven by a test: nothing is answered unless the test says so. */
export class ScriptedConnection {
  readonly request: IncomingMessage;
  readonly received: Frame[] = [];
  readonly #socket: WebSocket;
  readonly #waiting: { type: Frame['type']; resolve: (frame: Frame) => void }[] = [];
  readonly closed: Promise<unknown>;

  constructor(socket: WebSocket, request: IncomingMessage) {
    this.request = request;
    this.#socket = socket;
    this.closed = once(socket, 'close');
    socket.on('message', (data: Buffer) => this.#onFrame(decodeFrame(new Uint8Array(data))));
  }

  send(frame: Frame): void {
    this.#socket.send(encodeFrame(frame));
  }

  sendBytes(bytes: Uint8Array): void {
    this.#socket.send(bytes);
  }

  close(code: number): void {
    this.#socket.close(code);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  /** The next frame of a type that no earlier call has taken. */
  async next<T extends Frame['type']>(type: T): Promise<FrameOf<T>> {
    const index = this.received.findIndex((frame) => frame.type === type);
    if (index >= 0) return this.received.splice(index, 1)[0] as FrameOf<T>;
    return new Promise((resolve) => {
      this.#waiting.push({ type, resolve: (frame) => resolve(frame as FrameOf<T>) });
    });
  }

  /** Says hello, answers step 1 and asks for the client's state, as the server does. */
  async greet(hello: Partial<Hello> = {}, doc = new Y.Doc()): Promise<FrameOf<'sync-step-2'>> {
    this.send({ type: 'hello', hello: { ...defaultHello, ...hello } });
    this.send({ type: 'sync-step-1', stateVector: Y.encodeStateVector(doc) });
    const { stateVector } = await this.next('sync-step-1');
    this.send({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc, stateVector) });
    return this.next('sync-step-2');
  }

  #onFrame(frame: Frame): void {
    const index = this.#waiting.findIndex(({ type }) => type === frame.type);
    if (index >= 0) this.#waiting.splice(index, 1)[0]?.resolve(frame);
    else this.received.push(frame);
  }
}

export const defaultHello: Hello = {
  sessionId: 's1',
  role: 'edit',
  limits: { frameBytes: 0, documentBytes: 0, awarenessBytes: 0, messagesPerSecond: 0 },
  schemaVersion: 1,
};

/** A WebSocket server on a free port whose every word is a test's. */
export class ScriptedServer {
  readonly #http: Server;
  readonly #sockets: WebSocketServer;
  readonly #connections: ScriptedConnection[] = [];
  readonly #waiting: ((connection: ScriptedConnection) => void)[] = [];
  /** Status with which further handshakes are refused, and the body of a plain GET. */
  refuseWith: { status: number; body?: unknown } | null = null;

  private constructor(speaksManyhands: boolean) {
    this.#http = createServer((_request, response) => {
      const { status, body } = this.refuseWith ?? { status: 426 };
      response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body ?? {}));
    });
    this.#sockets = new WebSocketServer({
      noServer: true,
      handleProtocols: () => (speaksManyhands ? subprotocol : false),
    });
    this.#http.on('upgrade', (request, socket, head) => {
      if (this.refuseWith !== null) {
        socket.end(`HTTP/1.1 ${this.refuseWith.status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (ws) => this.#arrived(new ScriptedConnection(ws, request)));
    });
  }

  static async listen({ speaksManyhands = true, port = 0 } = {}): Promise<ScriptedServer> {
    const server = new ScriptedServer(speaksManyhands);
    server.#http.listen(port, '127.0.0.1');
    await once(server.#http, 'listening');
    return server;
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The next connection that no earlier call has taken. */
  async accept(): Promise<ScriptedConnection> {
    return this.#connections.shift() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #arrived(connection: ScriptedConnection): void {
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#connections.push(connection);
    else waiting(connection);
  }
}
