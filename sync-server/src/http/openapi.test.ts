import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { bearer, createHttpFixture } from '../../test/support/http-fixture.js';
import { createdDocument, documentContent, documentList, liveness, problem, readiness } from './api-schemas.js';
import { openApiDocument, openApiPath } from './openapi.js';

type Paths = Record<string, Record<string, { responses: Record<string, unknown> }>>;

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** A route as it is written in the document. */
function described(path: string): string {
  return path
    .replace(/:idAndSuffix\{\.\+([^}]*)\}/, '{id}$1')
    .replace(/:(\w+)\{[^}]*\}/g, '{$1}')
    .replace(/:(\w+)/g, '{$1}');
}

describe('the OpenAPI document', () => {
  it('is served as it is made', async () => {
    const response = await createHttpFixture().app.request(openApiPath);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(openApiDocument('0.0.0'))));
  });

  it('has every route of the app and no other', () => {
    const { app } = createHttpFixture();
    const routes = app.routes
      .filter(({ method }) => methods.includes(method.toLowerCase()))
      .map(({ method, path }) => `${method.toLowerCase()} ${described(path)}`);
    const paths = openApiDocument('0').paths as Paths;
    const inDocument = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((key) => methods.includes(key))
        .map((method) => `${method} ${path}`),
    );
    expect([...new Set(routes)].sort()).toEqual(inDocument.sort());
  });

  it('gives every operation a name of its own, and refers to nothing outside itself', () => {
    const document = openApiDocument('0');
    const names = JSON.stringify(document).match(/"operationId":"\w+"/g) ?? [];
    expect(new Set(names).size).toBe(names.length);
    expect(JSON.stringify(document)).not.toContain('$ref');
  });

  it('describes what the app answers', async () => {
    const { app, documents } = createHttpFixture();
    await documents.create('a');
    const json = { 'content-type': 'application/json' };
    const revoke = { method: 'POST', body: '{"userId":"a"}', headers: { ...json, ...bearer('admin').headers } };
    const create = { method: 'POST', body: '{"id":"b"}', headers: { ...json, ...bearer('edit:').headers } };
    const cases: [string, string, string, RequestInit, z.ZodType | null][] = [
      ['/api/v1/documents', 'get', '/api/v1/documents', bearer('view:'), documentList],
      ['/api/v1/documents', 'get', '/api/v1/documents?limit=0', bearer('view:'), problem],
      ['/api/v1/documents', 'get', '/api/v1/documents', {}, problem],
      ['/api/v1/documents', 'post', '/api/v1/documents', create, createdDocument],
      ['/api/v1/documents', 'post', '/api/v1/documents', create, problem],
      ['/api/v1/documents/{id}', 'get', '/api/v1/documents/a', bearer('view:'), documentContent],
      ['/api/v1/documents/{id}', 'get', '/api/v1/documents/none', bearer('view:'), problem],
      ['/api/v1/documents/{id}', 'get', '/api/v1/documents/a', bearer('view:', { accept: 'image/png' }), problem],
      ['/api/v1/documents/{id}', 'delete', '/api/v1/documents/a', { method: 'DELETE', ...bearer('edit:') }, null],
      ['/api/v1/revocations', 'post', '/api/v1/revocations', revoke, null],
      ['/livez', 'get', '/livez', {}, liveness],
      ['/readyz', 'get', '/readyz', {}, readiness],
      ['/metrics', 'get', '/metrics', {}, problem],
    ];
    const paths = openApiDocument('0').paths as Paths;
    for (const [path, method, url, init, schema] of cases) {
      const response = await app.request(url, init);
      expect(Object.keys(paths[path]?.[method]?.responses ?? {}), `${method} ${url}`).toContain(
        String(response.status),
      );
      if (schema !== null) schema.parse(await response.json());
    }
  });
});
