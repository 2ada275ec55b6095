import { type Context, Hono } from 'hono';
import type { Authorizer } from '../core/authorizer.js';
import { ForbiddenError } from '../core/errors.js';
import type { StoreHealth } from '../core/store.js';
import { credentialsOf } from './bearer-token.js';
import { remoteAddress } from './client-address.js';

/**
 * Who may read `/metrics`, which show how much is going on but not where:
 * - `anyone`: for a server that only its own network reaches
 * - `admin`: who has an admin token, or connects from this machine without a proxy in between. Through a proxy on this
 *   machine everybody comes from this machine, so that a request with forwarding headers is never taken for local.
 */
export type MetricsAccess = 'anyone' | 'admin';

export interface HealthOptions {
  readonly storeHealth: () => StoreHealth;
  readonly isDraining: () => boolean;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
  readonly metricsAccess: MetricsAccess;
  readonly authorizer: Authorizer;
}

/** The body of `/readyz`. */
export interface Readiness {
  readonly status: 'ready' | 'not-ready';
  /** Why not; for operators, without names or content. */
  readonly reasons: readonly string[];
}

/**
 * `/livez`: 200 while the process can answer at all; restarting it would not help a failing disk.
 * `/readyz`: 200 or 503; while it says 503, a load balancer should send nobody new.
 * `/metrics`: for Prometheus.
 */
export function createHealthRoutes(options: HealthOptions): Hono {
  const app = new Hono();
  app.get('/livez', (c) => c.json({ status: 'live' }, 200, { 'Cache-Control': 'no-store' }));
  app.get('/readyz', (c) => {
    const readiness = readinessOf(options);
    return c.json(readiness, readiness.status === 'ready' ? 200 : 503, { 'Cache-Control': 'no-store' });
  });
  app.get('/metrics', async (c) => {
    if (options.metricsAccess === 'admin' && !isLocal(c)) await expectAdmin(c, options.authorizer);
    const { body, contentType } = await options.metrics();
    return c.body(body, 200, { 'Content-Type': contentType, 'Cache-Control': 'no-store' });
  });
  return app;
}

function readinessOf({ storeHealth, isDraining }: HealthOptions): Readiness {
  const reasons: string[] = [];
  if (isDraining()) reasons.push('the server is shutting down');
  const { ok, reason } = storeHealth();
  if (!ok) reasons.push(reason ?? 'the store is failing');
  return { status: reasons.length === 0 ? 'ready' : 'not-ready', reasons };
}

/** @throws {UnauthenticatedError | ForbiddenError} */
export async function expectAdmin(c: Context, authorizer: Authorizer): Promise<void> {
  const { isAdmin } = await authorizer.identify(credentialsOf(c));
  if (!isAdmin) throw new ForbiddenError('this needs a token with the admin permission');
}

const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

function isLocal(c: Context): boolean {
  if (forwardingHeaders.some((name) => c.req.header(name) !== undefined)) return false;
  return /^(?:127\.|::1$|::ffff:127\.)/.test(remoteAddress(c.env) ?? '');
}
