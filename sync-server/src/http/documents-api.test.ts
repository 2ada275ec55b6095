import { markdownToUpdate } from '@manyhands/schema/conversions';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bearer, createHttpFixture } from '../../test/support/http-fixture.js';
import { StoreUnavailableError } from '../core/errors.js';

const path = '/api/v1/documents';

function post(body: unknown, token = 'edit:', headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { ...bearer(token).headers, 'content-type': 'application/json', ...headers },
  };
}

describe('creating a document', () => {
  it('answers 201 with where it is, under an id that cannot be guessed', async () => {
    const { app, documents } = createHttpFixture();
    const response = await app.request(path, post({ title: 'Plan', markdown: 'Hello' }));
    expect(response.status).toBe(201);
    const { id } = (await response.json()) as { id: string };
    expect(id).toMatch(/^[1-9A-HJ-NP-Za-km-z]{22}$/);
    expect(response.headers.get('location')).toBe(`${path}/${id}`);
    expect((await documents.list({ limit: 10 })).map(({ name }) => name)).toEqual([id]);
  });

  it('uses the id it is given, slashes and all', async () => {
    const { app } = createHttpFixture();
    const response = await app.request(path, post({ id: 'team/größe 1' }));
    expect(response.headers.get('location')).toBe(`${path}/team%2Fgr%C3%B6%C3%9Fe%201`);
    const read = await app.request(response.headers.get('location') ?? '', bearer('edit:'));
    expect(await read.json()).toMatchObject({ id: 'team/größe 1', title: '', content: { type: 'doc' } });
  });

  it('takes content as Markdown or JSON', async () => {
    const { app } = createHttpFixture();
    await app.request(path, post({ id: 'm', markdown: '# Title\n\n**bold**' }));
    const content = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'hi' }] }] };
    await app.request(path, post({ id: 'j', title: 'T', json: content }));
    expect(await (await app.request(`${path}/m?format=markdown`, bearer('edit:'))).text()).toBe(
      '# Title\n\n**bold**\n',
    );
    expect(await (await app.request(`${path}/j?format=text`, bearer('edit:'))).text()).toBe('T\n\nhi');
  });

  it('takes content as HTML, without what runs or is hidden', async () => {
    const { app } = createHttpFixture();
    const html = `<!doctype html><html><head><title>Page</title><style>p{}</style></head><body onload="evil()">
      <h1>Title</h1><p>Hi <b>you</b><script>evil()</script></p><p hidden>evil</p><a href="javascript:evil()">link</a>
      </body></html>`;
    expect((await app.request(path, post({ id: 'h', html }))).status).toBe(201);
    const read = await app.request(`${path}/h?format=markdown`, bearer('edit:'));
    expect(await read.text()).toBe('# Title\n\nHi **you**\n\nlink\n');
    const json = await (await app.request(`${path}/h?format=json`, bearer('edit:'))).text();
    expect(json).not.toContain('evil');
  });

  it('takes the title from front matter', async () => {
    const { app } = createHttpFixture();
    await app.request(path, post({ id: 'f', markdown: '---\ntitle: "On: this"\n---\n\nText' }));
    const read = await app.request(`${path}/f?format=markdown`, bearer('edit:'));
    expect(await read.text()).toBe('# On: this\n\nText\n');
  });

  it('answers 409 for an id that is or was taken', async () => {
    const { app } = createHttpFixture();
    await app.request(path, post({ id: 'a' }));
    expect((await app.request(path, post({ id: 'a' }))).status).toBe(409);
    await app.request(`${path}/a`, { method: 'DELETE', ...bearer('edit:') });
    expect((await app.request(path, post({ id: 'a' }))).status).toBe(409);
  });

  it.each<[string, unknown, number, string]>([
    ['no JSON', '{', 400, 'bad-json'],
    ['no object', [], 400, 'bad-request'],
    ['an unknown field', { titel: 'x' }, 400, 'bad-request'],
    ['two contents', { markdown: '', json: { type: 'doc' } }, 400, 'bad-request'],
    ['HTML beside Markdown', { markdown: '', html: '' }, 400, 'bad-request'],
    ['HTML that is no text', { html: 1 }, 400, 'bad-request'],
    ['HTML that is nested too deeply', { html: '<div>'.repeat(2_000) }, 422, 'too-deep'],
    ['Markdown that is nested too deeply', { markdown: '>'.repeat(2_000) }, 422, 'too-deep'],
    ['a bad id', { id: 'a//b' }, 400, 'bad-room-name'],
    ['an id that is too long', { id: 'a'.repeat(600) }, 400, 'bad-request'],
    ['content the schema forbids', { json: { type: 'doc', content: [{ type: 'hologram' }] } }, 422, 'bad-content'],
    ['a document larger than the limit', { markdown: 'word '.repeat(300_000) }, 413, 'too-large'],
  ])('refuses %s', async (_, body, status, code) => {
    const { app, documents } = createHttpFixture();
    const response = await app.request(path, post(body));
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status, code });
    expect(await documents.list({ limit: 10 })).toEqual([]);
  });

  it('refuses a body that is too large before reading it all', async () => {
    const { app } = createHttpFixture();
    const response = await app.request(path, post('x'.repeat(17 * 1024 * 1024)));
    expect(response.status).toBe(413);
  });

  it('refuses other media types, which forms could send', async () => {
    const { app } = createHttpFixture();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
      expect((await app.request(path, post({}, 'edit:', { 'content-type': type }))).status).toBe(415);
    }
  });

  it('needs the permission to edit that id', async () => {
    const { app } = createHttpFixture();
    expect((await app.request(path, post({ id: 'team/a' }, 'view:team/'))).status).toBe(403);
    expect((await app.request(path, post({ id: 'other/a' }, 'edit:team/'))).status).toBe(403);
    expect((await app.request(path, post({}, 'edit:team/'))).status).toBe(403);
    expect((await app.request(path, post({ id: 'team/a' }, 'nonsense'))).status).toBe(401);
    expect((await app.request(path, post({ id: 'team/a' }, 'edit:team/'))).status).toBe(201);
  });
});

describe('reading a document', () => {
  async function fixtureWithDocument() {
    const fixture = createHttpFixture();
    await fixture.documents.create('a', markdownToUpdate('# Title\n\nSome **text**'));
    return fixture;
  }

  it.each([
    ['application/json', 'application/json', '{"id":"a","title":"Title","schemaVersion":2,"content":{"type":"doc"'],
    ['text/markdown', 'text/markdown; charset=utf-8', '# Title\n\nSome **text**\n'],
    ['text/plain', 'text/plain; charset=utf-8', 'Title\n\nSome text'],
    ['text/html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html; charset=utf-8', '<!doctype html>'],
    ['text/plain;q=0.5, text/markdown', 'text/markdown; charset=utf-8', '# Title'],
    ['image/png, */*;q=0.1', 'application/json', '{"id":"a"'],
    ['*/*', 'application/json', '{"id":"a"'],
  ])('gives what is asked for: %s', async (accept, contentType, start) => {
    const { app } = await fixtureWithDocument();
    const response = await app.request(`${path}/a`, bearer('view:', { accept }));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(contentType);
    expect(response.headers.get('vary')).toContain('Accept');
    expect((await response.text()).slice(0, start.length)).toBe(start);
  });

  it('gives the whole state as a Yjs update', async () => {
    const { app } = await fixtureWithDocument();
    const response = await app.request(`${path}/a?format=update`, bearer('view:', { accept: 'text/html' }));
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="a.yjs"/);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, new Uint8Array(await response.arrayBuffer()));
    expect(doc.getXmlFragment('default').toString()).toContain('Some');
  });

  it('answers 406 and 400 for formats there are not', async () => {
    const { app } = await fixtureWithDocument();
    expect((await app.request(`${path}/a`, bearer('view:', { accept: 'image/png' }))).status).toBe(406);
    expect((await app.request(`${path}/a?format=docx`, bearer('view:'))).status).toBe(400);
  });

  it('answers 304 while the document has not changed', async () => {
    const { app } = await fixtureWithDocument();
    const first = await app.request(`${path}/a?format=text`, bearer('view:'));
    const etag = first.headers.get('etag') ?? '';
    for (const tag of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const again = await app.request(`${path}/a?format=text`, bearer('view:', { 'if-none-match': tag }));
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
    }
    const other = await app.request(`${path}/a?format=markdown`, bearer('view:', { 'if-none-match': etag }));
    expect(other.status).toBe(200);
  });

  it('fences HTML, which is other people’s words, in a sandbox', async () => {
    const { app } = await fixtureWithDocument();
    const { headers } = await app.request(`${path}/a?format=html`, bearer('view:'));
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    // Its own origin, or the document's images would not be given to it; nothing that acts.
    expect(headers.get('content-security-policy')?.match(/allow-[\w-]+/g)).toEqual(['allow-same-origin']);
    expect(headers.get('content-security-policy')).not.toContain('script-src');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('private, no-cache');
  });

  it('answers HEAD like GET, without the body', async () => {
    const { app } = await fixtureWithDocument();
    const response = await app.request(`${path}/a`, { method: 'HEAD', ...bearer('view:') });
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).not.toBeNull();
    expect(await response.text()).toBe('');
  });

  it('decodes the id once, from the address as it was sent', async () => {
    const { app, documents } = createHttpFixture();
    for (const name of ['a/b', 'a%2Fb', '100%', 'ü ?#', 'a+b']) await documents.create(name);
    const idAt = async (at: string) =>
      ((await (await app.request(`${path}/${at}`, bearer('view:'))).json()) as { id?: string }).id;
    expect(await idAt('a%2Fb')).toBe('a/b');
    expect(await idAt('a/b')).toBe('a/b');
    expect(await idAt('a%252Fb')).toBe('a%2Fb');
    expect(await idAt('100%25')).toBe('100%');
    expect(await idAt('%C3%BC%20%3F%23')).toBe('ü ?#');
    expect(await idAt('a+b')).toBe('a+b');
  });

  it('refuses ids that are none', async () => {
    const { app } = createHttpFixture();
    for (const id of ['%E0%A4%A', '%00', 'a//b', '%2F', 'a'.repeat(2000)]) {
      const response = await app.request(`${path}/${id}`, bearer('view:'));
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'bad-room-name' });
    }
  });

  it('answers 404 for what is not there, and 403 before telling whether it is', async () => {
    const { app } = await fixtureWithDocument();
    expect((await app.request(`${path}/none`, bearer('view:'))).status).toBe(404);
    expect((await app.request(`${path}/none`, bearer('view:team/'))).status).toBe(403);
    expect((await app.request(`${path}/a`, bearer('view:team/'))).status).toBe(403);
    const anonymous = await app.request(`${path}/a`);
    expect(anonymous.status).toBe(401);
    expect(anonymous.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('takes the token from the address too, for links', async () => {
    const { app, logs } = await fixtureWithDocument();
    expect((await app.request(`${path}/a?token=view:`)).status).toBe(200);
    expect(JSON.stringify(logs)).not.toContain('view:');
  });

  it('says when to try again while the store is failing', async () => {
    const { app, documents } = createHttpFixture();
    documents.read = async () => {
      throw new StoreUnavailableError('the store is failing');
    };
    const response = await app.request(`${path}/a`, bearer('view:'));
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
  });

  it('answers 422 for a document that cannot be read', async () => {
    const { app, documents } = createHttpFixture();
    await documents.create('broken', new Uint8Array([1, 2, 3]));
    expect((await app.request(`${path}/broken`, bearer('view:'))).status).toBe(422);
    expect((await app.request(`${path}/broken?format=update`, bearer('view:'))).status).toBe(200);
  });
});

describe('deleting a document', () => {
  it('answers 204 once and 404 from then on', async () => {
    const { app, documents } = createHttpFixture();
    await documents.create('a');
    const remove = () => app.request(`${path}/a`, { method: 'DELETE', ...bearer('edit:') });
    expect((await remove()).status).toBe(204);
    const again = await remove();
    expect(again.status).toBe(404);
    expect(await again.json()).toMatchObject({ code: 'document-deleted' });
  });

  it('needs the permission to edit', async () => {
    const { app, documents } = createHttpFixture();
    await documents.create('a');
    expect((await app.request(`${path}/a`, { method: 'DELETE', ...bearer('view:') })).status).toBe(403);
    expect(await documents.list({ limit: 1 })).toHaveLength(1);
  });
});

describe('listing documents', () => {
  it('pages by the last id', async () => {
    const { app, documents } = createHttpFixture();
    for (const name of ['a', 'b', 'c', 'd', 'e']) await documents.create(name);
    const ids: string[] = [];
    let next: string | null = null;
    do {
      const query = next === null ? '' : `&after=${encodeURIComponent(next)}`;
      const page = await (await app.request(`${path}?limit=2${query}`, bearer('view:'))).json();
      const { documents: found, next: cursor } = page as { documents: { id: string }[]; next: string | null };
      ids.push(...found.map(({ id }) => id));
      next = cursor;
    } while (next !== null);
    expect(ids).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('shows only what may be seen, and no name of another document as a cursor', async () => {
    const { app, documents } = createHttpFixture();
    for (let index = 0; index < 450; index++) await documents.create(`hidden/${String(index).padStart(3, '0')}`);
    for (const name of ['team/a', 'team/b', 'team/c', 'zoo']) await documents.create(name);
    const response = await app.request(`${path}?limit=2`, bearer('view:team/'));
    expect(await response.json()).toMatchObject({ documents: [{ id: 'team/a' }, { id: 'team/b' }], next: 'team/b' });
    const last = await app.request(`${path}?limit=2&after=team/b`, bearer('view:team/'));
    expect(await last.json()).toMatchObject({ documents: [{ id: 'team/c' }], next: null });
  });

  it('gives titles, times and sizes', async () => {
    const { app, documents } = createHttpFixture();
    await documents.create('a');
    expect(await (await app.request(path, bearer('view:'))).json()).toEqual({
      documents: [
        { id: 'a', title: '', createdAt: '1970-01-01T00:00:00.000Z', updatedAt: '1970-01-01T00:00:01.000Z', bytes: 2 },
      ],
      next: null,
    });
  });

  it.each(['0', '201', '-1', '1.5', 'x', '99999'])('refuses a limit of %s', async (limit) => {
    const { app } = createHttpFixture();
    expect((await app.request(`${path}?limit=${limit}`, bearer('view:'))).status).toBe(400);
  });

  it('needs a token', async () => {
    expect((await createHttpFixture().app.request(path)).status).toBe(401);
  });
});
