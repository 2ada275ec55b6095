import type { Authorizer, Grant, Principal } from '../core/authorizer.js';

const guest: Grant = { role: 'edit', user: null, expiresAt: null, tokenId: null, issuedAt: null };

const anyone: Principal = { user: null, roleIn: () => 'edit', isAdmin: false };

/**
 * Lets everybody in as a guest who may edit, list, create and delete; nobody may revoke, as there is nothing to revoke.
 * Tokens are not looked at. What protects an open server is who can reach it: it binds to the loopback address unless
 * told otherwise and refuses foreign origins and hosts.
 */
export function createOpenAuthorizer(): Authorizer {
  return {
    mode: 'open',
    authorize: async () => guest,
    identify: async () => anyone,
  };
}
