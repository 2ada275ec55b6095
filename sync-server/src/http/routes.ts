import { Hono } from 'hono';
import { accessLog } from './access-log.js';
import { apiGuard, type RequestRefusal } from './api-guard.js';
import { createDocumentsApi, type DocumentsApiOptions, documentPath, documentsPath } from './documents-api.js';
import { createFilesApi, documentFilesPath, type FilesApiOptions, filePath } from './files-api.js';
import { createHealthRoutes, type HealthOptions } from './health.js';
import { createLinkPreviewApi, type LinkPreviewApiOptions, linkPreviewPath } from './link-preview-api.js';
import { createOpenApiRoute, openApiPath } from './openapi.js';
import { type HttpLog, problemResponse, RequestError } from './problem.js';
import { createRevocationsApi, type RevocationsApiOptions, revocationsPath } from './revocations-api.js';
import { isHttpsRequest, securityHeaders } from './security-headers.js';
import { createStaticFiles } from './static-files.js';
import type { StaticSite } from './static-site.js';

export interface HttpRoutesOptions
  extends HealthOptions,
    DocumentsApiOptions,
    FilesApiOptions,
    LinkPreviewApiOptions,
    RevocationsApiOptions {
  readonly refusalOf: RequestRefusal;
  /** The exported web app; `null` to serve none. */
  readonly site: StaticSite | null;
  /** Origins whose pages may frame `/embed/…`; or the single entry `*`. */
  readonly allowedOrigins: readonly string[];
  /** The product's version, for the API's description. */
  readonly version: string;
  readonly log: HttpLog;
  /** Whether the browser is known to have come by https. Default: by the request's own address. */
  readonly isHttps?: (request: Request) => boolean;
}

const allowedMethods: Readonly<Record<string, string>> = {
  [documentsPath]: 'GET, HEAD, POST',
  [documentFilesPath]: 'POST',
  [documentPath]: 'GET, HEAD, DELETE',
  [filePath]: 'GET, HEAD',
  [linkPreviewPath]: 'GET, HEAD',
  [revocationsPath]: 'POST',
  [openApiPath]: 'GET, HEAD',
};

/** Everything that is answered over plain HTTP: health, metrics, the API and the web app. */
export function createHttpRoutes(options: HttpRoutesOptions): Hono {
  const { log, refusalOf, site, allowedOrigins, version, isHttps = isHttpsRequest } = options;
  const app = new Hono();
  app.onError((error, c) => problemResponse(error, c, log));
  app.notFound((c) => problemResponse(new RequestError(404, 'not-found', 'there is nothing here'), c, log));
  app.use('*', accessLog(log), securityHeaders(isHttps));
  app.use('/api/*', ...apiGuard(refusalOf));
  app.route('/', createHealthRoutes(options));
  app.route('/', createDocumentsApi(options));
  app.route('/', createFilesApi(options));
  app.route('/', createLinkPreviewApi(options));
  app.route('/', createRevocationsApi(options));
  app.route('/', createOpenApiRoute(version));
  for (const [path, methods] of Object.entries(allowedMethods)) {
    app.all(path, () => {
      throw new RequestError(405, 'method-not-allowed', `the methods here are ${methods}`, { Allow: methods });
    });
  }
  // The web app must not answer for the API: a program would take a page for an answer.
  app.all('/api/*', () => {
    throw new RequestError(404, 'not-found', 'there is no such address in the API');
  });
  if (site !== null) app.route('/', createStaticFiles({ site, frameAncestors: allowedOrigins }));
  return app;
}
