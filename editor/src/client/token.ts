/**
 * When a JWT ends, in milliseconds since the epoch. The signature is not looked at: this only tells when to ask for the
 * next one. `null` for tokens without an end and for ones that cannot be read.
 */
export function tokenExpiry(token: string): number | null {
  const [, payload] = token.split('.');
  if (payload === undefined) return null;
  try {
    const claims: unknown = JSON.parse(decodeBase64Url(payload));
    const exp = typeof claims === 'object' && claims !== null ? (claims as { exp?: unknown }).exp : undefined;
    return typeof exp === 'number' && Number.isFinite(exp) ? exp * 1000 : null;
  } catch {
    // Not a JWT: an opaque token is as good, it only cannot be refreshed ahead of time.
    return null;
  }
}

/** The latest moment to begin a refresh before the end: a tenth of the life left, at least this much. */
const minHeadStartMs = 10_000;
const maxHeadStartMs = 60_000;

/** How long to wait, from `now`, before asking for the token after this one. `null` when it does not end. */
export function refreshDelay(token: string, now: number): number | null {
  const expiry = tokenExpiry(token);
  if (expiry === null) return null;
  const life = expiry - now;
  const headStart = Math.min(maxHeadStartMs, Math.max(minHeadStartMs, life / 10));
  // A token shorter than the head start is renewed at half its life, not in a loop without pause.
  return Math.max(life - headStart, life / 2, 1_000);
}

function decodeBase64Url(text: string): string {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}
