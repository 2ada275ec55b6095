import type { MiddlewareHandler } from 'hono';
import type { HttpLog } from './problem.js';

/**
 * One line for each request: method, path and status, never the query or a header, which may hold a token. Whatever a
 * page loads, probes and scrapes included, is of interest only to who looks for trouble; changes and failures to all.
 *
 * @param now milliseconds from any start
 */
export function accessLog(log: HttpLog, now: () => number = () => performance.now()): MiddlewareHandler {
  return async (c, next) => {
    const startedAt = now();
    await next();
    const { status } = c.res;
    const level = status >= 500 ? 'warn' : isSafe(c.req.method) ? 'debug' : 'info';
    const durationMs = Math.round((now() - startedAt) * 10) / 10;
    log(level, 'request', { method: c.req.method, path: c.req.path, status, durationMs });
  };
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}
