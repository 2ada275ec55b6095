import { Hono } from 'hono';
import { z } from 'zod';
import {
  createdDocument,
  documentContent,
  documentList,
  liveness,
  newDocument,
  problem,
  readiness,
  revocationRequest,
} from './api-schemas.js';
import { contentFormats, formatTraits } from './content-format.js';

export const openApiPath = '/api/v1/openapi.json';

type Json = Record<string, unknown>;

const bearer = [{ bearer: [] }, {}];

/** What may be answered beside success, by what the route does. */
const problems: Readonly<Record<number, string>> = {
  400: 'The request is malformed',
  401: 'No token, or one that is not valid now',
  403: 'The token does not allow it, or the page’s origin is not allowed',
  404: 'There is no such document, or it was deleted',
  406: 'Nothing that is accepted can be had',
  409: 'A document of that name exists or existed',
  413: 'Too large',
  415: 'The body is not JSON',
  422: 'The document cannot be converted',
  429: 'Too many',
  503: 'The store or the conversion cannot take it now',
};

/** The description of the HTTP API, OpenAPI 3.1, from the schemas that also check it. */
export function openApiDocument(version: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Manyhands',
      version,
      description:
        'Documents over HTTP. A document’s id may contain `/`; in a path it is percent-encoded. ' +
        'Errors are problem details (RFC 9457) with a stable `code`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths: {
      '/api/v1/documents': { get: listOperation(), post: createOperation() },
      '/api/v1/documents/{id}': { parameters: [idParameter()], get: readOperation(), delete: deleteOperation() },
      '/api/v1/revocations': { post: revokeOperation() },
      [openApiPath]: {
        get: operation('getOpenApi', 'This document', { 200: json('OpenAPI 3.1', { type: 'object' }) }, [], []),
      },
      '/livez': {
        get: operation(
          'getLiveness',
          'Whether the process can answer',
          { 200: json('It can', schema(liveness)) },
          [],
          [],
        ),
      },
      '/readyz': {
        get: operation(
          'getReadiness',
          'Whether the server should be sent clients',
          { 200: json('It should', schema(readiness)), 503: json('It should not', schema(readiness)) },
          [],
          [],
        ),
      },
      '/metrics': {
        get: operation(
          'getMetrics',
          'Metrics for Prometheus',
          { 200: content('Metrics', { 'text/plain': { schema: { type: 'string' } } }) },
          [401, 403],
        ),
      },
    },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  };
}

/** Serves the document, made once. */
export function createOpenApiRoute(version: string): Hono {
  const app = new Hono();
  const document = openApiDocument(version);
  app.get(openApiPath, (c) => c.json(document, 200, { 'Cache-Control': 'no-cache' }));
  return app;
}

function listOperation(): Json {
  const parameters = [
    query('after', 'Start after this id (exclusive)', { type: 'string' }),
    query('limit', 'Most documents of a page', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
  ];
  const responses = { 200: json('Documents that may be seen, ordered by id', schema(documentList)) };
  return { ...operation('listDocuments', 'List documents', responses, [400, 401, 403, 503]), parameters };
}

function createOperation(): Json {
  const responses = {
    201: {
      ...json('Created, and on disk', schema(createdDocument)),
      headers: { Location: { description: 'Where it is', schema: { type: 'string' } } },
    },
  };
  return {
    ...operation('createDocument', 'Create a document', responses, [400, 401, 403, 409, 413, 415, 422, 503]),
    requestBody: { required: true, content: { 'application/json': { schema: schema(newDocument) } } },
  };
}

function readOperation(): Json {
  const media = contentFormats.map((format) => {
    const body = format === 'json' ? schema(documentContent) : format === 'update' ? {} : { type: 'string' };
    return [formatTraits[format].mediaType, { schema: body }] as const;
  });
  const responses = {
    200: {
      ...content('The document', Object.fromEntries(media)),
      headers: { ETag: { description: 'Changes with the document', schema: { type: 'string' } } },
    },
    304: { description: 'Not changed since If-None-Match' },
  };
  const format = query('format', 'Instead of the Accept header', { type: 'string', enum: contentFormats });
  return {
    ...operation('getDocument', 'Read a document', responses, [400, 401, 403, 404, 406, 413, 422, 503]),
    parameters: [format],
  };
}

function deleteOperation(): Json {
  const responses = { 204: { description: 'Deleted, for good: its id cannot be used again' } };
  return operation('deleteDocument', 'Delete a document', responses, [400, 401, 403, 404, 503]);
}

function revokeOperation(): Json {
  const responses = { 204: { description: 'Locked out; sessions are closed' } };
  return {
    ...operation('revoke', 'Lock out a token or a person', responses, [400, 401, 403, 413, 415, 429, 503]),
    requestBody: { required: true, content: { 'application/json': { schema: schema(revocationRequest) } } },
  };
}

function operation(
  operationId: string,
  summary: string,
  responses: Json,
  codes: number[],
  security = bearer as unknown[],
): Json {
  const failures = codes.map((code) => [
    code,
    content(problems[code] ?? 'Error', { 'application/problem+json': { schema: schema(problem) } }),
  ]);
  return { operationId, summary, security, responses: { ...responses, ...Object.fromEntries(failures) } };
}

function idParameter(): Json {
  return {
    name: 'id',
    in: 'path',
    required: true,
    description: 'Percent-encoded, `/` too',
    schema: { type: 'string' },
  };
}

function query(name: string, description: string, of: Json): Json {
  return { name, in: 'query', required: false, description, schema: of };
}

function json(description: string, of: Json): Json {
  return content(description, { 'application/json': { schema: of } });
}

function content(description: string, media: Json): Json {
  return { description, content: media };
}

/** Written out in place: a reader and a generator of clients both manage without references. */
function schema(of: z.ZodType): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(of, { io: 'input', reused: 'inline' });
  return rest;
}
