import { createSecretKey } from 'node:crypto';
import { createRemoteJWKSet, customFetch, errors, type JWTVerifyOptions, type JWTVerifyResult, jwtVerify } from 'jose';
import { createJwksFetch } from './jwks-document.js';
import { jwksUrlProblem, secretProblem, type VerificationKey } from './verification-key.js';

export interface JwksOptions {
  /** How long one fetch may take, the body included. */
  readonly timeoutMs?: number;
  /** How long keys are used before they are fetched again. */
  readonly maxAgeMs?: number;
  /** After a fetch, how long unknown key ids are refused without another one. */
  readonly cooldownMs?: number;
  /** After a failed fetch, how long requests are answered with that failure. */
  readonly failureCooldownMs?: number;
}

/**
 * Checks signature, algorithm, times and the expected claims. Rejects with jose's errors if the token is at fault and
 * with any other if its key could not be had.
 */
export type TokenVerifier = (token: string, options: Omit<JWTVerifyOptions, 'algorithms'>) => Promise<JWTVerifyResult>;

/**
 * Algorithms are pinned to the kind of key, never taken from the token: otherwise a token signed with HS256 and the
 * *public* key as its secret would pass, or one with `alg: none`.
 */
const algorithms = { secret: ['HS256'], jwks: ['RS256', 'ES256', 'EdDSA', 'Ed25519'] };

/** Keys tried for a token that names none while several fit, as during a rotation. */
const maxKeysTried = 4;

/** @throws {RangeError} if the secret or the address is not one that `secretProblem` and `jwksUrlProblem` let pass. */
export function createTokenVerifier(key: VerificationKey, now: () => number, jwks: JwksOptions = {}): TokenVerifier {
  return key.kind === 'secret' ? secretVerifier(key.secret) : jwksVerifier(key.url, now, jwks);
}

function secretVerifier(secret: string): TokenVerifier {
  const problem = secretProblem(secret);
  if (problem !== null) throw new RangeError(`the secret ${problem}`);
  const key = createSecretKey(secret, 'utf8');
  return (token, options) => jwtVerify(token, key, { ...options, algorithms: algorithms.secret });
}

function jwksVerifier(url: string, now: () => number, options: JwksOptions): TokenVerifier {
  const { timeoutMs = 5_000, maxAgeMs = 600_000, cooldownMs = 30_000, failureCooldownMs = 1_000 } = options;
  const problem = jwksUrlProblem(url);
  if (problem !== null) throw new RangeError(`the address of the key set ${problem}`);
  const keySet = createRemoteJWKSet(new URL(url), {
    timeoutDuration: timeoutMs,
    cacheMaxAge: maxAgeMs,
    cooldownDuration: cooldownMs,
    [customFetch]: createJwksFetch({ failureCooldownMs, now }),
  });
  return async (token, verifyOptions) => {
    const pinned = { ...verifyOptions, algorithms: algorithms.jwks };
    try {
      return await jwtVerify(token, keySet, pinned);
    } catch (error) {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
      return tryEach(error, (key) => jwtVerify(token, key, pinned));
    }
  };
}

type Key = Exclude<Parameters<typeof jwtVerify>[1], (...args: never[]) => unknown>;

async function tryEach(
  ambiguity: errors.JWKSMultipleMatchingKeys,
  verify: (key: Key) => Promise<JWTVerifyResult>,
): Promise<JWTVerifyResult> {
  let tried = 0;
  for await (const key of ambiguity) {
    if (tried++ === maxKeysTried) break;
    try {
      return await verify(key);
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    }
  }
  throw new errors.JWSSignatureVerificationFailed();
}
