import type { Context } from 'hono';
import type { Credentials } from '../core/authorizer.js';

/** The token from the Authorization header or, for links that a browser follows by itself, the `token` parameter. */
export function credentialsOf(c: Context): Credentials {
  const header = /^bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1];
  return { token: header ?? (c.req.query('token') || null) };
}
