import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createAdaptorServer, type HttpBindings, type WebSocketServerLike } from '@hono/node-server';
import type { Hono } from 'hono';
import { type HandshakeGuard, handshakeTimeouts } from './handshake-guard.js';
import { boundRequests } from './request-timeout.js';
import { syncPath } from './sync-route.js';

const answerTimeoutMs = 1_000;

export interface ListenAddress {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
}

/** The app on Node's HTTP server: one of its own, or one that an application brings. */
export class NodeServer {
  readonly webSocketServer: WebSocketServerLike;
  readonly #fetch: Hono<{ Bindings: HttpBindings }>['fetch'];
  readonly #handshakes: HandshakeGuard;
  readonly #isPaced: (request: IncomingMessage) => boolean;
  /** Answers to requests that take long, until they are handed to the system. */
  readonly #paced = new Set<Promise<unknown>>();
  #server: Server | null = null;

  constructor(options: {
    readonly fetch: Hono<{ Bindings: HttpBindings }>['fetch'];
    readonly webSocketServer: WebSocketServerLike;
    readonly handshakes: HandshakeGuard;
    /** Requests that may take longer than others and bound themselves. */
    readonly isPaced: (request: IncomingMessage) => boolean;
  }) {
    this.#fetch = options.fetch;
    this.webSocketServer = options.webSocketServer;
    this.#handshakes = options.handshakes;
    this.#isPaced = options.isPaced;
  }

  /** @throws what Node reports, such as EADDRINUSE */
  async listen({ port, host }: ListenAddress): Promise<{ port: number; url: string }> {
    const server = createAdaptorServer({
      fetch: this.#fetch,
      serverOptions: handshakeTimeouts,
      websocket: { server: this.webSocketServer },
    }) as Server;
    this.#handshakes.watch(server);
    boundRequests(server, this.#isPaced);
    server.on('request', (request, answer) => {
      if (this.#isPaced(request)) this.#noteAnswer(answer);
    });
    await listening(server, port, host);
    this.#server = server;
    const address = server.address() as AddressInfo;
    return { port: address.port, url: `http://${nameForPeople(host)}:${address.port}` };
  }

  /**
   * Adds the sync socket to a server whose requests, and other sockets, stay with the application that brings it.
   *
   * The adapter answers a refused upgrade only where it is the only listener, for it cannot know whose it is. So it gets
   * a server of its own, which never listens, and is handed what is ours; else a refused client would wait for ever.
   */
  attach(server: Server): void {
    this.#handshakes.watch(server);
    const upgrades = createServer();
    const websocket = { server: this.webSocketServer };
    createAdaptorServer({ fetch: this.#fetch, createServer: () => upgrades, websocket });
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      const isOurs = request.url?.startsWith(syncPath) ?? false;
      // What is nobody's is refused by whoever is the only one to ask.
      if (isOurs || server.listenerCount('upgrade') === 1) upgrades.emit('upgrade', request, socket, head);
      else this.#handshakes.release(socket);
    });
  }

  /** Accepts nobody new. Resolves when the last connection has ended. */
  stopListening(): Promise<void> {
    const server = this.#server;
    if (server === null) return Promise.resolve();
    return new Promise((resolve) => server.close(() => resolve()));
  }

  /** Waits until requests that were told to end have their answers, but not for clients that do not take them. */
  async pacedAnswered(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise((resolve) => {
      timer = setTimeout(resolve, answerTimeoutMs);
    });
    await Promise.race([Promise.all(this.#paced), timeout]);
    clearTimeout(timer);
  }

  /** Cuts what is left, such as requests that never end. */
  closeConnections(): void {
    this.#server?.closeAllConnections();
  }

  #noteAnswer(answer: ServerResponse): void {
    const answered = new Promise<void>((resolve) => {
      answer.once('finish', resolve);
      answer.once('close', resolve);
    });
    this.#paced.add(answered);
    void answered.then(() => this.#paced.delete(answered));
  }
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** An address that a person can open: the wildcard addresses are not places. */
function nameForPeople(host: string): string {
  if (['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
