import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpFixture } from '../../test/support/http-fixture.js';
import { loadStaticSite } from './static-site.js';

const bundle = `${'export const words = 1;\n'.repeat(200)}`;

const files: Readonly<Record<string, string>> = {
  'index.html': '<!doctype html><script>home()</script>home',
  'd.html': '<!doctype html><script>doc()</script>document',
  'd.txt': 'router data of d',
  'd/__next._tree.txt': 'router tree of d',
  'embed/index.html': '<!doctype html>embedded',
  '404.html': '<!doctype html>nothing here',
  'sw.js': 'self.x = 1;',
  'manifest.webmanifest': '{}',
  'icon.svg': '<svg/>',
  'name with ü.txt': 'odd name',
  '_next/static/chunks/app-0a1b.js': bundle,
  '_next/static/media/font.woff2': 'woff2',
  '.env': 'SECRET=1',
};

let root: string;
let app: Hono;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'manyhands-static-'));
  root = join(folder, 'out');
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await writeFile(join(folder, 'secret.txt'), 'SECRET');
  await symlink(join(folder, 'secret.txt'), join(root, 'link.txt'));
  app = createHttpFixture({ site: await loadStaticSite(root), allowedOrigins: ['https://app.example'] }).app;
});

afterAll(async () => {
  await rm(dirname(root), { recursive: true });
});

async function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return app.request(path, { headers });
}

describe('pages', () => {
  it.each([
    ['/', 'home'],
    ['/index.html', 'home'],
    ['/d/abc', 'document'],
    ['/d/team/plan', 'document'],
    ['/d/a%2Fb', 'document'],
    ['/d/notes.txt', 'document'],
    ['/d', 'document'],
    ['/embed/abc', 'embedded'],
    ['/embed/', 'embedded'],
  ])('%s is served', async (path, text) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain(text);
  });

  it('that are not there are 404 with a page that says so', async () => {
    const response = await get('/nowhere');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('nothing here');
  });

  it('give their data to the router', async () => {
    expect(await (await get('/d/abc.txt?_rsc=1')).text()).toBe('router data of d');
    expect(await (await get('/d/abc/__next._tree.txt?_rsc=1')).text()).toBe('router tree of d');
    expect((await get('/d/abc/__next.other.txt?_rsc=1')).status).toBe(404);
    expect(await (await get('/d/abc', { rsc: '1' })).text()).toBe('router data of d');
  });

  it('run only their own scripts, and are framed by nobody', async () => {
    const policy = (await get('/', { host: 'docs.example' })).headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/=]{44}';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain('wss://docs.example');
    expect((await get('/d/a')).headers.get('content-security-policy')).not.toBe(policy);
  });

  it('for embedding are framed by ourselves and by allowed origins', async () => {
    const policy = (await get('/embed/a')).headers.get('content-security-policy');
    expect(policy).toContain("frame-ancestors 'self' https://app.example");
    const { app: open } = createHttpFixture({ site: await loadStaticSite(root), allowedOrigins: ['*'] });
    expect((await open.request('/embed/a')).headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect((await open.request('/d/a')).headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });
});

describe('files', () => {
  it.each([
    ['/sw.js', 'text/javascript; charset=utf-8', 'no-cache'],
    ['/manifest.webmanifest', 'application/manifest+json', 'no-cache'],
    ['/icon.svg', 'image/svg+xml; charset=utf-8', 'no-cache'],
    ['/_next/static/media/font.woff2', 'font/woff2', 'public, max-age=31536000, immutable'],
    ['/_next/static/chunks/app-0a1b.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/name%20with%20%C3%BC.txt', 'text/plain; charset=utf-8', 'no-cache'],
  ])('%s has type %s and is cached as %s', async (path, type, cacheControl) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toBe(cacheControl);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('that are missing are not cached for ever', async () => {
    const response = await get('/_next/static/chunks/gone.js');
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('are compressed as the browser likes it, each form with its own tag', async () => {
    const path = '/_next/static/chunks/app-0a1b.js';
    const plain = await get(path);
    const br = await get(path, { 'accept-encoding': 'gzip, deflate, br' });
    const gzip = await get(path, { 'accept-encoding': 'gzip' });
    const none = await get(path, { 'accept-encoding': 'br;q=0, identity' });
    expect([plain, br, gzip, none].map((response) => response.headers.get('content-encoding'))).toEqual([
      null,
      'br',
      'gzip',
      null,
    ]);
    expect(new Set([plain, br, gzip].map((response) => response.headers.get('etag'))).size).toBe(3);
    expect(br.headers.get('vary')).toContain('Accept-Encoding');
    expect(await plain.text()).toBe(bundle);
    expect(brotliDecompressSync(Buffer.from(await br.arrayBuffer())).toString()).toBe(bundle);
    expect(gunzipSync(Buffer.from(await gzip.arrayBuffer())).toString()).toBe(bundle);
  });

  it('that compress badly are sent as they are', async () => {
    expect(
      (await get('/_next/static/media/font.woff2', { 'accept-encoding': 'br' })).headers.get('content-encoding'),
    ).toBeNull();
    expect((await get('/sw.js', { 'accept-encoding': 'br' })).headers.get('content-encoding')).toBeNull();
  });

  it('answer 304 to who has them, with the same policy', async () => {
    const first = await get('/d/abc');
    const again = await get('/d/other', { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    expect(again.headers.get('content-security-policy')).toBe(first.headers.get('content-security-policy'));
    expect(await again.text()).toBe('');
  });

  it('answer HEAD without the body', async () => {
    const response = await app.request('/sw.js', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('javascript');
    expect(await response.text()).toBe('');
  });
});

describe('what is outside the folder or hidden in it', () => {
  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/_next/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/d/../../secret.txt',
    '/link.txt',
    '/.env',
    '/%00',
    '/%E0%A4%A',
    '/__proto__',
    '//etc/passwd',
  ])('%s is not served', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('SECRET');
  });
});

describe('the API', () => {
  it('is never answered with a page', async () => {
    const response = await get('/api/v1/nothing');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('loadStaticSite', () => {
  it('fails where there is no folder', async () => {
    await expect(loadStaticSite(join(root, 'missing'))).rejects.toThrow('ENOENT');
  });
});
