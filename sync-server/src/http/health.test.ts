import { describe, expect, it } from 'vitest';
import { bearer, createHttpFixture } from '../../test/support/http-fixture.js';

function from(remoteAddress: string): { incoming: { socket: { remoteAddress: string } } } {
  return { incoming: { socket: { remoteAddress } } };
}

describe('/livez', () => {
  it('answers 200 whatever the store does', async () => {
    const fixture = createHttpFixture();
    fixture.health = { ok: false, unstoredBytes: 0, quarantinedRecords: 0 };
    fixture.isDraining = true;
    expect((await fixture.app.request('/livez')).status).toBe(200);
  });
});

describe('/readyz', () => {
  it('answers 200 while the store works', async () => {
    const response = await createHttpFixture().app.request('/readyz');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ status: 'ready', reasons: [] });
  });

  it('answers 503 with the reasons while the store fails or the server shuts down, and 200 again after', async () => {
    const fixture = createHttpFixture();
    fixture.health = { ok: false, reason: 'the disk is full', unstoredBytes: 5, quarantinedRecords: 0 };
    fixture.isDraining = true;
    const response = await fixture.app.request('/readyz');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      status: 'not-ready',
      reasons: ['the server is shutting down', 'the disk is full'],
    });
    fixture.health = { ok: true, unstoredBytes: 0, quarantinedRecords: 0 };
    fixture.isDraining = false;
    expect((await fixture.app.request('/readyz')).status).toBe(200);
  });
});

describe('/metrics', () => {
  it('is for anyone where that was chosen', async () => {
    const { app } = createHttpFixture({ metricsAccess: 'anyone' });
    const response = await app.request('/metrics');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('version=0.0.4');
    expect(await response.text()).toContain('manyhands_');
  });

  it('is for admins and for this machine otherwise', async () => {
    const { app } = createHttpFixture();
    expect((await app.request('/metrics')).status).toBe(401);
    expect((await app.request('/metrics', bearer('edit:'))).status).toBe(403);
    expect((await app.request('/metrics', bearer('admin'))).status).toBe(200);
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      expect((await app.request('/metrics', {}, from(address))).status).toBe(200);
    }
    expect((await app.request('/metrics', {}, from('10.0.0.1'))).status).toBe(401);
  });

  it('does not take who comes through a proxy on this machine for this machine', async () => {
    const { app } = createHttpFixture();
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
      expect((await app.request('/metrics', { headers: { [name]: '127.0.0.1' } }, from('127.0.0.1'))).status).toBe(401);
    }
  });
});
