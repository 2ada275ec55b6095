import type { Context, MiddlewareHandler } from 'hono';
import type { Credentials } from '../core/authorizer.js';

const key = 'credentials';

/** The token from the Authorization header or, for links that a browser follows by itself, the `token` parameter. */
export function credentialsOf(c: Context): Credentials {
  const kept = c.get(key) as Credentials | undefined;
  return kept ?? readCredentials(c);
}

/**
 * Reads the credentials before anything replaces the request: Hono's `bodyLimit` wraps one without a content-length, and
 * the Request of Node 20.9 loses its headers then.
 */
export const keepCredentials: MiddlewareHandler = async (c, next) => {
  c.set(key, readCredentials(c));
  await next();
};

function readCredentials(c: Context): Credentials {
  const header = /^bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1];
  return { token: header ?? (c.req.query('token') || null) };
}
