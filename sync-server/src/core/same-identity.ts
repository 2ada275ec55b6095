import type { Grant } from './authorizer.js';

/**
 * Whether a refreshed grant belongs to the person who opened the session. A session never changes hands: the name and
 * colour it stamps, the awareness ids it owns and the author of its log records would silently become someone else's.
 * Guests have no identity to compare, so two guests are the same; a guest and a user never are.
 */
export function sameIdentity(a: Pick<Grant, 'user'>, b: Pick<Grant, 'user'>): boolean {
  if (a.user === null || b.user === null) return a.user === b.user;
  return a.user.id === b.user.id;
}
