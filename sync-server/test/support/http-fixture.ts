import type { Hono } from 'hono';
import { createFileKeys } from '../../src/auth/file-keys.js';
import type { Authorizer, Grant, Principal } from '../../src/core/authorizer.js';
import { ForbiddenError, UnauthenticatedError } from '../../src/core/errors.js';
import { RateLimit } from '../../src/core/rate-limit.js';
import type { Revocation, StoreHealth } from '../../src/core/store.js';
import type { CountedEvent } from '../../src/core/telemetry.js';
import { draftDocument, render, titlesOf } from '../../src/http/conversions.js';
import type { Converted } from '../../src/http/converted.js';
import type { Converter } from '../../src/http/converter.js';
import { RequestError } from '../../src/http/problem.js';
import { createHttpRoutes, type HttpRoutesOptions } from '../../src/http/routes.js';
import { MemoryDocuments } from './memory-documents.js';
import { MemoryFiles } from './memory-files.js';

/** Tokens name what they allow: `edit:team/`, `view:team/` (a prefix of room names), or `admin`. */
const wordAuthorizer: Authorizer = {
  mode: 'jwt',
  async authorize({ token }, room): Promise<Grant> {
    const role = principal(token).roleIn(room);
    if (role === null) throw new ForbiddenError('the token does not cover this document');
    return { role, user: null, expiresAt: null, tokenId: null, issuedAt: null };
  },
  identify: async ({ token }) => principal(token),
};

function principal(token: string | null): Principal {
  if (token === 'admin') return { user: null, roleIn: () => 'edit', isAdmin: true };
  const [, role, prefix] = /^(view|edit):(.*)$/.exec(token ?? '') ?? [];
  if (prefix === undefined) throw new UnauthenticatedError('this needs a token');
  return { user: null, roleIn: (room) => (room.startsWith(prefix) ? (role as 'view' | 'edit') : null), isAdmin: false };
}

/** Converts on the spot. */
const directConverter: Converter = {
  render: async (task) => unwrap(render(task)),
  titles: async (updates) => unwrap(titlesOf(updates)),
  draft: async (body) => unwrap(draftDocument(body)),
  close: async () => {},
};

function unwrap<T>(converted: Converted<T>): T {
  if (converted.ok) return converted.value;
  throw new RequestError(converted.status, converted.code, converted.message);
}

export interface HttpFixture {
  readonly app: Hono;
  readonly documents: MemoryDocuments;
  readonly files: MemoryFiles;
  readonly counted: CountedEvent[];
  readonly logs: { level: string; message: string; fields: Record<string, unknown> }[];
  readonly revoked: Revocation['subject'][];
  health: StoreHealth;
  isDraining: boolean;
}

export function createHttpFixture(options: Partial<HttpRoutesOptions> = {}): HttpFixture {
  const documents = new MemoryDocuments();
  const files = new MemoryFiles();
  const fixture: Omit<HttpFixture, 'app'> = {
    documents,
    files,
    counted: [],
    logs: [],
    revoked: [],
    health: { ok: true, unstoredBytes: 0, quarantinedRecords: 0 },
    isDraining: false,
  };
  const app = createHttpRoutes({
    documents,
    files,
    fileKeys: createFileKeys(Buffer.alloc(32, 7)),
    isRevoked: () => false,
    uploadRate: new RateLimit(0),
    linkPreviews: null,
    linkPreviewRate: new RateLimit(0),
    addressOf: () => '192.0.2.1',
    count: (event) => fixture.counted.push(event),
    authorizer: wordAuthorizer,
    converter: directConverter,
    documentBytes: 1024 * 1024,
    revoke: async (subject) => fixture.revoked.push(subject),
    storeHealth: () => fixture.health,
    isDraining: () => fixture.isDraining,
    metrics: async () => ({ contentType: 'text/plain; version=0.0.4; charset=utf-8', body: 'manyhands_sessions 0\n' }),
    metricsAccess: 'admin',
    refusalOf: ({ origin }) => (origin === 'https://evil.example' ? 'this origin is not allowed' : null),
    site: null,
    allowedOrigins: [],
    version: '0.0.0',
    log: (level, message, fields) => fixture.logs.push({ level, message, fields }),
    ...options,
  });
  return Object.assign(fixture, { app });
}

export function bearer(token: string, headers: Record<string, string> = {}): { headers: Record<string, string> } {
  return { headers: { authorization: `Bearer ${token}`, ...headers } };
}
