import 'fake-indexeddb/auto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { SendError, type SendFile } from './send-file.js';
import type { FinishedUpload, Upload } from './upload.js';
import { UploadNews } from './upload-news.js';
import { type UploadBounds, UploadQueue } from './upload-queue.js';
import { UploadSender } from './upload-sender.js';
import { UploadStorage } from './upload-storage.js';

type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

const url = '/api/v1/files/aa/a.png?key=k';

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

const accept: Answer = (_, response) => json(response, 201, { url, mime: 'image/png', width: 3, height: 2 });

/** A server of the test's own, and what it was sent. */
async function createFileServer(answer: Answer = accept) {
  const received: { name: string; body: string; token: string | undefined }[] = [];
  const state = { answer };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const name = new URL(request.url ?? '', 'http://x').searchParams.get('name') ?? '';
      received.push({ name, body: body.toString(), token: request.headers.authorization });
      state.answer(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received, state };
}

/** What `sendFile` does in a browser, with what Node has. */
const send: SendFile = async ({ url: target, bytes, token, onProgress, signal }) => {
  try {
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(target, { method: 'POST', body: bytes, signal, headers });
    onProgress(1);
    const retryAfter = response.headers.get('retry-after');
    return {
      status: response.status,
      body: await response.json().catch(() => null),
      retryAfterSeconds: retryAfter === null ? null : Number(retryAfter),
    };
  } catch {
    throw new SendError(signal.aborted ? 'aborted' : 'network');
  }
};

interface QueueOptions {
  readonly base: string;
  readonly document?: string;
  readonly keeps?: boolean;
  readonly bounds?: UploadBounds;
  readonly getToken?: () => Promise<string>;
  readonly now?: () => number;
  readonly send?: SendFile;
}

let documents = 0;

function open({ base, document = `document ${++documents}`, keeps = true, now = Date.now, ...options }: QueueOptions) {
  const queue = new UploadQueue({
    document,
    sender: new UploadSender({
      url: `${base}/api/v1/documents/a/files`,
      getToken: options.getToken ?? null,
      send: options.send ?? send,
      random: () => 0,
      now,
    }),
    storage: keeps ? new UploadStorage(document) : null,
    news: keeps ? new UploadNews(document) : null,
    now,
    ...(options.bounds && { bounds: options.bounds }),
  });
  onTestFinished(() => queue.close());
  return queue;
}

function file(content = 'content', name = 'a.png', type = 'image/png'): File {
  return new File([content], name, { type });
}

async function until(
  queue: UploadQueue,
  id: string,
  check: (upload: Upload | null) => boolean,
): Promise<Upload | null> {
  await vi.waitFor(() => expect(check(queue.upload(id).getSnapshot())).toBe(true), { timeout: 10_000, interval: 5 });
  return queue.upload(id).getSnapshot();
}

const isDone = (upload: Upload | null) => upload?.state === 'done';
const isRefused = (upload: Upload | null) => upload?.state === 'refused';
const isKept = (upload: Upload | null) => upload?.isKept === true;

/** A server that cannot be reached. */
const nowhere = 'http://127.0.0.1:9';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('UploadQueue', () => {
  it('sends a file and tells where it is', async () => {
    const { base, received } = await createFileServer();
    const queue = open({ base });
    const told: FinishedUpload[] = [];
    queue.attach((upload) => told.push(upload));
    const id = queue.add(file('bytes', 'Grüße.png'));
    expect(queue.upload(id).getSnapshot()).toMatchObject({ state: 'waiting', name: 'Grüße.png', size: 5, progress: 0 });
    expect(queue.getSnapshot()).toMatchObject({ waiting: 1, unkept: 1 });
    expect(queue.upload(id).getSnapshot()?.previewUrl).toMatch(/^blob:/);
    const done = await until(queue, id, isDone);
    expect(done).toMatchObject({ url, mime: 'image/png', width: 3, height: 2, progress: 1 });
    expect(done).not.toHaveProperty('previewUrl');
    expect(received).toEqual([{ name: 'Grüße.png', body: 'bytes', token: undefined }]);
    expect(told.map((upload) => [upload.id, upload.url])).toEqual([[id, url]]);
    expect(queue.getSnapshot()).toMatchObject({ waiting: 0, unkept: 0 });
  });

  it('brings a file of another document to this one, also when there is no network at first', async () => {
    const { base, received, state } = await createFileServer((_, response) => response.writeHead(503).end());
    const before = open({ base, document: 'adopting' });
    before.adopt(`${base}/api/v1/files/aa/a%20b.png?key=k`);
    await vi.waitFor(() => expect(before.getSnapshot()).toMatchObject({ waiting: 1, unkept: 0 }));
    await vi.waitFor(() => expect(received).not.toEqual([]));
    before.close();
    state.answer = (request, response, body) =>
      request.method === 'GET' ? response.end('picture') : accept(request, response, body);
    const queue = open({ base, document: 'adopting' });
    await queue.loaded;
    await vi.waitFor(() => expect(queue.getSnapshot().waiting).toBe(0), { timeout: 10_000 });
    expect(queue.getSnapshot().uploads).toMatchObject([{ state: 'done', url, name: 'a b.png' }]);
    expect(received.at(-1)).toMatchObject({ name: 'a b.png', body: 'picture' });
  });

  it('gives up a file of another document that is gone', async () => {
    const { base } = await createFileServer((_, response) => response.writeHead(404).end());
    const queue = open({ base });
    queue.adopt(`${base}/api/v1/files/aa/a.png?key=k`);
    await vi.waitFor(() => expect(queue.getSnapshot()).toMatchObject({ waiting: 0, refused: 1 }));
  });

  it('keeps files over a reload, and sends them then', async () => {
    const { base, received } = await createFileServer();
    const before = open({ base: nowhere, document: 'reload' });
    const id = before.add(file('kept'));
    await until(before, id, isKept);
    expect(before.getSnapshot()).toMatchObject({ waiting: 1, unkept: 0 });
    before.close();
    const after = open({ base, document: 'reload' });
    const told: string[] = [];
    after.attach((upload) => told.push(upload.id));
    await until(after, id, isDone);
    expect(received.map(({ body }) => body)).toEqual(['kept']);
    expect(told).toEqual([id]);
  });

  it('tells of what earlier visits finished, for a month', async () => {
    const { base } = await createFileServer();
    const before = open({ base, document: 'finished' });
    const id = before.add(file());
    await until(before, id, isDone);
    before.close();
    const again = open({ base: nowhere, document: 'finished' });
    const told: string[] = [];
    again.attach((upload) => told.push(`${upload.id} ${upload.url}`));
    await until(again, id, isDone);
    expect(told).toEqual([`${id} ${url}`]);
    again.close();
    const later = open({ base: nowhere, document: 'finished', now: () => Date.now() + 31 * 24 * 3_600_000 });
    await later.loaded;
    expect(later.getSnapshot().uploads).toEqual([]);
  });

  it('goes on from memory where the device keeps nothing, and says so', async () => {
    const opening = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('private window', 'SecurityError');
    });
    const { base } = await createFileServer();
    const queue = open({ base });
    const id = queue.add(file());
    const done = await until(queue, id, isDone);
    expect(opening).toHaveBeenCalled();
    expect(done?.isKept).toBe(false);
    const offline = open({ base: nowhere, keeps: false });
    offline.add(file());
    await until(offline, offline.getSnapshot().uploads[0]?.id ?? '', (upload) => upload?.state === 'waiting');
    expect(offline.getSnapshot()).toMatchObject({ waiting: 1, unkept: 1 });
  });

  it.each<[number, unknown, string]>([
    [413, {}, 'too-large'],
    [415, {}, 'type'],
    [403, {}, 'forbidden'],
    [507, {}, 'storage-full'],
    [404, { code: 'document-deleted' }, 'deleted'],
    [400, {}, 'refused'],
  ])('ends with a sentence when the server answers %i', async (status, body, code) => {
    const { base, received, state } = await createFileServer((_, response) => json(response, status, body));
    const document = `refused ${status}`;
    const queue = open({ base, document });
    const id = queue.add(file());
    const refused = await until(queue, id, isRefused);
    expect(refused?.reason).toEqual({ code, sentence: expect.stringMatching(/^[A-Z].*\.$/) });
    expect(queue.getSnapshot().waiting).toBe(0);
    queue.close();
    // Not again by itself, not even after a reload; but when somebody asks.
    const again = open({ base, document });
    await until(again, id, isRefused);
    expect(received).toHaveLength(1);
    state.answer = accept;
    again.retry(id);
    await until(again, id, isDone);
    expect(received).toHaveLength(2);
  });

  it('tries again after failures that pass', async () => {
    let attempts = 0;
    const { base, received } = await createFileServer((request, response, body) => {
      attempts++;
      if (attempts === 1) request.socket.destroy();
      else if (attempts === 2) json(response, 503, {}, { 'retry-after': '0' });
      // Neither a proxy's 404 nor the sign-in page of a hotel is the server's own word.
      else if (attempts === 3) response.writeHead(404).end('not here');
      else if (attempts === 4) response.writeHead(200).end('<html>sign in</html>');
      else accept(request, response, body);
    });
    const queue = open({ base });
    const id = queue.add(file());
    await until(queue, id, (upload) => {
      queue.wake();
      return isDone(upload);
    });
    expect(received).toHaveLength(5);
  });

  it('waits as long as the server asks, whoever else calls', async () => {
    let attempts = 0;
    const { base, received } = await createFileServer((request, response, body) => {
      attempts++;
      if (attempts === 1) json(response, 429, {}, { 'retry-after': '1' });
      else accept(request, response, body);
    });
    const queue = open({ base });
    const id = queue.add(file());
    await vi.waitFor(() => expect(received).toHaveLength(1));
    await until(queue, id, (upload) => upload?.state === 'waiting');
    queue.wake();
    queue.retry(id);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(received).toHaveLength(1);
    await until(queue, id, isDone);
  });

  it('shows the token, and a fresh one when it is not good any more', async () => {
    let tokens = 0;
    const expiring = (exp: number) => `x.${btoa(JSON.stringify({ exp, n: ++tokens }))}.y`;
    const { base, received } = await createFileServer((request, response, body) => {
      if (received.length === 2) json(response, 401, {});
      else accept(request, response, body);
    });
    const getToken = vi.fn(async () => expiring(Date.now() / 1000 + 3_600));
    const queue = open({ base, getToken });
    await until(queue, queue.add(file('1')), isDone);
    // The second one is sent with the same token, which is refused this time.
    await until(queue, queue.add(file('2')), isDone);
    expect(received.map(({ body }) => body)).toEqual(['1', '2', '2']);
    expect(getToken).toHaveBeenCalledTimes(2);
    expect(received[0]?.token).toBe(received[1]?.token);
    expect(received[2]?.token).not.toBe(received[1]?.token);
  });

  it('stops and forgets what is removed', async () => {
    const { base } = await createFileServer(() => {});
    const queue = open({ base, document: 'removed' });
    const id = queue.add(file());
    const view = queue.upload(id);
    await until(queue, id, (upload) => upload?.state === 'uploading');
    queue.remove(id);
    expect(view.getSnapshot()).toBeNull();
    expect(queue.getSnapshot()).toMatchObject({ uploads: [], waiting: 0, unkept: 0, refused: 0 });
    queue.close();
    const again = open({ base, document: 'removed' });
    await again.loaded;
    await until(again, id, (upload) => upload === null);
    expect(again.getSnapshot().uploads).toEqual([]);
  });

  it('takes a bounded number of files and bytes', async () => {
    const queue = open({ base: nowhere, bounds: { files: 2, bytes: 10 } });
    queue.add(file('12345'));
    const tooMuch = queue.add(file('123456'));
    expect(queue.upload(tooMuch).getSnapshot()).toMatchObject({ state: 'refused', reason: { code: 'too-many' } });
    queue.remove(tooMuch);
    queue.add(file('1'));
    expect(queue.upload(queue.add(file('1'))).getSnapshot()?.state).toBe('refused');
  });

  it('knows in every window of a browser what the others do', async () => {
    const { base, state } = await createFileServer(() => {});
    const one = open({ base, document: 'windows' });
    const two = open({ base: nowhere, document: 'windows' });
    const told: string[] = [];
    two.attach((upload) => told.push(upload.url));
    await two.loaded;
    const id = one.add(file());
    expect(two.upload(id).getSnapshot()).toBeNull();
    await until(two, id, (upload) => upload?.state === 'waiting' || upload?.state === 'uploading');
    const other = one.add(file('other'));
    await until(two, other, (upload) => upload !== null);
    one.remove(other);
    await until(two, other, (upload) => upload === null);
    state.answer = accept;
    one.close();
    const three = open({ base, document: 'windows' });
    await until(three, id, isDone);
    await until(two, id, isDone);
    expect(told).toEqual([url]);
  });

  it('says that a file is gone which changed on the disk before it was sent', async () => {
    const gone = file();
    vi.spyOn(gone, 'slice').mockImplementation(() => {
      throw new DOMException('gone', 'NotReadableError');
    });
    const queue = open({ base: nowhere, keeps: false });
    const refused = await until(queue, queue.add(gone), isRefused);
    expect(refused?.reason?.code).toBe('unreadable');
  });

  it('makes names fit for an address', async () => {
    const { base, received } = await createFileServer();
    const queue = open({ base });
    const odd = file();
    Object.defineProperty(odd, 'name', { value: `a\ud800${'x'.repeat(400)}` });
    await until(queue, queue.add(odd), isDone);
    expect(received[0]?.name).toBe(`a\uFFFD${'x'.repeat(253)}`);
  });
});
