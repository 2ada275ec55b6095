import type { StopReason } from './document-status.js';

/** Why a WebSocket could not be opened. `null`: nothing that lasts, or nothing that can be found out. */
export type Refusal = Extract<StopReason, 'unauthenticated' | 'forbidden' | 'deleted'> | null;

const probeTimeoutMs = 5_000;

/**
 * A browser hides the status of a refused WebSocket handshake. The API decides by the same rules, so ask that: otherwise
 * a person without access would be told "Reconnecting…" for ever.
 *
 * @param url the document's address in the API
 */
export async function findRefusal(url: string, token: string | null, request: typeof fetch): Promise<Refusal> {
  try {
    const response = await request(url, {
      // Whatever is there is not wanted: a document that may be read is answered with 304 and no content.
      headers: { 'if-none-match': '*', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(probeTimeoutMs),
    });
    if (response.status === 401) return 'unauthenticated';
    if (response.status === 403) return 'forbidden';
    // A proxy in front may answer 404 or 410 for reasons of its own: only the server's own words count.
    return response.status === 404 || response.status === 410 ? await refusalIn(response) : null;
  } catch {
    // Unreachable, too slow, or another origin without CORS: then it is an outage as far as can be known.
    return null;
  }
}

async function refusalIn(response: Response): Promise<Refusal> {
  const problem: unknown = await response.json();
  if (typeof problem !== 'object' || problem === null) return null;
  return (problem as { code?: unknown }).code === 'document-deleted' ? 'deleted' : null;
}
