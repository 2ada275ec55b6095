import { errors, type JWTVerifyResult } from 'jose';
import type { Authorizer, Credentials, Grant, Principal } from '../core/authorizer.js';
import { AuthUnavailableError, ForbiddenError, UnauthenticatedError } from '../core/errors.js';
import { readClaims, type TokenClaims } from './jwt-claims.js';
import type { RevocationList } from './revocation-list.js';
import { clockToleranceMs, maxTokenLifetimeMs } from './token-lifetime.js';
import { createTokenVerifier, type JwksOptions } from './token-verifier.js';
import type { VerificationKey } from './verification-key.js';

export interface JwtAuthorizerOptions {
  /** Refuse tokens whose `iss` is not exactly this. */
  readonly issuer?: string | undefined;
  /** Refuse tokens whose `aud` does not name this. */
  readonly audience?: string | undefined;
  /** Without it nothing is ever revoked. */
  readonly revocations?: Pick<RevocationList, 'isRevoked'>;
  readonly jwks?: JwksOptions;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Longest token that is looked at, in characters. */
export const maxTokenLength = 8 * 1024;

/**
 * Lets in who shows a signed JSON Web Token. Its claims are those of `readClaims`; it must not live longer than
 * `maxTokenLifetimeMs`, and clocks may differ by `clockToleranceMs`.
 *
 * Messages of its errors may be shown to clients: they never hold parts of a token.
 *
 * @throws {RangeError} for a secret that is too short, or an address of a key set that is not safe to use.
 */
export function createJwtAuthorizer(key: VerificationKey, options: JwtAuthorizerOptions = {}): Authorizer {
  const { issuer, audience, revocations, jwks, now = Date.now } = options;
  const verifyToken = createTokenVerifier(key, now, jwks);
  const expected = {
    clockTolerance: clockToleranceMs / 1000,
    requiredClaims: ['sub', 'exp'],
    ...(issuer === undefined ? {} : { issuer }),
    ...(audience === undefined ? {} : { audience }),
  };

  async function verify({ token }: Credentials): Promise<JWTVerifyResult> {
    if (token === null || token === '') throw new UnauthenticatedError('a token is needed');
    if (token.length > maxTokenLength) throw new UnauthenticatedError('the token is too long');
    try {
      return await verifyToken(token, { ...expected, currentDate: new Date(now()) });
    } catch (error) {
      throw refusal(error);
    }
  }

  /** The claims of a token that is good at this moment, with the time at which it stops being so. */
  async function accept(credentials: Credentials): Promise<TokenClaims> {
    const { protectedHeader, payload } = await verify(credentials);
    if (!isTokenType(protectedHeader.typ)) throw new UnauthenticatedError('the token is of another type');
    const claims = readClaims(payload);
    const at = now();
    const usableUntil = claims.expiresAt + clockToleranceMs;
    // Fetching keys takes time, in which the token may have run out.
    if (usableUntil <= at) throw new UnauthenticatedError('the token has expired');
    if (claims.expiresAt > at + maxTokenLifetimeMs) throw new UnauthenticatedError('the token lives too long');
    // A token dated ahead would outlive the revocation of its user.
    if (claims.issuedAt !== null && claims.issuedAt > at + clockToleranceMs) {
      throw new UnauthenticatedError('the token is not valid yet');
    }
    // Checked last and without waiting in between, so that a revocation made while keys were fetched counts.
    if (revocations?.isRevoked(claims)) throw new UnauthenticatedError('the token was revoked');
    return { ...claims, expiresAt: usableUntil };
  }

  return {
    mode: 'jwt',
    async authorize(credentials, room): Promise<Grant> {
      const { user, tokenId, issuedAt, expiresAt, roleIn } = await accept(credentials);
      const role = roleIn(room);
      if (role === null) throw new ForbiddenError('the token does not cover this document');
      return { role, user, expiresAt, tokenId, issuedAt };
    },
    async identify(credentials): Promise<Principal> {
      const { user, isAdmin, roleIn } = await accept(credentials);
      return { user, isAdmin, roleIn };
    },
  };
}

/** Absent is common. `at+jwt` is an access token of RFC 9068. Other types were signed to mean something else. */
function isTokenType(typ: unknown): boolean {
  return typ === undefined || (typeof typ === 'string' && /^(?:application\/)?(?:at\+)?jwt$/i.test(typ));
}

/**
 * What went wrong, in words for a client. jose's own errors are not kept as the cause: they carry the claims, which
 * would then reach the log.
 */
function refusal(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return new UnauthenticatedError('the token has expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'nbf' && error.reason === 'check_failed') {
      return new UnauthenticatedError('the token is not valid yet');
    }
    return new UnauthenticatedError(`the token's "${error.claim}" claim is missing or not the expected one`);
  }
  // What the key server sent is no key set, or took too long: neither is the token's fault.
  const isKeyServersFault = error instanceof errors.JWKSInvalid || error instanceof errors.JWKSTimeout;
  if (error instanceof errors.JOSEError && !isKeyServersFault)
    return new UnauthenticatedError('the token is not valid');
  return new AuthUnavailableError('the token cannot be checked at the moment', { cause: error });
}
