import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { ForbiddenError } from '../core/errors.js';
import { RequestError } from './problem.js';

/** Why a request is refused by where it comes from, `null` if it is not. See `requestRefusal` of the transport. */
export type RequestRefusal = (headers: { host?: string | undefined; origin?: string | undefined }) => string | null;

/**
 * Refuses requests that a web page of a foreign origin makes a browser send, by the same rule as for the sync socket:
 * also reading ones, since an open server asks for no token. Pages of allowed origins may read the answers.
 */
export function apiGuard(refusalOf: RequestRefusal): MiddlewareHandler[] {
  return [
    async (c, next) => {
      const refusal = refusalOf({ host: c.req.header('host'), origin: c.req.header('origin') });
      if (refusal !== null) throw new ForbiddenError(refusal);
      // Old forms of request forgery send no Origin; browsers have told this ever since.
      if (isUnsafe(c.req.method) && c.req.header('sec-fetch-site') === 'cross-site' && !c.req.header('origin')) {
        throw new ForbiddenError('this origin is not allowed');
      }
      await next();
    },
    cors({
      // Whoever got here is allowed.
      origin: (origin) => origin || null,
      allowMethods: ['GET', 'HEAD', 'POST', 'DELETE'],
      allowHeaders: ['Authorization', 'Content-Type', 'If-None-Match'],
      exposeHeaders: ['ETag', 'Location', 'Retry-After'],
      maxAge: 600,
    }),
  ];
}

/**
 * JSON only. Beside being what the API reads, it is what no HTML form can send.
 *
 * @throws {RequestError} 415
 */
export const jsonOnly: MiddlewareHandler = async (c, next) => {
  const type = (c.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new RequestError(415, 'not-json', 'the body must be JSON, sent as application/json');
  }
  await next();
};

function isUnsafe(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
}
