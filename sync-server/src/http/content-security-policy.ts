import { createHash } from 'node:crypto';

/** For everything that is no page of ours: nothing loads, nothing runs, nobody frames it. */
export const inertPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * For the app's service worker, whose policy is that of its own script: it fetches the app's files to keep them on the
 * device, and nothing from elsewhere.
 */
export const workerPolicy = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

/**
 * For documents shown as HTML. They are other people's words: even if the conversion let something through, no script
 * runs, and nothing is loaded from elsewhere or sent there. It keeps our origin, because the images of the document are
 * given to pages of ours only; without scripts that is all it is good for.
 */
export const documentPolicy =
  "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; sandbox allow-same-origin; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The parts of a page's policy that are known when the server starts. */
export interface PagePolicy {
  /** Sources for the scripts that stand in the page itself, such as `'sha256-…'`. */
  readonly scriptHashes: readonly string[];
  /** Who may frame the page: origins, `*` for everybody, none for nobody. */
  readonly frameAncestors: readonly string[];
}

/**
 * The policy of a page of the web app.
 *
 * Styles may be inline because the editor and the carets of others set style attributes. The WebSocket's address is
 * named beside `'self'`, which in Safari before 16 does not cover `ws:` and `wss:`.
 *
 * @param host the Host header of the request
 */
export function pagePolicy({ scriptHashes, frameAncestors }: PagePolicy, host: string | undefined): string {
  const sockets =
    host !== undefined && /^[\w.-]+(?::\d+)?$|^\[[\da-f:.]+\](?::\d+)?$/i.test(host)
      ? ` ws://${host} wss://${host}`
      : '';
  return [
    "default-src 'self'",
    ["script-src 'self'", ...scriptHashes].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${sockets}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors.length === 0 ? "'none'" : frameAncestors.join(' ')}`,
  ].join('; ');
}

/** Sources for the inline scripts of a page: a static export cannot carry a nonce, which must differ each time. */
export function inlineScriptHashes(html: string): string[] {
  const hashes = new Set<string>();
  for (const [, attributes = '', script = ''] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi)) {
    if (/\ssrc\s*=/i.test(attributes) || script === '') continue;
    hashes.add(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  }
  return [...hashes];
}
