/** The key set could not be had from its server: a hiccup there, not the fault of whoever shows a token. */
export class JwksUnavailableError extends Error {
  override readonly name = 'JwksUnavailableError';
}

export interface JwksFetchOptions {
  /** After a failure, how long to answer with it before asking again. */
  readonly failureCooldownMs: number;
  readonly now: () => number;
}

/** What jose hands to a `customFetch`, as far as it matters here. */
interface RequestOptions {
  readonly headers: Headers;
  readonly method: 'GET';
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

/** A key takes a few hundred bytes, with its certificates a few thousand. */
const maxJwksBytes = 256 * 1024;

/**
 * A fetch for `createRemoteJWKSet`, which bounds how long and how often it asks but neither how much it reads nor how
 * often it asks a server that fails: every handshake would then start another request. jose's own signal ends a fetch
 * that takes too long, the body included.
 *
 * Rejects with `JwksUnavailableError` only; what it resolves with is a 200 whose body is a key set within the bound.
 */
export function createJwksFetch({ failureCooldownMs, now }: JwksFetchOptions) {
  let failure: { readonly error: JwksUnavailableError; readonly until: number } | null = null;
  return async (url: string, options: RequestOptions): Promise<Response> => {
    if (failure !== null && now() < failure.until) throw failure.error;
    try {
      const body = await fetchKeySet(url, options);
      failure = null;
      return new Response(body, { headers: { 'content-type': 'application/json' } });
    } catch (cause) {
      const error = new JwksUnavailableError('the key set could not be fetched', { cause });
      failure = { error, until: now() + failureCooldownMs };
      throw error;
    }
  };
}

async function fetchKeySet(url: string, options: RequestOptions): Promise<string> {
  const response = await fetch(url, options);
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`the key server answered ${response.status}`);
  }
  const text = await readText(response);
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('keys' in value) || !Array.isArray(value.keys)) {
    throw new Error('the key server answered with something that is no key set');
  }
  return text;
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  // Leaving the loop early cancels the rest of the download.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxJwksBytes) throw new Error(`the key set is larger than ${maxJwksBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
