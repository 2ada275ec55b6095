import { type Context, Hono } from 'hono';
import { accepts } from 'hono/accepts';
import { pagePolicy, workerPolicy } from './content-security-policy.js';
import type { Encoding, StaticFile, StaticSite } from './static-site.js';

export interface StaticFilesOptions {
  readonly site: StaticSite;
  /** Origins whose pages may frame `/embed/…`, beside our own; or the single entry `*`. */
  readonly frameAncestors: readonly string[];
}

/** Pages that exist once and stand for every document: the id is read in the browser. */
const pagesWithId = ['d', 'embed'];

/** Bundles carry a hash of their content in their name. */
const immutable = 'public, max-age=31536000, immutable';

/** Asked again each time, answered with 304 while nothing has changed: a new version is used at once. */
const revalidated = 'no-cache';

/** The exported web app. */
export function createStaticFiles({ site, frameAncestors }: StaticFilesOptions): Hono {
  const app = new Hono();
  app.get('/*', async (c, next) => {
    const path = decodePath(c);
    if (path === null) return next();
    const file = find(site, path, isRouterRequest(c));
    if (file !== undefined) return respond(c, file, 200, path, frameAncestors);
    const missing = site.get('/404.html') ?? site.get('/404/index.html');
    return missing === undefined ? next() : respond(c, missing, 404, path, frameAncestors);
  });
  return app;
}

function decodePath(c: Context): string | null {
  try {
    return decodeURIComponent(new URL(c.req.url).pathname);
  } catch {
    return null;
  }
}

/** A file as it is, a page by its name, or the page that stands for every document. */
function find(site: StaticSite, path: string, forRouter: boolean): StaticFile | undefined {
  const exact = site.get(path);
  if (exact !== undefined) return exact;
  const trimmed = path.replace(/\/+$/, '');
  const page = site.get(`${trimmed}.html`) ?? site.get(`${trimmed}/index.html`);
  if (page !== undefined) return page;
  const name = pagesWithId.find((prefix) => path.startsWith(`/${prefix}/`));
  if (name === undefined) return undefined;
  if (forRouter) return routerData(site, name, path);
  return site.get(`/${name}.html`) ?? site.get(`/${name}/index.html`);
}

/** Next's router asks for a page's data beside its address: `/d/<id>.txt`, or `/d/<id>/__next.<part>.txt` for parts. */
function routerData(site: StaticSite, name: string, path: string): StaticFile | undefined {
  const part = /\/(__next\.[\w.$-]+\.txt)$/.exec(path)?.[1];
  if (part !== undefined) return site.get(`/${name}/${part}`);
  return site.get(`/${name}.txt`) ?? site.get(`/${name}/index.txt`);
}

function isRouterRequest(c: Context): boolean {
  return c.req.header('rsc') !== undefined || c.req.query('_rsc') !== undefined;
}

async function respond(
  c: Context,
  file: StaticFile,
  status: 200 | 404,
  path: string,
  ancestors: readonly string[],
): Promise<Response> {
  const encoding = preferredEncoding(c);
  const compressed = encoding === null ? null : await file.encoded(encoding);
  const etag = `"${file.hash}${compressed === null ? '' : `-${encoding}`}"`;
  const headers: Record<string, string> = {
    ETag: etag,
    'Cache-Control': status === 200 && path.startsWith('/_next/static/') ? immutable : revalidated,
    Vary: 'Accept-Encoding, RSC',
  };
  if (file.scriptHashes !== null) {
    const frameAncestors = path.startsWith('/embed/') && status === 200 ? embedders(ancestors) : [];
    headers['Content-Security-Policy'] = pagePolicy(
      { scriptHashes: file.scriptHashes, frameAncestors },
      c.req.header('host'),
    );
    // A frame that another site embeds must be able to load.
    if (frameAncestors.length > 0) headers['Cross-Origin-Resource-Policy'] = 'cross-origin';
  }
  if (path === '/sw.js') headers['Content-Security-Policy'] = workerPolicy;
  if (status === 200 && hasTag(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  headers['Content-Type'] = file.contentType;
  if (compressed !== null && encoding !== null) headers['Content-Encoding'] = encoding;
  return c.body(compressed ?? file.bytes, status, headers);
}

function embedders(origins: readonly string[]): readonly string[] {
  return origins.includes('*') ? ['*'] : ["'self'", ...origins];
}

/** The smaller one of those that are accepted: browsers list both without a preference. */
function preferredEncoding(c: Context): Encoding | null {
  for (const encoding of ['br', 'gzip'] as const) {
    const match = accepts(c, {
      header: 'Accept-Encoding',
      supports: [encoding],
      default: '',
      match: (accepted) => (accepted.some(({ type, q }) => type.toLowerCase() === encoding && q > 0) ? encoding : ''),
    });
    if (match !== '') return encoding;
  }
  return null;
}

function hasTag(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
