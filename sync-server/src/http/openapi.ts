import { Hono } from 'hono';
import {
  createdDocument,
  documentContent,
  documentList,
  liveness,
  newDocument,
  readiness,
  revocationRequest,
} from './api-schemas.js';
import { contentFormats, formatTraits } from './content-format.js';
import { filePaths } from './openapi-files.js';
import { content, type Json, json, operation, pathParameter, query, schema } from './openapi-parts.js';

export const openApiPath = '/api/v1/openapi.json';

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
      '/api/v1/documents/{id}': {
        parameters: [pathParameter('id', 'Percent-encoded, `/` too')],
        get: readOperation(),
        delete: deleteOperation(),
      },
      ...filePaths,
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
