import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { HttpBindings, WebSocketServerLike } from '@hono/node-server';
import { schemaVersion } from '@manyhands/schema/version';
import { Hono } from 'hono';
import { createFileKeys } from './auth/file-keys.js';
import { createJwtAuthorizer } from './auth/jwt-authorizer.js';
import { createOpenAuthorizer } from './auth/open-authorizer.js';
import { loadRevocationList, type RevocationList } from './auth/revocation-list.js';
import { Admission } from './core/admission.js';
import type { Authorizer } from './core/authorizer.js';
import { systemClock } from './core/clock.js';
import { DocumentService } from './core/document-service.js';
import type { Documents } from './core/documents.js';
import { FileService } from './core/file-service.js';
import { defaultLimits, type Limits } from './core/limits.js';
import { defaultUploadTypes } from './core/media-types.js';
import { RateLimit } from './core/rate-limit.js';
import { RoomRegistry } from './core/room-registry.js';
import type { Revocation } from './core/store.js';
import { remoteAddress } from './http/client-address.js';
import { createConverter } from './http/converter.js';
import { isUpload } from './http/files-api.js';
import { type HttpLog, problemResponse, RequestError } from './http/problem.js';
import { createHttpRoutes } from './http/routes.js';
import { loadStaticSite } from './http/static-site.js';
import { createLinkPreviews } from './previews/web-link-previews.js';
import type { SyncServerOptions } from './server-options.js';
import { DiskFiles } from './store/files/disk-files.js';
import { loadFileSecret } from './store/files/file-secret.js';
import { type OpenedStore, openLevelStore } from './store/level-store.js';
import type { StoreEvent } from './store/store-event.js';
import { type Logger, silentLogger } from './telemetry/logger.js';
import { createPrometheus, type Prometheus } from './telemetry/prometheus.js';
import { HandshakeGuard } from './transport/handshake-guard.js';
import { Heartbeat } from './transport/heartbeat.js';
import { type ListenAddress, NodeServer } from './transport/node-server.js';
import { clientAddress, requestRefusal } from './transport/request-guard.js';
import { createSyncRoute, createWebSocketServer } from './transport/sync-route.js';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

const pruneRevocationsMs = 3_600_000;

/** Deletions that failed half-way, and files of documents that never came. */
const sweepFilesMs = 24 * 3_600_000;

/** A running server, or the parts of one for an application that has its own. */
export interface SyncServer {
  /** All routes: the sync socket, the API, health, metrics, and the web app if there is one. */
  readonly app: Hono<{ Bindings: HttpBindings }>;
  /** For `serve({ fetch, websocket: { server } })` of @hono/node-server, when `app` is mounted in another Hono app. */
  readonly webSocketServer: WebSocketServerLike;
  readonly documents: Documents;
  /** Starts a server of its own. @returns the port it listens on and its address for people */
  listen(address: ListenAddress): Promise<{ readonly port: number; readonly url: string }>;
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
  const logger = options.logger ?? silentLogger;
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const prometheus = createPrometheus();
  const store = await (options.openStore ?? openLevelStore)({
    location: join(options.dataDir, 'db'),
    telemetry: prometheus.telemetry,
    log: (event) => logStoreEvent(logger, event),
    unstoredBytes: limits.unstoredBytes,
    ...(options.closeTimeoutMs === undefined ? {} : { closeTimeoutMs: options.closeTimeoutMs }),
  });
  try {
    return await compose({ ...options, limits, logger }, store, prometheus);
  } catch (error) {
    await store.close();
    throw error;
  }
}

type CompleteOptions = SyncServerOptions & { readonly limits: Limits; readonly logger: Logger };

async function compose(options: CompleteOptions, store: OpenedStore, prometheus: Prometheus): Promise<SyncServer> {
  const { limits, logger, allowedOrigins = [] } = options;
  const { telemetry } = prometheus;
  const clock = systemClock;
  const site = options.webRoot == null ? null : await loadStaticSite(options.webRoot);
  const revocations = await loadRevocationList(store.revocations);
  const authorizer = chooseAuthorizer(options.auth, revocations);
  const policy = {
    mode: authorizer.mode,
    configuredHost: options.host ?? '127.0.0.1',
    allowedOrigins,
    trustedHops: options.trustedProxyHops ?? 0,
  };
  const registry = new RoomRegistry({
    store,
    authorizer,
    limits,
    telemetry,
    clock,
    schemaVersion,
    onError: (error) => logger.error({ err: error }, 'unexpected error'),
  });
  const filesFolder = join(options.dataDir, 'files');
  const files = new FileService({
    index: store.files,
    bytes: await DiskFiles.open(filesFolder),
    documentStatus: (name) => store.status(name),
    limits,
    types: options.uploadTypes ?? defaultUploadTypes,
    telemetry,
    clock,
  });
  await files.start();
  const documents = new DocumentService(registry, store, (name) =>
    files.release(name).catch((error: unknown) => {
      logger.warn({ err: error }, 'files of a deleted document could not be removed; they will be later');
    }),
  );
  const converter = createConverter();
  const heartbeat = new Heartbeat(telemetry, clock.now);
  const handshakes = new HandshakeGuard({
    maxHandshakes: limits.handshakes,
    trustedHops: policy.trustedHops,
    telemetry,
  });

  async function revoke(subject: Revocation['subject'], expiresAt?: number): Promise<number> {
    await revocations.revoke(subject, expiresAt);
    return registry.closeSessions(
      ({ grant }) => revocations.isRevoked(grant),
      'forbidden',
      'the permission was revoked',
    );
  }

  const httpLog: HttpLog = (level, message, fields) => logger[level](fields, message);
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.onError((error, c) => problemResponse(error, c, httpLog));
  app.notFound((c) => problemResponse(new RequestError(404, 'not-found', 'there is nothing here'), c, httpLog));
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
      log: (event, fields) => logger.debug(fields, event),
    }),
  );
  app.route(
    '/',
    createHttpRoutes({
      storeHealth: () => store.health(),
      isDraining: () => registry.isDraining,
      metrics: prometheus.metrics,
      metricsAccess: options.metricsAccess ?? (authorizer.mode === 'open' ? 'anyone' : 'admin'),
      authorizer,
      documents,
      files,
      fileKeys: createFileKeys(await loadFileSecret(filesFolder)),
      isRevoked: (grant) => revocations.isRevoked(grant),
      uploadRate: new RateLimit(limits.uploadsPerMinute),
      linkPreviews: options.linkPreviews === true ? createLinkPreviews() : null,
      linkPreviewRate: new RateLimit(limits.linkPreviewsPerMinute),
      addressOf: (c) => clientAddress(remoteAddress(c.env), c.req.header('x-forwarded-for'), policy.trustedHops),
      count: telemetry.count,
      converter,
      documentBytes: limits.documentBytes,
      revoke,
      refusalOf: (headers) => requestRefusal(headers, policy),
      site,
      allowedOrigins,
      version,
      log: httpLog,
      ...(policy.trustedHops > 0 && { isHttps: (request) => request.headers.get('x-forwarded-proto') === 'https' }),
    }),
  );

  const pruning = setInterval(() => {
    revocations.prune().catch((error: unknown) => logger.warn({ err: error }, 'revocations could not be pruned'));
  }, pruneRevocationsMs);
  pruning.unref();
  const sweepFiles = () => {
    files.sweep().catch((error: unknown) => {
      if (closing === null) logger.warn({ err: error }, 'unused files could not be removed');
    });
  };
  const sweeping = setInterval(sweepFiles, sweepFilesMs);
  sweeping.unref();

  const node = new NodeServer({
    fetch: app.fetch,
    webSocketServer: createWebSocketServer(limits, options.perMessageDeflate),
    handshakes,
    isPaced: isUpload,
  });
  let closing: Promise<void> | null = null;
  sweepFiles();

  async function close(): Promise<void> {
    const stopped = node.stopListening();
    clearInterval(sweeping);
    // Not awaited yet: what a failing disk holds up ends with the store.
    const uploadsEnded = files.close();
    await registry.drain(options.drainSpreadMs ?? 500, options.closeTimeoutMs);
    clearInterval(pruning);
    const everybodyGone = heartbeat.close();
    try {
      await store.close();
    } finally {
      await uploadsEnded;
      await node.pacedAnswered();
      await everybodyGone;
      await converter.close();
      node.closeConnections();
      await stopped;
    }
  }

  return {
    app,
    webSocketServer: node.webSocketServer,
    documents,
    listen: (address) => node.listen(address),
    attach: (server) => node.attach(server),
    revoke,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function chooseAuthorizer(auth: SyncServerOptions['auth'], revocations: RevocationList): Authorizer {
  if (auth === undefined) return createOpenAuthorizer();
  if ('authorize' in auth) return auth;
  if (auth.mode === 'open') return createOpenAuthorizer();
  return createJwtAuthorizer(auth.key, { issuer: auth.issuer, audience: auth.audience, revocations });
}

/** Store events in words for operators. */
function logStoreEvent(logger: Logger, { kind, ...fields }: StoreEvent): void {
  const level = kind === 'write-recovered' || kind === 'snapshot-rebuilt' ? 'warn' : 'error';
  logger[level](fields, `store: ${kind}`);
}
