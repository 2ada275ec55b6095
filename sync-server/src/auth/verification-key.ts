import { isIP } from 'node:net';

/** Where the key that tokens are verified with comes from. */
export type VerificationKey =
  /** A secret shared with whoever issues tokens, used as its UTF-8 bytes: HS256. */
  | { readonly kind: 'secret'; readonly secret: string }
  /** A key set that an identity provider publishes: RS256, ES256 or EdDSA. */
  | { readonly kind: 'jwks'; readonly url: string };

/** RFC 7518, 3.2: a key for HS256 must be as long as the hash; shorter ones can be guessed offline from one token. */
export const minSecretBytes = 32;

/** Why a text cannot be the shared secret, as the rest of a sentence about it; `null` if it can. Never shows it. */
export function secretProblem(secret: string): string | null {
  const bytes = Buffer.byteLength(secret, 'utf8');
  if (bytes < minSecretBytes) {
    return `must have at least ${minSecretBytes} bytes, but has ${bytes}; try: openssl rand -base64 48`;
  }
  if (secret.trim() === secret) return null;
  return 'must not begin or end with white space, which whoever signs tokens would have to copy';
}

/**
 * Why a text cannot be the address of a key set, as the rest of a sentence about it; `null` if it can. Never shows it.
 * Keys that came over plain HTTP could be anybody's, except where the network is one's own.
 */
export function jwksUrlProblem(text: string): string | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'must be an address such as https://id.example/.well-known/jwks.json';
  }
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isPrivateHost(url.hostname))) return null;
  return 'must begin with https://, or with http:// for a host of your own network';
}

function isPrivateHost(host: string): boolean {
  if (isIP(host) === 4) return /^(?:127|10)\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|^169\.254\./.test(host);
  if (host.startsWith('[')) return host === '[::1]' || /^\[(?:f[cd]|fe[89ab])/.test(host);
  // Names without a dot are those of containers and of one's own machines.
  return !host.includes('.') || /\.(?:localhost|internal|local|lan|home\.arpa)$/.test(host);
}
