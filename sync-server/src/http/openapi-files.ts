import { linkPreview, storedFile } from './api-schemas.js';
import { content, type Json, json, operation, pathParameter, query, schema } from './openapi-parts.js';

/** What the API says about files and links. */
export const filePaths: Json = {
  '/api/v1/documents/{id}/files': {
    parameters: [pathParameter('id', 'Percent-encoded, `/` too')],
    post: {
      ...operation(
        'uploadFile',
        'Upload a file to a document',
        {
          201: {
            ...json('Stored, and on disk. The same content again is answered alike', schema(storedFile)),
            headers: { Location: { description: 'Where it is', schema: { type: 'string' } } },
          },
        },
        [400, 401, 403, 404, 408, 411, 413, 415, 429, 503, 507],
      ),
      parameters: [query('name', 'What it is called; made safe', { type: 'string' })],
      requestBody: { required: true, ...binary('The bytes. Their type is found out, not believed') },
    },
  },
  '/api/v1/files/{hash}/{name}': {
    parameters: [
      pathParameter('hash', 'SHA-256 of its bytes, hex'),
      pathParameter('name', 'What it is offered as for saving'),
    ],
    get: {
      ...operation(
        'getFile',
        'Read a file',
        {
          200: binary('The file. Images, sound, film and PDF may be shown; everything else is for saving'),
          206: binary('A part of it, for Range'),
          304: { description: 'Not changed since If-None-Match' },
          416: { description: 'The range is outside the file' },
        },
        [401, 403, 404, 503],
      ),
      parameters: [query('key', 'From the address that the upload gave; stands for a token', { type: 'string' })],
    },
  },
  '/api/v1/link-preview': {
    get: {
      ...operation(
        'getLinkPreview',
        'What a page says of itself, for a link card; off unless the operator allows it',
        { 200: json('Plain text; null where it says nothing', schema(linkPreview)) },
        [400, 401, 403, 404, 422, 429, 502, 503],
      ),
      parameters: [query('url', 'http or https', { type: 'string', format: 'uri' }, true)],
    },
  },
};

function binary(description: string): Json {
  return content(description, { 'application/octet-stream': { schema: {} } });
}
