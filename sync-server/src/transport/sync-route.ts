import type { IncomingMessage } from 'node:http';
import { type HttpBindings, upgradeWebSocket, type WebSocketLike, type WebSocketServerLike } from '@hono/node-server';
import { subprotocol } from '@manyhands/protocol';
import { type Context, Hono } from 'hono';
import type { WSEvents } from 'hono/ws';
import { type RawData, type ServerOptions, WebSocket, WebSocketServer } from 'ws';
import type { Admission, Ticket } from '../core/admission.js';
import type { Authorizer, Grant } from '../core/authorizer.js';
import type { Clock } from '../core/clock.js';
import { DocumentDeletedError, ForbiddenError, RestartingError, SyncError } from '../core/errors.js';
import type { Limits } from '../core/limits.js';
import { parseRoomName } from '../core/room-name.js';
import type { RoomRegistry } from '../core/room-registry.js';
import type { DocumentStore } from '../core/store.js';
import type { Telemetry } from '../core/telemetry.js';
import type { HandshakeGuard } from './handshake-guard.js';
import type { Heartbeat } from './heartbeat.js';
import { clientAddress, type RequestPolicy, requestRefusal, tokenFromRequest } from './request-guard.js';
import { SyncSocket } from './sync-socket.js';
import { WebSocketConnection } from './websocket-connection.js';

/** What every address of a room begins with. */
export const syncPath = '/sync/';

/** ws keeps its bound in 32 bits; a larger one would turn into none. */
const largestPayload = 2 ** 31 - 1;

export interface SyncRouteOptions {
  readonly registry: RoomRegistry;
  readonly store: DocumentStore;
  readonly authorizer: Authorizer;
  readonly admission: Admission;
  readonly handshakes: HandshakeGuard;
  readonly heartbeat: Heartbeat;
  readonly policy: RequestPolicy;
  /** Asked when a session goes live: it may have been revoked since it was authorised. */
  readonly isRevoked: (grant: Grant) => boolean;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly newSessionId: () => string;
  readonly log: (event: string, fields: Record<string, unknown>) => void;
}

/** A client that may come in, with the place it takes. */
interface Guest {
  readonly roomName: string;
  readonly grant: Grant;
  readonly address: string;
  readonly ticket: Ticket;
}

type Env = { Bindings: HttpBindings };

/**
 * `/sync/<room>`. Everything is decided before the upgrade, in order of cost: shutting down, origin and host, the room's
 * name, limits, permission, deletion. A refusal is an HTTP status, because a stock client of version 3.0 does not look at
 * close codes, and because a refused client never gets a WebSocket.
 */
export function createSyncRoute(options: SyncRouteOptions): Hono<Env> {
  const app = new Hono<Env>();
  app.get(`${syncPath}*`, async (c) => {
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
      return c.json({ title: 'This address speaks WebSocket', status: 426 }, 426, { Upgrade: 'websocket' });
    }
    try {
      const guest = await admit(c, options);
      return await upgradeWebSocket(c, onUpgraded(c.env.incoming, guest, options));
    } catch (error) {
      return refuse(error, options);
    }
  });
  return app;
}

/** The WebSocket side of the same route; Hono's Node adapter hands upgrades to it. */
export function createWebSocketServer(
  limits: Limits,
  perMessageDeflate: ServerOptions['perMessageDeflate'],
): WebSocketServerLike {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: Math.min(limits.frameBytes, largestPayload),
    perMessageDeflate: perMessageDeflate ?? false,
    WebSocket: SyncSocket,
    handleProtocols: (offered) => tokenFromRequest({ protocols: [...offered].join(',') }).protocol ?? false,
  });
  // The same class; only its optional options are typed more loosely than the adapter wants them.
  return server as WebSocketServerLike;
}

async function admit(c: Context<Env>, options: SyncRouteOptions): Promise<Guest> {
  const { registry, authorizer, admission, store, policy } = options;
  const { incoming } = c.env;
  if (registry.isDraining) throw new RestartingError('the server is restarting');
  const refusal = requestRefusal(incoming.headers, policy);
  if (refusal !== null) throw new ForbiddenError(refusal);
  const roomName = parseRoomName(roomPart(c.req.url));
  const forwarded = c.req.header('x-forwarded-for');
  const address = clientAddress(incoming.socket.remoteAddress, forwarded, policy.trustedHops);
  const ticket = admission.enter(address);
  // The one place that gives the place back, however the request or the session ends.
  incoming.socket.once('close', ticket.leave);
  try {
    const { token } = tokenFromRequest({
      protocols: incoming.headers['sec-websocket-protocol'],
      query: c.req.query('token'),
      authorization: incoming.headers.authorization,
    });
    const grant = await authorizer.authorize({ token }, roomName);
    if ((await store.status(roomName)) === 'deleted') throw new DocumentDeletedError('this document was deleted');
    ticket.enterRoom(roomName);
    return { roomName, grant, address, ticket };
  } catch (error) {
    ticket.leave();
    throw error;
  }
}

/** The room's name as it stands in the URL, still percent-encoded. The app may be mounted below another path. */
function roomPart(url: string): string {
  const { pathname } = new URL(url);
  return pathname.slice(pathname.indexOf(syncPath) + syncPath.length);
}

function onUpgraded(incoming: IncomingMessage, guest: Guest, options: SyncRouteOptions): WSEvents<WebSocketLike> {
  return {
    onOpen: (_event, { raw }) => {
      if (raw instanceof WebSocket) attach(raw, incoming, guest, options);
    },
  };
}

/** Joins a socket to a session. From here on frames go straight from ws to the session. */
function attach(webSocket: WebSocket, incoming: IncomingMessage, guest: Guest, options: SyncRouteOptions): void {
  const { registry, heartbeat, handshakes, telemetry, clock, newSessionId, log } = options;
  const { socket } = incoming;
  handshakes.release(socket);
  const connection = new WebSocketConnection({ webSocket, socket, address: guest.address, now: clock.now });
  heartbeat.add(connection);
  const sessionId = newSessionId();
  const session = registry.connect(connection, {
    id: sessionId,
    roomName: guest.roomName,
    grant: guest.grant,
    speaksExtension: webSocket.protocol === subprotocol,
  });
  if (options.isRevoked(guest.grant)) session.close('forbidden', 'the permission was revoked');
  log('session opened', { sessionId, role: guest.grant.role, userId: guest.grant.user?.id });
  const onMessage = (data: RawData, isBinary: boolean) => {
    connection.heard();
    if (!isBinary) session.receiveText();
    else if (data instanceof Buffer) session.receive(data);
  };
  const onError = (error: Error & { code?: string }) => {
    if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') telemetry.count('limit-frame-bytes');
  };
  const onClose = (code: number) => {
    heartbeat.delete(connection);
    guest.ticket.leave();
    session.disconnected();
    log('session closed', { sessionId, code });
  };
  webSocket.on('message', onMessage).on('error', onError).on('close', onClose);
  queueMicrotask(() => keepOnly(webSocket, [onMessage, onError, onClose]));
}

/**
 * Hono's adapter adds its own listeners after `onOpen`. They have nothing to do here, but hold the request, its headers
 * and the context for as long as the socket lives: measured, about 9 KiB for each idle connection.
 */
function keepOnly(webSocket: WebSocket, ours: readonly unknown[]): void {
  for (const event of ['message', 'error', 'close'] as const) {
    for (const listener of webSocket.listeners(event)) {
      if (!ours.includes(listener)) webSocket.off(event, listener as () => void);
    }
  }
}

function refuse(error: unknown, { telemetry, log }: SyncRouteOptions): Response {
  if (!(error instanceof SyncError)) throw error;
  telemetry.count('upgrades-refused');
  log('upgrade refused', { code: error.code });
  const headers = new Headers({ 'x-manyhands-reason': error.code });
  if (error.status === 503 || error.status === 429) headers.set('retry-after', '1');
  return new Response(null, { status: error.status, headers });
}
