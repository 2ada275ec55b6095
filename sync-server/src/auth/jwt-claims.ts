import type { Role } from '@manyhands/protocol';
import { z } from 'zod';
import { UnauthenticatedError } from '../core/errors.js';
import { compileRoomPattern, isRoomPattern } from './room-pattern.js';

/** Most room patterns that one token may carry. */
export const maxRoomPatterns = 256;

const maxIdLength = 256;
const maxNameLength = 80;

const rank: Readonly<Record<Role, number>> = { view: 1, comment: 2, edit: 3 };

const role = z.enum(['view', 'comment', 'edit']);

const pattern = z.string().refine(isRoomPattern);

/** Ids go into logs and database records: text that has no UTF-8 or forges a line has no place there. */
const id = z
  .string()
  .min(1)
  .max(maxIdLength)
  .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}]/u.test(text));

const rooms = z.union([
  z.array(z.object({ name: pattern, role })).max(maxRoomPatterns),
  z
    .record(pattern, role)
    .refine((map) => Object.keys(map).length <= maxRoomPatterns)
    .transform((map) => Object.entries(map).map(([name, role]) => ({ name, role }))),
]);

const schema = z.object({
  sub: id,
  exp: z.number(),
  iat: z.number().optional(),
  jti: id.optional(),
  name: z.string().optional(),
  admin: z.boolean().optional(),
  rooms: rooms.default([]),
});

/** What a verified token says. Times are milliseconds since the epoch. */
export interface TokenClaims {
  readonly user: { readonly id: string; readonly name: string };
  readonly tokenId: string | null;
  readonly issuedAt: number | null;
  readonly expiresAt: number;
  readonly isAdmin: boolean;
  roleIn(room: string): Role | null;
}

/**
 * Reads the claims of a token whose signature was already verified:
 *
 * | claim | | meaning |
 * | --- | --- | --- |
 * | `sub` | required | the user's id, 1–256 characters |
 * | `exp` | required | expiry, seconds since the epoch |
 * | `name` | optional | shown to others; the id if absent. Cleaned of control characters and cut at 80 characters |
 * | `iat` | optional | when it was issued. A token without it counts as older than any revocation of its user |
 * | `jti` | optional | the token's id, needed to revoke this token alone; 1–256 characters |
 * | `nbf`, `iss`, `aud` | optional | checked while verifying |
 * | `admin` | optional | `true`: may revoke, and view every room; `rooms` may give more |
 * | `rooms` | optional | rooms in reach: `[{ "name": pattern, "role": role }]` or `{ pattern: role }`, at most 256 |
 *
 * Roles are `view`, `comment` and `edit`. Patterns: see `compileRoomPattern`. Where several cover a room, the **highest
 * role wins**, so their order does not matter and a pattern never takes away what another gives. Other claims are
 * ignored. Write no text of users into a pattern without refusing `*` in it.
 *
 * @throws {UnauthenticatedError} naming the first claim at fault, without its value.
 */
export function readClaims(payload: unknown): TokenClaims {
  const result = schema.safeParse(payload);
  if (!result.success) {
    const claim = result.error.issues[0]?.path[0];
    throw new UnauthenticatedError(
      `the token's ${claim === undefined ? 'content' : `"${String(claim)}" claim`} is not valid`,
    );
  }
  const { sub, exp, iat, jti, name, admin = false, rooms } = result.data;
  const rules = rooms.map((rule) => ({ role: rule.role, pattern: compileRoomPattern(rule.name) }));
  return {
    user: { id: sub, name: displayName(name ?? '') || sub },
    tokenId: jti ?? null,
    issuedAt: iat === undefined ? null : iat * 1000,
    expiresAt: exp * 1000,
    isAdmin: admin,
    roleIn(room) {
      let best: Role | null = admin ? 'view' : null;
      for (const { role, pattern } of rules) {
        if ((best === null || rank[role] > rank[best]) && pattern.matches(room)) best = role;
      }
      return best;
    },
  };
}

/**
 * A name as it may be shown beside other people's. It is cleaned rather than refused, as an odd name must not lock its
 * bearer out; direction overrides go because they would garble the text around it.
 */
function displayName(text: string): string {
  const cleaned = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Surrogate}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu, '')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();
  return [...cleaned].slice(0, maxNameLength).join('').trim();
}
