import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer, type HttpBindings, type WebSocketServerLike } from '@hono/node-server';
import { schemaVersion } from '@manyhands/schema';
import { Hono } from 'hono';
import { createJwtAuthorizer } from './auth/jwt-authorizer.js';
import { createOpenAuthorizer } from './auth/open-authorizer.js';
import { loadRevocationList, type RevocationList } from './auth/revocation-list.js';
import { Admission } from './core/admission.js';
import type { Authorizer } from './core/authorizer.js';
import { systemClock } from './core/clock.js';
import { DocumentService } from './core/document-service.js';
import type { Documents } from './core/documents.js';
import { defaultLimits, type Limits } from './core/limits.js';
import { RoomRegistry } from './core/room-registry.js';
import type { Revocation } from './core/store.js';
import { silentTelemetry } from './core/telemetry.js';
import type { SyncServerOptions } from './server-options.js';
import { type OpenedStore, openLevelStore } from './store/level-store.js';
import { HandshakeGuard, handshakeTimeouts } from './transport/handshake-guard.js';
import { Heartbeat } from './transport/heartbeat.js';
import { createSyncRoute, createWebSocketServer } from './transport/sync-route.js';

const pruneRevocationsMs = 3_600_000;

/** A running server, or the parts of one for an application that has its own. */
export interface SyncServer {
  /** All routes: the sync socket, the API, health, metrics, and the web app if there is one. */
  readonly app: Hono<{ Bindings: HttpBindings }>;
  /** For `serve({ fetch, websocket: { server } })` of @hono/node-server, when `app` is mounted in another Hono app. */
  readonly webSocketServer: WebSocketServerLike;
  readonly documents: Documents;
  /** Starts a server of its own. @returns the port it listens on and its address for people */
  listen(address: { readonly port: number; readonly host: string }): Promise<{ port: number; url: string }>;
  /** Adds the sync socket to a Node server that serves HTTP itself. */
  attach(server: Server): void;
  /**
   * Locks out a token or a person and closes their sessions. It survives restarts.
   *
   * @returns how many sessions were closed
   */
  revoke(subject: Revocation['subject'], expiresAt?: number): Promise<number>;
  /** Not ready, nobody new, everybody sent away with 1012, everything written, closed. Idempotent. */
  close(): Promise<void>;
}

/**
 * Opens the data folder and puts a server together. The only place that chooses implementations.
 *
 * @throws {StoreOpenError} the folder is in use, damaged or of another version; the message says what to do
 */
export async function createSyncServer(options: SyncServerOptions): Promise<SyncServer> {
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const telemetry = silentTelemetry;
  const clock = systemClock;
  const store = await openLevelStore({
    location: join(options.dataDir, 'db'),
    telemetry,
    unstoredBytes: limits.unstoredBytes,
    ...(options.closeTimeoutMs === undefined ? {} : { closeTimeoutMs: options.closeTimeoutMs }),
  });
  const revocations = await closeOnFailure(store, () => loadRevocationList(store.revocations));
  const authorizer = chooseAuthorizer(options.auth, revocations);
  const registry = new RoomRegistry({
    store,
    authorizer,
    limits,
    telemetry,
    clock,
    schemaVersion,
    onError: () => {},
  });
  const documents = new DocumentService(registry, store);
  const heartbeat = new Heartbeat(telemetry, clock.now);
  const policy = {
    mode: authorizer.mode,
    configuredHost: options.host ?? '127.0.0.1',
    allowedOrigins: options.allowedOrigins ?? [],
    trustedHops: options.trustedProxyHops ?? 0,
  };
  const handshakes = new HandshakeGuard({
    maxHandshakes: limits.handshakes,
    trustedHops: policy.trustedHops,
    telemetry,
  });
  const webSocketServer = createWebSocketServer(limits, options.perMessageDeflate);
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.route(
    '/',
    createSyncRoute({
      registry,
      store,
      authorizer,
      admission: new Admission(limits, telemetry),
      handshakes,
      heartbeat,
      policy,
      isRevoked: (grant) => revocations.isRevoked(grant),
      telemetry,
      clock,
      newSessionId: randomUUID,
      log: () => {},
    }),
  );
  const pruning = setInterval(() => void revocations.prune().catch(() => {}), pruneRevocationsMs);
  pruning.unref();

  let ownServer: Server | null = null;
  let closing: Promise<void> | null = null;

  function attach(server: Server): void {
    handshakes.watch(server);
    // The adapter adds its upgrade handler to the server it is given; requests stay with the application.
    createAdaptorServer({ fetch: app.fetch, createServer: () => server, websocket: { server: webSocketServer } });
  }

  async function close(): Promise<void> {
    const closed = ownServer === null ? Promise.resolve() : closeServer(ownServer);
    await registry.drain(options.drainSpreadMs ?? 500);
    clearInterval(pruning);
    heartbeat.close();
    ownServer?.closeIdleConnections();
    await store.close();
    ownServer?.closeAllConnections();
    await closed;
  }

  return {
    app,
    webSocketServer,
    documents,
    attach,
    async listen({ port, host }) {
      const server = createAdaptorServer({
        fetch: app.fetch,
        serverOptions: handshakeTimeouts,
        websocket: { server: webSocketServer },
      }) as Server;
      handshakes.watch(server);
      await listen(server, port, host);
      ownServer = server;
      const { port: actual } = server.address() as AddressInfo;
      return { port: actual, url: `http://${nameForPeople(host)}:${actual}` };
    },
    async revoke(subject, expiresAt) {
      await revocations.revoke(subject, expiresAt);
      return registry.closeSessions(({ grant }) => revocations.isRevoked(grant), 'forbidden', 'the permission was revoked');
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

async function closeOnFailure<T>(store: OpenedStore, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    await store.close();
    throw error;
  }
}

function chooseAuthorizer(auth: SyncServerOptions['auth'], revocations: RevocationList): Authorizer {
  if (auth === undefined) return createOpenAuthorizer();
  if ('authorize' in auth) return auth;
  if (auth.mode === 'open') return createOpenAuthorizer();
  return createJwtAuthorizer(auth.key, { issuer: auth.issuer, audience: auth.audience, revocations });
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/** An address that a person can open: the wildcard addresses are not places. */
function nameForPeople(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === '127.0.0.1' || host === '::1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
