import { type Context, Hono } from 'hono';
import type { Authorizer } from '../core/authorizer.js';
import type { LinkPreviews } from '../core/link-previews.js';
import type { RateLimit } from '../core/rate-limit.js';
import type { CountedEvent } from '../core/telemetry.js';
import { credentialsOf } from './bearer-token.js';
import type { AddressOf } from './client-address.js';
import { RequestError } from './problem.js';

export interface LinkPreviewApiOptions {
  /** `null`: switched off. */
  readonly linkPreviews: LinkPreviews | null;
  readonly authorizer: Authorizer;
  readonly linkPreviewRate: RateLimit;
  readonly addressOf: AddressOf;
  readonly count: (event: CountedEvent) => void;
}

export const linkPreviewPath = '/api/v1/link-preview';

/** Long enough for everybody in a document to insert the same card. */
const cacheControl = 'private, max-age=600';

/** `GET /api/v1/link-preview?url=`: what a page says of itself. For everybody who may use the server. */
export function createLinkPreviewApi(options: LinkPreviewApiOptions): Hono {
  const app = new Hono();
  app.get(linkPreviewPath, (c) => respond(c, options));
  return app;
}

async function respond(c: Context, options: LinkPreviewApiOptions): Promise<Response> {
  const { linkPreviews, authorizer, linkPreviewRate, addressOf, count } = options;
  if (linkPreviews === null) {
    throw new RequestError(404, 'link-previews-off', 'link previews are switched off on this server');
  }
  await authorizer.identify(credentialsOf(c));
  const url = c.req.query('url');
  if (url === undefined || url === '') throw new RequestError(400, 'no-url', 'the parameter url is missing');
  const waitMs = linkPreviewRate.take(addressOf(c), Date.now());
  if (waitMs !== null) {
    count('limit-link-previews-per-minute');
    throw new RequestError(429, 'too-many', 'too many link previews from this address in a minute', {
      'Retry-After': String(Math.ceil(waitMs / 1000)),
    });
  }
  try {
    const preview = await linkPreviews.preview(url);
    count('link-previews');
    return c.json(preview, 200, { 'Cache-Control': cacheControl });
  } catch (error) {
    count('link-previews-failed');
    throw error;
  }
}
