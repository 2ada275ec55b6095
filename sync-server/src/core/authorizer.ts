import type { Role } from '@manyhands/protocol';

/** What a request shows of itself before it is let in. */
export interface Credentials {
  /** From the subprotocol, the `token` query parameter or the Authorization header; `null` when there is none. */
  readonly token: string | null;
}

/** What a person may do in one room, and until when. */
export interface Grant {
  readonly role: Role;
  /** `null` for a guest: the server then believes the name and colour that the client says. */
  readonly user: { readonly id: string; readonly name: string } | null;
  /** Milliseconds since the epoch; `null` = never. The session ends then unless a fresh token arrives before. */
  readonly expiresAt: number | null;
  /** The token's `jti`, by which it can be revoked. */
  readonly tokenId: string | null;
  /** When the token was issued, milliseconds since the epoch; revoking a user ends tokens issued before. */
  readonly issuedAt: number | null;
}

/** Decides before a room is opened. Every implementation passes `test/contract/authorizer.ts`. */
export interface Authorizer {
  readonly mode: 'open' | 'jwt';
  /**
   * @throws {UnauthenticatedError} no token, or one that is not valid now
   * @throws {ForbiddenError} a valid token that does not cover this room
   * @throws {AuthUnavailableError} it cannot be decided now; the client should come back
   */
  authorize(credentials: Credentials, room: string): Promise<Grant>;
  /**
   * Who is asking, without a room: for listing, creating and administration.
   * @throws {UnauthenticatedError}
   * @throws {AuthUnavailableError}
   */
  identify(credentials: Credentials): Promise<Principal>;
}

export interface Principal {
  readonly user: Grant['user'];
  /** The role in a room, or `null` if the room is out of reach. */
  roleIn(room: string): Role | null;
  /** May revoke, and see every room. */
  readonly isAdmin: boolean;
}
