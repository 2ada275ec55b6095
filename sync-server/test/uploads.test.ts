import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from './support/eventually.js';
import { type LocalServer, startLocalServer } from './support/local-server.js';
import { elf, gif, html, pdf, png, svg, wav, zip } from './support/samples.js';
import { secret, token } from './support/tokens.js';

interface Stored {
  readonly url: string;
  readonly hash: string;
  readonly size: number;
  readonly mime: string;
  readonly name: string;
  readonly width?: number;
  readonly height?: number;
}

interface UploadOptions {
  readonly document?: string;
  readonly name?: string;
  readonly headers?: Record<string, string>;
}

function upload(
  { url }: LocalServer,
  body: Uint8Array,
  { document = 'room', name = 'file', headers = {} }: UploadOptions = {},
): Promise<Response> {
  const target = `${url}/api/v1/documents/${encodeURIComponent(document)}/files?name=${encodeURIComponent(name)}`;
  return fetch(target, { method: 'POST', body: new Uint8Array(body), headers });
}

async function stored(server: LocalServer, body: Uint8Array, options?: UploadOptions): Promise<Stored> {
  const response = await upload(server, body, options);
  expect(response.status).toBe(201);
  return (await response.json()) as Stored;
}

/** Names of all files in the folder, those on their way in included. */
async function onDisk({ dataDir }: LocalServer): Promise<string[]> {
  const names = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true });
  return names.filter((entry) => entry.isFile() && entry.name !== 'secret').map(({ name }) => name);
}

async function metric({ url }: LocalServer, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
      ?.split(' ')
      .at(-1),
  );
}

const jwt = { auth: { mode: 'jwt', key: { kind: 'secret', secret } } } as const;

async function bearer(claims: Parameters<typeof token>[0] = {}): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await token(claims)}` };
}

/** A request written by hand, so that it can stop anywhere. */
class RawUpload {
  readonly socket: Socket;
  answer = '';
  readonly ended: Promise<unknown>;

  constructor({ url }: LocalServer, headers: string) {
    const { port } = new URL(url);
    this.socket = connect(Number(port), '127.0.0.1');
    this.socket.setEncoding('utf8').on('data', (text: string) => {
      this.answer += text;
    });
    this.socket.on('error', () => {});
    this.ended = once(this.socket, 'close');
    this.socket.write(
      `POST /api/v1/documents/room/files?name=x HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${headers}\r\n\r\n`,
    );
  }

  chunk(bytes: Buffer): void {
    this.socket.write(`${bytes.length.toString(16)}\r\n`);
    this.socket.write(bytes);
    this.socket.write('\r\n');
  }

  async answered(status: number): Promise<void> {
    await eventually(() => expect(this.answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `)));
  }
}

describe('uploading', () => {
  it('[U2] answers with what was found in the bytes, once they are on the disk', async () => {
    const server = await startLocalServer();
    const image = await stored(server, png(7, 5), { name: 'Grüße & co.png', document: 'team/a' });
    expect(image).toMatchObject({
      mime: 'image/png',
      size: png(7, 5).length,
      width: 7,
      height: 5,
      name: 'Grüße & co.png',
    });
    expect(image.url).toMatch(
      new RegExp(`^/api/v1/files/${image.hash}/Gr%C3%BC%C3%9Fe%20%26%20co\\.png\\?key=[\\w-]{22}$`),
    );
    expect(await onDisk(server)).toEqual([image.hash]);
    const path = join(server.dataDir, 'files', image.hash.slice(0, 2), image.hash);
    expect(png(7, 5).equals(await readFile(path))).toBe(true);
    const read = await fetch(server.url + image.url);
    expect(Buffer.from(await read.arrayBuffer()).equals(png(7, 5))).toBe(true);
  });

  it('[U2] stores identical content once, however many send it at a time', async () => {
    const server = await startLocalServer();
    const content = Buffer.concat([png(), randomBytes(300_000)]);
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        stored(server, content, { name: `${index}.png`, document: `d${index % 7}` }),
      ),
    );
    expect(new Set(all.map(({ hash }) => hash)).size).toBe(1);
    expect(await onDisk(server)).toEqual([all[0]?.hash]);
    expect(await metric(server, 'manyhands_files_stored_total')).toBe(1);
    expect(await metric(server, 'manyhands_files_repeated_total')).toBe(49);
    expect(await metric(server, 'manyhands_file_bytes')).toBe(content.length);
  });

  it.each([
    ['a PNG', png(), 'image/png'],
    ['a GIF', gif, 'image/gif'],
    ['HTML called an image', html, 'text/html'],
    ['an SVG', svg, 'image/svg+xml'],
    ['a PDF', pdf, 'application/pdf'],
    ['a zip', zip(), 'application/zip'],
    ['a sound', wav(), 'audio/wav'],
    ['text', Buffer.from('ein Häuschen\n'), 'text/plain'],
    ['nothing', Buffer.alloc(0), 'text/plain'],
    ['XML', Buffer.from('<?xml version="1.0"?><a/>'), 'application/xml'],
    ['a picture that goes on as a page', Buffer.concat([gif, html]), 'image/gif'],
    ['text that begins like a picture', Buffer.from('BM is how a bitmap begins'), 'text/plain'],
  ])('[U5] finds the type of %s in its bytes', async (_, bytes, mime) => {
    const server = await startLocalServer();
    const lie = { name: 'holiday.png', headers: { 'content-type': 'image/png' } };
    expect(await stored(server, bytes, lie)).toMatchObject({ mime, size: bytes.length, name: 'holiday.png' });
  });

  it.each([
    ['a program', elf],
    ['a program for Windows', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['bytes without meaning', Buffer.from([...Array(256).keys()])],
    ['text with control characters', Buffer.from('a\x00b')],
    ['broken UTF-8', Buffer.from([0x68, 0xc3, 0x28])],
  ])('[U5] refuses %s, and keeps nothing of it', async (_, bytes) => {
    const server = await startLocalServer();
    const response = await upload(server, bytes, { name: 'a.png', headers: { 'content-type': 'image/png' } });
    expect(response.status).toBe(415);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 415, code: 'unsupported-type' });
    expect(await onDisk(server)).toEqual([]);
    expect(await metric(server, 'manyhands_uploads_refused_type_total')).toBe(1);
  });

  it('[U5] takes what the operator says', async () => {
    const images = await startLocalServer({ uploadTypes: ['image/*'] });
    expect((await upload(images, png())).status).toBe(201);
    expect((await upload(images, Buffer.from('text'))).status).toBe(415);
    const all = await startLocalServer({ uploadTypes: ['*'] });
    expect((await upload(all, elf)).status).toBe(201);
  });

  it('[U4] refuses what says that it is too large before a byte is read', async () => {
    const server = await startLocalServer({ limits: { uploadBytes: 1000 } });
    const raw = new RawUpload(server, 'Content-Length: 999999999999');
    await raw.answered(413);
    raw.socket.destroy();
    expect(await metric(server, 'manyhands_limit_reached_total{limit="upload_bytes"}')).toBe(1);
    expect((await upload(server, Buffer.alloc(1000, 'a'))).status).toBe(201);
    expect((await upload(server, Buffer.alloc(1001, 'b'))).status).toBe(413);
  });

  it('[U4] refuses what turns out to be too large while it still streams, and goes on serving', async () => {
    const server = await startLocalServer({ limits: { uploadBytes: 100_000 } });
    const raw = new RawUpload(server, 'Transfer-Encoding: chunked');
    for (let sent = 0; sent < 300_000; sent += 50_000) raw.chunk(Buffer.alloc(50_000, 'a'));
    await raw.answered(413);
    expect(raw.answer).toContain('application/problem+json');
    // The body never ends: the connection does.
    await raw.ended;
    await eventually(async () => expect(await onDisk(server)).toEqual([]));
    expect((await upload(server, png())).status).toBe(201);
  });

  it('[U4] keeps to the room there is, also for many at a time', async () => {
    const server = await startLocalServer({ limits: { storageBytes: 250_000 } });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => upload(server, Buffer.alloc(100_000, String(index)))),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(new Set(statuses)).toEqual(new Set([201, 507]));
    expect(statuses.filter((status) => status === 201).length).toBeLessThanOrEqual(2);
    const full = answers.find(({ status }) => status === 507);
    expect(await full?.json()).toMatchObject({ status: 507, code: 'storage-full' });
    expect(await metric(server, 'manyhands_limit_reached_total{limit="storage_bytes"}')).toBeGreaterThan(0);
    expect(await metric(server, 'manyhands_file_bytes')).toBeLessThanOrEqual(250_000);
  });

  it('[U4] counts uploads of an address, and says when to come back', async () => {
    const server = await startLocalServer({ limits: { uploadsPerMinute: 2 } });
    await upload(server, png());
    await upload(server, png());
    const response = await upload(server, png());
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(20);
    expect(await metric(server, 'manyhands_limit_reached_total{limit="uploads_per_minute"}')).toBe(1);
  });

  it('[U1] needs a body', async () => {
    const raw = new RawUpload(await startLocalServer(), 'Content-Length: 0');
    await raw.answered(201);
    raw.socket.destroy();
  });

  it('[U3] leaves nothing of an upload whose client goes away', async () => {
    const server = await startLocalServer();
    for (const headers of ['Content-Length: 200000', 'Transfer-Encoding: chunked']) {
      const raw = new RawUpload(server, headers);
      if (headers.startsWith('T')) raw.chunk(Buffer.alloc(100_000, 'a'));
      else raw.socket.write(Buffer.alloc(100_000, 'a'));
      await eventually(async () => expect(await onDisk(server)).toHaveLength(1));
      raw.socket.destroy();
      await eventually(async () => expect(await onDisk(server)).toEqual([]));
    }
    await eventually(async () => expect(await metric(server, 'manyhands_uploads_broken_off_total')).toBe(2));
    expect(await metric(server, 'manyhands_files_stored_total')).toBe(0);
  });

  it('[U4] ends uploads when the server stops, with 503 and without leftovers', async () => {
    const server = await startLocalServer();
    const raw = new RawUpload(server, 'Content-Length: 200000');
    raw.socket.write(Buffer.alloc(100_000, 'a'));
    await eventually(async () => expect(await onDisk(server)).toHaveLength(1));
    await server.server.close();
    await raw.ended;
    expect(raw.answer).toMatch(/^HTTP\/1.1 503 /);
    expect(await onDisk(server)).toEqual([]);
  });

  it('[U3] sweeps at the start what a crash left behind', async () => {
    const first = await startLocalServer();
    const kept = await stored(first, png());
    await first.server.close();
    const orphan = 'f'.repeat(64);
    await writeFile(join(first.dataDir, 'files', 'incoming', 'half'), 'x');
    await mkdir(join(first.dataDir, 'files', 'ff'));
    await writeFile(join(first.dataDir, 'files', 'ff', orphan), 'x');
    const again = await startLocalServer({ dataDir: first.dataDir });
    await eventually(async () => expect(await onDisk(again)).toEqual([kept.hash]));
    // The key in the address outlives the restart.
    expect((await stored(again, png())).url.split('/files/')[1]?.split('?')[1]).toBe(kept.url.split('?')[1]);
  });
});

describe('who may upload', () => {
  it('[U1] asks for the role edit, and says what is missing', async () => {
    const server = await startLocalServer(jwt);
    expect((await upload(server, png())).status).toBe(401);
    expect((await upload(server, png(), { headers: { authorization: 'Bearer nonsense' } })).status).toBe(401);
    for (const role of ['view', 'comment']) {
      const reader = await bearer({ rooms: [{ name: 'room', role }] });
      expect((await upload(server, png(), { headers: reader })).status).toBe(403);
    }
    const headers = await bearer();
    expect((await upload(server, png(), { headers, document: 'other' })).status).toBe(403);
    expect(await onDisk(server)).toEqual([]);
    expect((await upload(server, png(), { headers })).status).toBe(201);
  });

  it('[U1] refuses a revoked token', async () => {
    const server = await startLocalServer(jwt);
    const headers = await bearer({ jti: 'lost' });
    expect((await upload(server, png(), { headers })).status).toBe(201);
    await server.server.revoke({ kind: 'token', tokenId: 'lost' });
    expect((await upload(server, gif, { headers })).status).toBe(401);
    expect(await onDisk(server)).toHaveLength(1);
  });

  it('[U1] keeps nothing of somebody who is locked out while the bytes come in', async () => {
    const server = await startLocalServer(jwt);
    const raw = new RawUpload(
      server,
      `Content-Length: 200000\r\nAuthorization: Bearer ${await token({ jti: 'lost' })}`,
    );
    raw.socket.write(Buffer.alloc(100_000, 'a'));
    await eventually(async () => expect(await onDisk(server)).toHaveLength(1));
    await server.server.revoke({ kind: 'token', tokenId: 'lost' });
    raw.socket.write(Buffer.alloc(100_000, 'a'));
    await raw.answered(403);
    raw.socket.destroy();
    expect(await onDisk(server)).toEqual([]);
  });

  it('[U1] refuses pages of foreign origins and foreign host names', async () => {
    for (const options of [{}, jwt]) {
      const server = await startLocalServer(options);
      const headers = { ...(await bearer()), origin: 'https://evil.example' };
      expect((await upload(server, png(), { headers })).status).toBe(403);
    }
    const server = await startLocalServer();
    const raw = new RawUpload(server, 'Content-Length: 0\r\nSec-Fetch-Site: cross-site');
    await raw.answered(403);
    raw.socket.destroy();
    expect(await onDisk(server)).toEqual([]);
  });

  it('[U1] takes nothing for a deleted document, and files for one that is still on its way', async () => {
    const server = await startLocalServer();
    await server.server.documents.create('gone');
    await server.server.documents.delete('gone');
    const response = await upload(server, png(), { document: 'gone' });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'document-deleted' });
    expect((await upload(server, png(), { document: 'never-written' })).status).toBe(201);
  });
});

describe('who may read', () => {
  it('[U9] gives a file to the key in its address, to a token with a role, and to admins; nobody else', async () => {
    const server = await startLocalServer(jwt);
    const { url, hash } = await stored(server, png(), { headers: await bearer() });
    const bare = `${server.url}${url.split('?')[0]}`;
    const status = async (target: string, headers: Record<string, string> = {}) =>
      (await fetch(target, { headers })).status;
    expect(await status(server.url + url)).toBe(200);
    expect(await status(bare)).toBe(401);
    expect(await status(`${bare}?key=`)).toBe(401);
    expect(await status(`${bare}?key=${'A'.repeat(22)}`)).toBe(401);
    expect(await status(bare, await bearer({ rooms: [{ name: 'room', role: 'view' }] }))).toBe(200);
    expect(await status(bare, await bearer({ rooms: [], admin: true }))).toBe(200);
    expect(await status(bare, await bearer({ rooms: [{ name: 'other', role: 'edit' }] }))).toBe(404);
    // Nobody learns whether there is such a file.
    expect(await status(bare.replace(hash, 'a'.repeat(64)))).toBe(401);
    expect(await status(bare.replace(hash, 'a'.repeat(64)), await bearer())).toBe(404);
    // One file's key opens no other.
    const other = await stored(server, gif, { headers: await bearer() });
    expect(await status(`${server.url}${other.url.split('?')[0]}?${url.split('?')[1]}`)).toBe(401);
    for (const list of ['/api/v1/files', '/api/v1/files/', `/api/v1/files/${hash}`, `/api/v1/files/${hash}/`]) {
      expect(await status(server.url + list, await bearer({ admin: true }))).toBe(404);
    }
  });
});

describe('deleting a document', () => {
  it('[U10] removes the files that it alone uploaded', async () => {
    const server = await startLocalServer();
    const { documents } = server.server;
    await documents.create('one');
    await documents.create('two');
    const shared = await stored(server, png(), { document: 'one' });
    await stored(server, png(), { document: 'two' });
    const own = await stored(server, gif, { document: 'one' });
    await documents.delete('one');
    expect(await onDisk(server)).toEqual([shared.hash]);
    expect((await fetch(server.url + own.url)).status).toBe(404);
    expect((await fetch(server.url + shared.url)).status).toBe(200);
    await documents.delete('two');
    expect(await onDisk(server)).toEqual([]);
    expect(await metric(server, 'manyhands_file_bytes')).toBe(0);
  });
});
