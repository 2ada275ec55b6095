import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { SyncError } from '../core/errors.js';

/** Takes a fixed message and fields without secrets or content. */
export type HttpLog = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  fields: Record<string, unknown>,
) => void;

type RequestErrorStatus = 400 | 404 | 405 | 406 | 408 | 411 | 413 | 415 | 422 | 429 | 502 | 503;

/** What is wrong with a request as HTTP sees it; what is wrong with what it asks for is a `SyncError`. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly status: RequestErrorStatus,
    /** Stable and public. */
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** The body of every error, after RFC 9457. */
export interface Problem {
  /** The kind of problem is in `code`; there are no pages about them to link to. */
  readonly type: 'about:blank';
  /** The status in words. */
  readonly title: string;
  readonly status: number;
  /** Stable: what programs look at. */
  readonly code: string;
  /** For the developer who made the request. */
  readonly detail: string;
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  411: 'Length Required',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  507: 'Insufficient Storage',
};

/** The one place where errors become responses. What was not expected is logged and told to nobody. */
export function problemResponse(error: unknown, c: Context, log: HttpLog): Response {
  if (error instanceof SyncError) return respond(c, error.status, error.code, error.message, hints(error.status));
  if (error instanceof RequestError) {
    return respond(c, error.status, error.code, error.message, { ...hints(error.status), ...error.headers });
  }
  if (error instanceof HTTPException && error.status < 500) {
    return respond(c, error.status, 'bad-request', 'the request could not be handled');
  }
  log('error', 'request failed', { err: error, method: c.req.method, path: c.req.path });
  return respond(c, 500, 'internal', 'something went wrong; the server has logged it');
}

function respond(
  c: Context,
  status: number,
  code: string,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  const problem: Problem = { type: 'about:blank', title: titles[status] ?? 'Error', status, code, detail };
  return c.body(JSON.stringify(problem), status as 400, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...headers,
  });
}

/** What HTTP asks for beside the status. */
function hints(status: number): Record<string, string> {
  if (status === 401) return { 'WWW-Authenticate': 'Bearer' };
  if (status === 429 || status === 503) return { 'Retry-After': '1' };
  return {};
}
