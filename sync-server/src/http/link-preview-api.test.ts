import { describe, expect, it } from 'vitest';
import { bearer, createHttpFixture } from '../../test/support/http-fixture.js';
import { NoPreviewError } from '../core/errors.js';
import { RateLimit } from '../core/rate-limit.js';

const path = '/api/v1/link-preview?url=https://a.example/';
const preview = { title: 'A', description: null, siteName: null };

describe('GET /api/v1/link-preview', () => {
  it('[V1] is off unless it is switched on, and says so', async () => {
    const response = await createHttpFixture().app.request(path, bearer('edit:'));
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'link-previews-off' });
  });

  it('[V1] needs a token, and keeps to a rate', async () => {
    const asked: string[] = [];
    const linkPreviews = {
      preview: async (url: string) => {
        asked.push(url);
        return preview;
      },
    };
    const { app, counted } = createHttpFixture({ linkPreviews, linkPreviewRate: new RateLimit(1) });
    expect((await app.request(path)).status).toBe(401);
    expect((await app.request('/api/v1/link-preview', bearer('view:'))).status).toBe(400);
    const response = await app.request(path, bearer('view:'));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(preview);
    const again = await app.request(path, bearer('view:'));
    expect(again.status).toBe(429);
    expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(asked).toEqual(['https://a.example/']);
    expect(counted).toEqual(['link-previews', 'limit-link-previews-per-minute']);
  });

  it('[V3] answers every failure alike', async () => {
    const linkPreviews = {
      preview: async () => {
        throw new NoPreviewError('there is no preview of this page', { cause: new Error('ECONNREFUSED 10.0.0.1') });
      },
    };
    const { app, logs } = createHttpFixture({ linkPreviews });
    const response = await app.request(path, bearer('view:'));
    expect(response.status).toBe(502);
    expect(JSON.stringify(await response.json())).not.toContain('10.0.0.1');
    expect(logs.some(({ level }) => level === 'error')).toBe(false);
  });
});
