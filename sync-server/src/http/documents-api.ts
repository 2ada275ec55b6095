import { webcrypto } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Authorizer, Credentials, Principal } from '../core/authorizer.js';
import type { Documents } from '../core/documents.js';
import { ForbiddenError, TooLargeError } from '../core/errors.js';
import { exceeds } from '../core/limits.js';
import { checkRoomName, parseRoomName, type RoomName } from '../core/room-name.js';
import type { DocumentInfo } from '../core/store.js';
import { jsonOnly } from './api-guard.js';
import { credentialsOf, keepCredentials } from './bearer-token.js';
import { contentDisposition } from './content-disposition.js';
import { type ContentFormat, formatTraits, requestedFormat } from './content-format.js';
import type { Converter } from './converter.js';
import { newDocumentId } from './document-id.js';
import { RequestError } from './problem.js';
import { TitleIndex } from './title-index.js';

export interface DocumentsApiOptions {
  readonly documents: Documents;
  readonly authorizer: Authorizer;
  readonly converter: Converter;
  /** Most bytes of a document's state; 0 for no limit. */
  readonly documentBytes: number;
  readonly newId?: () => string;
}

export const documentsPath = '/api/v1/documents';

/** The id may contain slashes, encoded or not. */
export const documentPath = `${documentsPath}/:id{.+}`;

const maxPageSize = 200;
const defaultPageSize = 50;

/** Most bytes of a request to create a document. JSON and Markdown are larger than what they become. */
const maxBodyBytes = 16 * 1024 * 1024;

/** `/api/v1/documents`, described by `openapi.ts`. */
export function createDocumentsApi(options: DocumentsApiOptions): Hono {
  const app = new Hono();
  const titles = new TitleIndex(options.documents, options.converter);
  app.get(documentsPath, (c) => list(c, options, titles));
  app.post(
    documentsPath,
    jsonOnly,
    keepCredentials,
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: () => {
        throw new TooLargeError(`the request is larger than ${maxBodyBytes} bytes`);
      },
    }),
    (c) => create(c, options),
  );
  app.get(documentPath, (c) => read(c, options));
  app.delete(documentPath, (c) => remove(c, options));
  return app;
}

async function list(c: Context, { documents, authorizer }: DocumentsApiOptions, index: TitleIndex): Promise<Response> {
  const principal = await authorizer.identify(credentialsOf(c));
  const limit = pageSize(c.req.query('limit'));
  const after = c.req.query('after');
  // One more than asked for tells whether there is a next page.
  const found = await visible(
    documents,
    principal,
    after === undefined ? undefined : checkRoomName(after),
    limit + 1,
    c.req.raw.signal,
  );
  const page = found.slice(0, limit);
  const next = found.length > limit ? (page.at(-1)?.name ?? null) : null;
  const titles = await index.titles(page);
  const summaries = page.map((info, position) => summary(info, titles[position] ?? null));
  return c.json({ documents: summaries, next }, 200, { 'Cache-Control': 'private, no-store' });
}

/**
 * Names the principal may see, in order. It goes on until the page is full instead of returning a short page with a
 * cursor: that would be the name of a document out of reach.
 */
async function visible(
  documents: Documents,
  principal: Principal,
  start: string | undefined,
  count: number,
  signal: AbortSignal,
): Promise<DocumentInfo[]> {
  const found: DocumentInfo[] = [];
  let after = start;
  while (!signal.aborted) {
    const page = await documents.list({ limit: maxPageSize, ...(after !== undefined && { after }) });
    for (const info of page) if (principal.roleIn(info.name) !== null) found.push(info);
    after = page.at(-1)?.name;
    if (found.length >= count || page.length < maxPageSize || after === undefined) break;
  }
  return found.slice(0, count);
}

async function create(c: Context, options: DocumentsApiOptions): Promise<Response> {
  const { documents, authorizer, converter, documentBytes, newId = newDocumentId } = options;
  const credentials = credentialsOf(c);
  // Before the work of reading the body; what the id allows is known after it.
  await authorizer.identify(credentials);
  const draft = await converter.draft(new Uint8Array(await c.req.arrayBuffer()));
  const name = checkRoomName(draft.id ?? newId());
  await expectEditor(authorizer, credentials, name);
  if (draft.update !== null && exceeds(draft.update.length, documentBytes)) {
    throw new TooLargeError(`the document is larger than ${documentBytes} bytes`);
  }
  await documents.create(name, draft.update ?? undefined);
  return c.json({ id: name }, 201, {
    Location: `${documentsPath}/${encodeURIComponent(name)}`,
    'Cache-Control': 'no-store',
  });
}

async function read(c: Context, { documents, authorizer, converter }: DocumentsApiOptions): Promise<Response> {
  const name = documentName(c);
  const format = requestedFormat(c);
  await authorizer.authorize(credentialsOf(c), name);
  // A copy: it is handed on to a thread or the network, and the original belongs to the room.
  const update = new Uint8Array(await documents.read(name));
  const { contentType, policy } = formatTraits[format];
  const etag = await entityTag(update, format);
  const headers: Record<string, string> = { ETag: etag, 'Cache-Control': 'private, no-cache', Vary: 'Accept' };
  if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  headers['Content-Type'] = contentType;
  headers['Content-Security-Policy'] = policy;
  headers['Content-Disposition'] = disposition(name, format);
  if (format === 'update') return c.body(update, 200, headers);
  return c.body(await converter.render({ id: name, update, format }), 200, headers);
}

async function remove(c: Context, { documents, authorizer }: DocumentsApiOptions): Promise<Response> {
  const name = documentName(c);
  await expectEditor(authorizer, credentialsOf(c), name);
  await documents.delete(name);
  return c.body(null, 204);
}

async function expectEditor(authorizer: Authorizer, credentials: Credentials, name: RoomName): Promise<void> {
  const { role } = await authorizer.authorize(credentials, name);
  if (role !== 'edit') throw new ForbiddenError('this needs the permission to edit');
}

/** From the address as it was sent: the router's own decoding would decode a name twice. @throws {BadRoomNameError} */
function documentName(c: Context): RoomName {
  const { pathname } = new URL(c.req.url);
  const prefix = `${documentsPath}/`;
  return parseRoomName(pathname.slice(pathname.indexOf(prefix) + prefix.length));
}

function pageSize(text: string | undefined): number {
  if (text === undefined) return defaultPageSize;
  const size = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (size < 1 || size > maxPageSize) {
    throw new RequestError(400, 'bad-limit', `limit must be a whole number from 1 to ${maxPageSize}`);
  }
  return size;
}

function summary({ name, createdAt, updatedAt, bytes }: DocumentInfo, title: string | null): Record<string, unknown> {
  return {
    id: name,
    title,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    bytes,
  };
}

/**
 * By the state alone, so that an unchanged document is not converted again to find that out. Hashed in Node's thread
 * pool: a large document would hold up the relay.
 */
async function entityTag(update: Uint8Array<ArrayBuffer>, format: ContentFormat): Promise<string> {
  const digest = await webcrypto.subtle.digest('SHA-256', update);
  return `"${Buffer.from(digest).toString('base64url').slice(0, 27)}-${format}"`;
}

/** Weak comparison, as If-None-Match wants it: proxies that compress make tags weak. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}

/** Shown where it can be shown; a name to save it under in any case. */
function disposition(name: string, format: ContentFormat): string {
  const base = name.slice(name.lastIndexOf('/') + 1);
  // By code points: half a surrogate pair could not be encoded.
  const file = `${[...base].slice(0, 100).join('')}.${formatTraits[format].extension}`;
  return contentDisposition(format === 'update' ? 'attachment' : 'inline', file);
}
