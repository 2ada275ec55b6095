import { describe, expect, it } from 'vitest';
import { bearer, createHttpFixture, type HttpFixture } from '../../test/support/http-fixture.js';
import { RateLimit } from '../core/rate-limit.js';
import { uploadBody } from './upload-body.js';

const bytes = Buffer.from('0123456789');

async function uploaded(fixture: HttpFixture, mime: string, name = 'a b.x', body: Uint8Array<ArrayBuffer> = bytes) {
  fixture.files.mime = mime;
  const path = `/api/v1/documents/a/files?name=${encodeURIComponent(name)}`;
  const response = await fixture.app.request(path, { method: 'POST', body, ...bearer('edit:') });
  expect(response.status).toBe(201);
  return (await response.json()) as { url: string; hash: string; name: string };
}

describe('reading a file', () => {
  it.each([
    ['image/png', 'inline', 'image/png'],
    ['image/jpeg', 'inline', 'image/jpeg'],
    ['image/gif', 'inline', 'image/gif'],
    ['image/webp', 'inline', 'image/webp'],
    ['image/avif', 'inline', 'image/avif'],
    ['audio/mpeg', 'inline', 'audio/mpeg'],
    ['video/mp4', 'inline', 'video/mp4'],
    ['application/pdf', 'inline', 'application/pdf'],
    ['image/svg+xml', 'attachment', 'image/svg+xml'],
    ['image/tiff', 'attachment', 'application/octet-stream'],
    ['text/html', 'attachment', 'text/plain; charset=utf-8'],
    ['text/plain', 'attachment', 'text/plain; charset=utf-8'],
    ['text/javascript', 'attachment', 'text/plain; charset=utf-8'],
    ['application/xml', 'attachment', 'application/octet-stream'],
    ['application/xhtml+xml', 'attachment', 'application/octet-stream'],
    ['application/zip', 'attachment', 'application/octet-stream'],
    ['application/x-shockwave-flash', 'attachment', 'application/octet-stream'],
  ])('[U7] shows or offers %s as %s, in a sandbox', async (mime, disposition, contentType) => {
    const fixture = createHttpFixture();
    const { url } = await uploaded(fixture, mime);
    const { status, headers } = await fixture.app.request(url);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe(contentType);
    expect(headers.get('content-disposition')).toBe(`${disposition}; filename="a_b.x"; filename*=UTF-8''a%20b.x`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'.*; sandbox(;| allow-same-origin;|$)/);
    expect(policy).not.toMatch(/script-src|allow-scripts/);
    expect(headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  });

  it('[U8] gives parts, and says what there is', async () => {
    const fixture = createHttpFixture();
    const { url, hash } = await uploaded(fixture, 'video/mp4');
    const get = (headers: Record<string, string>) => fixture.app.request(url, { headers });
    const cases: [string, number, string, string | null][] = [
      ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
      ['bytes=7-', 206, '789', 'bytes 7-9/10'],
      ['bytes=-3', 206, '789', 'bytes 7-9/10'],
      ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
      ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
      ['bytes=10-', 416, '', 'bytes */10'],
      ['bytes=-0', 416, '', 'bytes */10'],
      ['bytes=4-2', 200, '0123456789', null],
      ['bytes=0-1,3-4', 200, '0123456789', null],
      ['lines=1-2', 200, '0123456789', null],
    ];
    for (const [range, status, body, contentRange] of cases) {
      const response = await get({ range });
      expect([range, response.status, await response.text()]).toEqual([range, status, body]);
      expect(response.headers.get('content-range')).toBe(contentRange);
    }
    const whole = await get({});
    expect(whole.headers.get('etag')).toBe(`"${hash}"`);
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(whole.headers.get('content-length')).toBe('10');
    await whole.text();
    expect((await get({ 'if-none-match': `W/"x", "${hash}"` })).status).toBe(304);
    const current = await get({ range: 'bytes=2-4', 'if-range': `"${hash}"` });
    expect([current.status, await current.text()]).toEqual([206, '234']);
    const other = await get({ range: 'bytes=2-4', 'if-range': '"other"' });
    expect(other.status).toBe(200);
    await other.text();
    const head = await fixture.app.request(url, { method: 'HEAD' });
    expect([head.status, await head.text(), head.headers.get('content-length')]).toEqual([200, '', '10']);
    expect(fixture.files.closed).toBe(fixture.files.opened);
  });

  it('[U8] gives an empty file', async () => {
    const fixture = createHttpFixture();
    const { url } = await uploaded(fixture, 'text/plain', 'empty', Buffer.alloc(0));
    const response = await fixture.app.request(url);
    expect([response.status, await response.text(), response.headers.get('content-length')]).toEqual([200, '', '0']);
  });

  it('[U8] closes the file when the client goes away before it has read anything', async () => {
    const fixture = createHttpFixture();
    const { url } = await uploaded(fixture, 'image/png');
    const response = await fixture.app.request(url);
    await response.body?.cancel();
    expect(fixture.files.closed).toBe(1);
  });

  it('[U6] offers the name of the address, made safe', async () => {
    const fixture = createHttpFixture();
    const { url } = await uploaded(fixture, 'image/png');
    const [address, query] = url.split('?');
    const base = address?.slice(0, address.lastIndexOf('/'));
    const get = async (name: string) => {
      const { status, headers } = await fixture.app.request(`${base}/${name}?${query}`);
      return [status, headers.get('content-disposition')];
    };
    expect(await get('%00%0d%0aSet-Cookie:%20x=1')).toEqual([
      200,
      `inline; filename="Set-Cookie__x_1"; filename*=UTF-8''Set-Cookie_%20x%3D1`,
    ]);
    expect(await get('..%2F..%2Fetc%2Fpasswd')).toEqual([200, `inline; filename="passwd"; filename*=UTF-8''passwd`]);
    expect(await get('%ff')).toEqual([200, `inline; filename="file"; filename*=UTF-8''file`]);
  });

  it.each(['a'.repeat(63), 'A'.repeat(64), '..', '%2e%2e', 'secret', 'incoming'])(
    '[U9] takes nothing but a hash for one: %s',
    async (hash) => {
      const fixture = createHttpFixture();
      const response = await fixture.app.request(`/api/v1/files/${hash}/secret`, bearer('admin'));
      expect(response.status).toBe(404);
      expect(fixture.files.opened).toBe(0);
    },
  );
});

describe('uploading a file', () => {
  it('[U6] makes names safe', async () => {
    const fixture = createHttpFixture();
    const cases: [string, string][] = [
      ['../../etc/passwd', 'passwd'],
      ['C:\\boot.ini', 'boot.ini'],
      ['a\0b.png', 'ab.png'],
      ['a\r\nSet-Cookie: x.png', 'aSet-Cookie_ x.png'],
      ['invoice\u202Egpj.exe', 'invoicegpj.exe'],
      ['..', 'file'],
      ['', 'file'],
      ['.htaccess', 'htaccess'],
      ['100%.png', '100_.png'],
      [`${'é'.repeat(300)}.png`, `${'é'.repeat(98)}.png`],
      [`${'👩‍👩‍👧'.repeat(300)}.tar`, 'x'],
    ];
    for (const [given, safe] of cases) {
      const { name, url } = await uploaded(fixture, 'image/png', given);
      if (safe !== 'x') expect(name).toBe(safe);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
      expect(name).not.toMatch(/[\p{Cc}/\\]/u);
      expect((await fixture.app.request(url)).status).toBe(200);
    }
  });

  it('[U1] looks at the permission before the body, and counts refusals', async () => {
    const fixture = createHttpFixture();
    const body = new ReadableStream({
      pull() {
        throw new Error('the body was read');
      },
    });
    const request = (token: string | null) =>
      new Request('http://localhost/api/v1/documents/team%2Fa/files', {
        method: 'POST',
        body,
        duplex: 'half',
        ...(token === null ? {} : bearer(token)),
      } as RequestInit);
    expect((await fixture.app.request(request(null))).status).toBe(401);
    expect(fixture.counted).toEqual(['uploads-refused-permission']);
  });

  it('[U1] needs a body', async () => {
    const { app } = createHttpFixture();
    const response = await app.request('/api/v1/documents/a/files', { method: 'POST', ...bearer('edit:') });
    expect(response.status).toBe(411);
  });

  it('[U4] counts by address and says when to come back', async () => {
    const fixture = createHttpFixture({ uploadRate: new RateLimit(1) });
    await uploaded(fixture, 'image/png');
    const again = await fixture.app.request('/api/v1/documents/a/files', {
      method: 'POST',
      body: 'x',
      ...bearer('edit:'),
    });
    expect(again.status).toBe(429);
    expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(fixture.counted).toContain('limit-uploads-per-minute');
  });

  it('[U1] answers other methods with 405', async () => {
    const { app } = createHttpFixture();
    const response = await app.request('/api/v1/documents/a/files', { method: 'PUT', body: 'x', ...bearer('edit:') });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });
});

describe('the body of an upload', () => {
  interface Slow {
    readonly chunks: readonly (Uint8Array | 'wait')[];
    readonly declaredBytes?: number | null;
    /** What the clock says, one reading after the other. */
    readonly times?: readonly number[];
  }

  async function outcome({ chunks, declaredBytes = null, times = [] }: Slow): Promise<string> {
    const left = [...chunks];
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        const next = left.shift();
        if (next === 'wait') return new Promise(() => {});
        if (next === undefined) controller.close();
        else controller.enqueue(next);
      },
    });
    const clock = [...times];
    let broken = 0;
    const body = uploadBody({
      stream,
      declaredBytes,
      pace: { idleMs: 20, graceMs: 1_000, bytesPerSecond: 100 },
      now: () => clock.shift() ?? 0,
      onBrokenOff: () => broken++,
    });
    let received = 0;
    try {
      for await (const chunk of body) received += chunk.byteLength;
      return `${received} bytes`;
    } catch (error) {
      return `${(error as { code: string }).code} ${broken}`;
    }
  }

  const ten = Buffer.alloc(10);

  it('[U4] must keep coming, and faster than a trickle', async () => {
    expect(await outcome({ chunks: [ten, ten] })).toBe('20 bytes');
    expect(await outcome({ chunks: [ten, 'wait'] })).toBe('too-slow 1');
    // A clock reading at the start and one for each chunk: 20 bytes in 0.9 s are within the grace, in 1.1 s too few.
    expect(await outcome({ chunks: [ten, ten], times: [0, 500, 900] })).toBe('20 bytes');
    expect(await outcome({ chunks: [ten, ten], times: [0, 500, 1_100] })).toBe('too-slow 1');
    expect(await outcome({ chunks: [Buffer.alloc(200)], times: [0, 1_100] })).toBe('200 bytes');
  });

  it('[U3] is broken off when it ends before or after its end', async () => {
    expect(await outcome({ chunks: [ten], declaredBytes: 10 })).toBe('10 bytes');
    expect(await outcome({ chunks: [ten], declaredBytes: 11 })).toBe('broken-off 1');
    expect(await outcome({ chunks: [ten], declaredBytes: 9 })).toBe('broken-off 1');
  });
});
