import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLinkPreviews, type LinkPreviewOptions } from './web-link-previews.js';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A site on this machine, called `site.example`, which alone the previews under test may connect to. */
async function site(handler: Handler, options: Partial<LinkPreviewOptions> = {}) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const resolved: string[] = [];
  const previews = createLinkPreviews({
    resolve: async (host) => {
      resolved.push(host);
      if (host === 'site.example') return ['127.0.0.1'];
      if (host === 'inside.example') return ['10.0.0.1'];
      if (host === 'mixed.example') return ['127.0.0.1', '10.0.0.1'];
      throw new Error('no such name');
    },
    isAllowed: (address, askedPort) => address === '127.0.0.1' && askedPort === port,
    ...options,
  });
  return { previews, requests, resolved, port, url: (path = '/') => `http://site.example:${port}${path}` };
}

const page: Handler = (_, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(
    '<!doctype html><title>Title &amp;\n more</title><meta name="description" content="About">' +
      '<meta property="og:title" content="Grüße &lt;b&gt;"><meta property="og:site_name" content="Site"><body><title>No</title>',
  );
};

const failure = { code: 'no-preview', status: 502, message: 'there is no preview of this page' };

describe('link previews', () => {
  it('[V4] are what a page says of itself, as plain text', async () => {
    const { previews, requests, resolved, url, port } = await site(page);
    expect(await previews.preview(url('/a?b=c#d'))).toEqual({
      title: 'Grüße <b>',
      description: 'About',
      siteName: 'Site',
    });
    expect(resolved).toEqual(['site.example']);
    expect(requests[0]?.url).toBe('/a?b=c');
    expect(requests[0]?.headers.host).toBe(`site.example:${port}`);
    expect(Object.keys(requests[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(['cookie']));
    expect(requests[0]?.headers).not.toHaveProperty('referer');
  });

  it('[V4] are bounded, and on one line', async () => {
    const { previews, url } = await site((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(`<title>a\n\n\u202Eb ${'x'.repeat(100_000)}</title><svg><title>no</title></svg>`);
    });
    const { title, description, siteName } = await previews.preview(url());
    expect(title?.slice(0, 6)).toBe('a b xx');
    expect([...(title ?? '')]).toHaveLength(300);
    expect([description, siteName]).toEqual([null, null]);
  });

  it('[V4] read the page’s own encoding', async () => {
    const { previews, url } = await site((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(Buffer.from('<meta charset="iso-8859-1"><title>Gr\xfc\xdfe</title>', 'latin1'));
    });
    expect((await previews.preview(url())).title).toBe('Grüße');
  });

  it.each([
    'ftp://site.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://a:b@site.example/',
    'nonsense',
    '//x',
  ])('[V2] refuse %s', async (link) => {
    const { previews } = await site(page);
    await expect(previews.preview(link)).rejects.toMatchObject({ code: 'bad-link', status: 422 });
  });

  it('[V2] are not made of what is not on the public internet, on other ports, or not there', async () => {
    const { previews, requests, port } = await site(page);
    for (const link of [
      `http://inside.example:${port}/`,
      `http://mixed.example:${port}/`,
      `http://[::1]:${port}/`,
      `http://10.1.2.3:${port}/`,
      'http://site.example:22/',
      'http://nowhere.example/',
    ]) {
      await expect(previews.preview(link)).rejects.toMatchObject(failure);
    }
    expect(requests).toEqual([]);
  });

  it('[V2] by default connect to no address of this machine, however it is written', async () => {
    const { requests, port } = await site(page);
    const previews = createLinkPreviews({} as LinkPreviewOptions);
    for (const host of [
      'localhost',
      '127.0.0.1',
      '127.1',
      '0x7f000001',
      '2130706433',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '0',
    ]) {
      await expect(previews.preview(`http://${host}:${port}/`)).rejects.toMatchObject(failure);
      await expect(previews.preview(`http://${host}/`)).rejects.toMatchObject(failure);
    }
    expect(requests).toEqual([]);
  });

  it('[V2] look a name up once for each connection, which goes to the address that was checked', async () => {
    let lookups = 0;
    const { previews, requests, url } = await site(page, {
      // A name that is harmless when it is checked and not any more right after.
      resolve: async () => (lookups++ === 0 ? ['127.0.0.1'] : ['10.0.0.1']),
    });
    await previews.preview(url());
    expect(requests).toHaveLength(1);
    await expect(previews.preview(url())).rejects.toMatchObject(failure);
    expect(requests).toHaveLength(1);
  });

  it('[V2] check every redirect anew, and follow three', async () => {
    const { previews, requests, url, port } = await site((request, response) => {
      const step = Number(request.url?.slice(1));
      if (Number.isNaN(step))
        response.writeHead(302, { Location: decodeURIComponent(request.url?.slice(4) ?? '') }).end();
      else if (step > 0) response.writeHead(302, { Location: `/${step - 1}` }).end();
      else page(request, response);
    });
    expect((await previews.preview(url('/3'))).siteName).toBe('Site');
    await expect(previews.preview(url('/4'))).rejects.toMatchObject(failure);
    const before = requests.length;
    for (const target of [
      `http://inside.example:${port}/0`,
      'http://169.254.169.254/',
      'file:///etc/passwd',
      'http://x:y@site.example/',
    ]) {
      await expect(previews.preview(url(`/to/${encodeURIComponent(target)}`))).rejects.toMatchObject(failure);
    }
    expect(requests.length - before).toBe(4);
  });

  it('[V3] read nothing but pages, and not more than their beginning', async () => {
    let sent = 0;
    const { previews, url } = await site((request, response) => {
      if (request.url === '/image') response.setHeader('Content-Type', 'image/png').end('x');
      else if (request.url === '/none') response.end('<title>x</title>');
      else if (request.url === '/error')
        response.writeHead(500, { 'Content-Type': 'text/html' }).end('<title>x</title>');
      else if (request.url === '/packed')
        response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip' }).end('x');
      else {
        response.setHeader('Content-Type', 'text/html');
        response.write('<title>Endless</title>');
        const more = () => {
          sent += 64 * 1024;
          if (!response.destroyed) response.write(' '.repeat(64 * 1024), () => setImmediate(more));
        };
        more();
      }
    });
    for (const path of ['/image', '/none', '/error', '/packed']) {
      await expect(previews.preview(url(path))).rejects.toMatchObject(failure);
    }
    expect((await previews.preview(url('/endless'))).title).toBe('Endless');
    expect(sent).toBeLessThan(50 * 1024 * 1024);
  });

  it('[V3] give up on sites, and names, that take too long', async () => {
    const slow = await site(() => {}, { timeoutMs: 50 });
    await expect(slow.previews.preview(slow.url())).rejects.toMatchObject(failure);
    const trickle = await site(
      (_, response) => {
        response.setHeader('Content-Type', 'text/html');
        const timer = setInterval(() => response.write('<p>'), 5);
        response.on('close', () => clearInterval(timer));
      },
      { timeoutMs: 100 },
    );
    await expect(trickle.previews.preview(trickle.url())).rejects.toMatchObject(failure);
    const nameless = await site(page, { timeoutMs: 50, resolve: () => new Promise(() => {}) });
    await expect(nameless.previews.preview(nameless.url())).rejects.toMatchObject(failure);
  });

  it('[V3] are bounded in number', async () => {
    const { previews, url } = await site(() => {}, { timeoutMs: 200 });
    const running = Array.from({ length: 16 }, () => previews.preview(url()).catch(() => 'ended'));
    await expect(previews.preview(url())).rejects.toMatchObject({ status: 429 });
    expect(await Promise.all(running)).toEqual(Array(16).fill('ended'));
  });
});
