import { describe, expect, it } from 'vitest';
import { bearer, createHttpFixture } from '../../test/support/http-fixture.js';

const revocations = '/api/v1/revocations';

function post(body: unknown, token: string): RequestInit {
  return {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { ...bearer(token).headers, 'content-type': 'application/json' },
  };
}

describe('revoking', () => {
  it('locks out a token or a person', async () => {
    const { app, revoked } = createHttpFixture();
    expect((await app.request(revocations, post({ tokenId: 't1' }, 'admin'))).status).toBe(204);
    expect((await app.request(revocations, post({ userId: 'ann' }, 'admin'))).status).toBe(204);
    expect(revoked).toEqual([
      { kind: 'token', tokenId: 't1' },
      { kind: 'user', userId: 'ann' },
    ]);
  });

  it('is for administrators', async () => {
    const { app, revoked } = createHttpFixture();
    expect((await app.request(revocations, post({ userId: 'ann' }, 'edit:'))).status).toBe(403);
    expect((await app.request(revocations, post({ userId: 'ann' }, ''))).status).toBe(401);
    expect(revoked).toEqual([]);
  });

  it.each([{}, { tokenId: '' }, { tokenId: 'a', userId: 'b' }, { userId: 7 }, [], null])('refuses %j', async (body) => {
    const { app, revoked } = createHttpFixture();
    expect((await app.request(revocations, post(body, 'admin'))).status).toBe(400);
    expect(revoked).toEqual([]);
  });
});

describe('requests of web pages', () => {
  it('are refused from foreign origins, reading ones too', async () => {
    const { app, documents } = createHttpFixture();
    await documents.create('a');
    const foreign = { origin: 'https://evil.example' };
    const read = await app.request('/api/v1/documents/a', bearer('view:', foreign));
    expect(read.status).toBe(403);
    expect(read.headers.get('access-control-allow-origin')).toBeNull();
    const remove = await app.request('/api/v1/documents/a', { method: 'DELETE', ...bearer('edit:', foreign) });
    expect(remove.status).toBe(403);
    expect((await app.request('/api/v1/documents/a', { method: 'OPTIONS', headers: foreign })).status).toBe(403);
    expect(await documents.list({ limit: 1 })).toHaveLength(1);
  });

  it('are refused when they come from another site without saying from which', async () => {
    const { app, documents } = createHttpFixture();
    await documents.create('a');
    const init = { method: 'DELETE', ...bearer('edit:', { 'sec-fetch-site': 'cross-site' }) };
    expect((await app.request('/api/v1/documents/a', init)).status).toBe(403);
  });

  it('may read the answers when their origin is allowed', async () => {
    const { app, documents } = createHttpFixture();
    await documents.create('a');
    const response = await app.request('/api/v1/documents/a', bearer('view:', { origin: 'https://app.example' }));
    expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(response.headers.get('access-control-expose-headers')).toContain('ETag');
    expect(response.headers.get('cross-origin-resource-policy')).toBeNull();
    expect(response.headers.get('vary')).toContain('Origin');
    const preflight = await app.request('/api/v1/documents/a', {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('DELETE');
  });
});

describe('every response', () => {
  it.each(['/livez', '/api/v1/documents', '/api/v1/nothing', '/nothing'])(
    'of %s has the security headers',
    async (path) => {
      const { headers } = await createHttpFixture().app.request(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      expect(headers.get('strict-transport-security')).toBeNull();
    },
  );

  it('asks for https from then on only when the browser came by it', async () => {
    const { app } = createHttpFixture();
    expect((await app.request('https://docs.example/livez')).headers.get('strict-transport-security')).toBe(
      'max-age=15552000',
    );
  });
});

describe('errors', () => {
  it('are problem details', async () => {
    const response = await createHttpFixture().app.request('/api/v1/nothing');
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      code: 'not-found',
      detail: 'there is no such address in the API',
    });
  });

  it('name the methods there are', async () => {
    const { app } = createHttpFixture();
    for (const [method, path, allow] of [
      ['DELETE', '/api/v1/documents', 'GET, HEAD, POST'],
      ['PUT', '/api/v1/documents/a', 'GET, HEAD, DELETE'],
      ['GET', '/api/v1/revocations', 'POST'],
      ['POST', '/api/v1/openapi.json', 'GET, HEAD'],
    ] as const) {
      const response = await app.request(path, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe(allow);
    }
  });

  it('that nobody expected are logged and tell nothing', async () => {
    const { app, logs } = createHttpFixture({
      metricsAccess: 'anyone',
      metrics: async () => {
        throw new Error('secret internals at /data/db');
      },
    });
    const response = await app.request('/metrics?token=SECRET');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret internals');
    expect(logs.filter(({ level }) => level === 'error')).toMatchObject([
      { message: 'request failed', fields: { err: { message: 'secret internals at /data/db' }, path: '/metrics' } },
    ]);
    expect(JSON.stringify(logs.map(({ fields }) => fields))).not.toContain('SECRET');
  });
});

describe('the access log', () => {
  it('has one line for each request, without query or headers', async () => {
    const { app, logs } = createHttpFixture();
    await app.request('/livez?token=SECRET', bearer('SECRET'));
    await app.request('/api/v1/documents', post({ id: 'a' }, 'edit:'));
    expect(logs).toMatchObject([
      { level: 'debug', message: 'request', fields: { method: 'GET', path: '/livez', status: 200 } },
      { level: 'info', message: 'request', fields: { method: 'POST', path: '/api/v1/documents', status: 201 } },
    ]);
    expect(JSON.stringify(logs)).not.toContain('SECRET');
  });
});
