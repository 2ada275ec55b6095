import { type Context, Hono } from 'hono';
import type { Authorizer, Grant } from '../core/authorizer.js';
import { FileNotFoundError, ForbiddenError, SyncError, UnauthenticatedError } from '../core/errors.js';
import { type FileInfo, type Files, isFileHash } from '../core/files.js';
import type { RateLimit } from '../core/rate-limit.js';
import { parseRoomName } from '../core/room-name.js';
import type { CountedEvent } from '../core/telemetry.js';
import { credentialsOf } from './bearer-token.js';
import type { AddressOf } from './client-address.js';
import { encodeFully } from './content-disposition.js';
import { documentsPath } from './documents-api.js';
import { safeFileName } from './file-name.js';
import { fileResponse } from './file-response.js';
import { RequestError } from './problem.js';
import { defaultPace, type UploadPace, uploadBody } from './upload-body.js';

export interface FilesApiOptions {
  readonly files: Files;
  readonly authorizer: Authorizer;
  /** Whether a permission that was given before has been taken back since. */
  readonly isRevoked: (grant: Grant) => boolean;
  /** Keys in the addresses of files. */
  readonly fileKeys: { keyOf(hash: string): string; isKeyOf(hash: string, key: string): boolean };
  readonly uploadRate: RateLimit;
  readonly addressOf: AddressOf;
  readonly count: (event: CountedEvent) => void;
  readonly uploadPace?: UploadPace;
}

const filesPath = '/api/v1/files';

export const filePath = `${filesPath}/:hash/:name`;

const uploadSuffix = '/files';

/** One parameter: the router cannot tell an id with slashes from what follows it. */
export const documentFilesPath = `${documentsPath}/:idAndSuffix{.+${uploadSuffix}}`;

/** Whether a request is an upload, which may take long. */
export function isUpload({
  method,
  url = '',
}: {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
}): boolean {
  const path = url.split('?', 1)[0] ?? '';
  return method === 'POST' && path.startsWith(`${documentsPath}/`) && path.endsWith(uploadSuffix);
}

/** Uploading to a document and reading what was uploaded, described by `openapi.ts`. */
export function createFilesApi(options: FilesApiOptions): Hono {
  const app = new Hono();
  app.post(documentFilesPath, (c) => upload(c, options));
  app.get(filePath, (c) => read(c, options));
  return app;
}

async function upload(c: Context, options: FilesApiOptions): Promise<Response> {
  const { files, authorizer, isRevoked, uploadPace = defaultPace, count } = options;
  const name = safeFileName(c.req.query('name') ?? '');
  const declaredBytes = declaredLength(c);
  const grant = await permission(c, options);
  spendOne(c, options);
  const stream = c.req.raw.body ?? new Blob([]).stream();
  const info = await files.store({
    document: documentName(c),
    declaredBytes,
    body: uploadBody({
      stream,
      declaredBytes,
      pace: uploadPace,
      now: () => performance.now(),
      onBrokenOff: () => count('uploads-broken-off'),
    }),
    authorize: () => {
      // The bytes may have taken long: for whoever was locked out meanwhile they are not kept.
      const isOver = grant.expiresAt !== null && grant.expiresAt <= Date.now() && authorizer.mode === 'jwt';
      if (isRevoked(grant) || isOver) {
        count('uploads-refused-permission');
        throw new ForbiddenError('the permission ended during the upload');
      }
    },
  });
  const url = `${filesPath}/${info.hash}/${encodeFully(name)}?key=${options.fileKeys.keyOf(info.hash)}`;
  return c.json({ url, ...described(info), name }, 201, { Location: url, 'Cache-Control': 'no-store' });
}

function described({ hash, size, mime, dimensions }: FileInfo): Record<string, unknown> {
  return { hash, size, mime, ...dimensions };
}

/** @throws {RequestError} 411 */
function declaredLength(c: Context): number | null {
  const header = c.req.header('content-length');
  if (header !== undefined && /^\d{1,15}$/.test(header)) return Number(header);
  if (c.req.raw.body === null) {
    throw new RequestError(411, 'length-required', 'the body must be the file; an empty one says Content-Length: 0');
  }
  return null;
}

async function permission(c: Context, { authorizer, count }: FilesApiOptions): Promise<Grant> {
  try {
    const grant = await authorizer.authorize(credentialsOf(c), documentName(c));
    if (grant.role !== 'edit') throw new ForbiddenError('this needs the permission to edit');
    return grant;
  } catch (error) {
    if (error instanceof SyncError && (error.status === 401 || error.status === 403)) {
      count('uploads-refused-permission');
    }
    throw error;
  }
}

/** @throws {RequestError} 429 */
function spendOne(c: Context, { uploadRate, addressOf, count }: FilesApiOptions): void {
  const waitMs = uploadRate.take(addressOf(c), Date.now());
  if (waitMs === null) return;
  count('limit-uploads-per-minute');
  throw new RequestError(429, 'too-many', 'too many uploads from this address in a minute', {
    'Retry-After': String(Math.ceil(waitMs / 1000)),
  });
}

/** From the address as it was sent: the router's own decoding would decode a name twice. @throws {BadRoomNameError} */
function documentName(c: Context) {
  const { pathname } = new URL(c.req.url);
  const prefix = `${documentsPath}/`;
  return parseRoomName(pathname.slice(pathname.indexOf(prefix) + prefix.length, -uploadSuffix.length));
}

async function read(c: Context, options: FilesApiOptions): Promise<Response> {
  const { pathname } = new URL(c.req.url);
  const [hash = '', encodedName = ''] = pathname.slice(pathname.indexOf(filesPath) + filesPath.length + 1).split('/');
  // Before anything is looked up: without permission nobody learns which files there are.
  await expectReader(c, options, hash);
  if (!isFileHash(hash)) throw new FileNotFoundError('there is no such file');
  const { info, bytes } = await options.files.open(hash);
  return fileResponse(c, { info, bytes, name: safeFileName(decode(encodedName)) });
}

/**
 * An image in a page cannot send a token, and a page saved or exported has none: the key in the address lets its holder
 * read that one file. Who comes without it shows a token for a document that uses the file.
 */
async function expectReader(c: Context, options: FilesApiOptions, hash: string): Promise<void> {
  const { authorizer, fileKeys, files, count } = options;
  if (authorizer.mode === 'open') return;
  const key = c.req.query('key');
  if (key !== undefined && fileKeys.isKeyOf(hash, key)) return;
  try {
    const principal = await authorizer.identify(credentialsOf(c));
    if (principal.isAdmin) return;
    const documents = isFileHash(hash) ? await files.documentsOf(hash) : [];
    if (documents.some((document) => principal.roleIn(document) !== null)) return;
    // Not 403: that would tell that somebody else has it.
    throw new FileNotFoundError('there is no such file, or it is not yours to read');
  } catch (error) {
    count('file-reads-refused');
    if (error instanceof UnauthenticatedError && credentialsOf(c).token === null) {
      throw new UnauthenticatedError('this needs the key of the file’s address, or a token');
    }
    throw error;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return 'file';
  }
}
