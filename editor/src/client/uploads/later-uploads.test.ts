import { afterEach, describe, expect, it, vi } from 'vitest';
import { LaterUploads } from './later-uploads.js';
import type { FinishedUpload } from './upload.js';
import { UploadQueue } from './upload-queue.js';
import { UploadSender } from './upload-sender.js';

const stored = { url: '/api/v1/files/abc', mime: 'text/plain', size: 5 };

function queue(): UploadQueue {
  const sender = new UploadSender({
    url: 'http://localhost/files',
    getToken: null,
    send: () => Promise.resolve({ status: 201, body: stored, retryAfterSeconds: null }),
    random: () => 0,
    now: () => 0,
  });
  return new UploadQueue({ document: 'd', sender, storage: null, news: null, now: () => 0 });
}

let uploads: LaterUploads;

afterEach(() => uploads.close());

function open(load: () => Promise<UploadQueue>): void {
  uploads = new LaterUploads({ server: 'http://localhost', load });
}

describe('uploads before their code is here', () => {
  it('wait, are counted, and are sent under the same id', async () => {
    let arrive = (_queue: UploadQueue): void => undefined;
    open(
      () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
    );
    const done = new Promise<FinishedUpload>((resolve) => uploads.attach(resolve));
    const id = uploads.add(new File(['hello'], 'hello.txt', { type: 'text/plain' }));
    const view = uploads.upload(id);
    expect(view.getSnapshot()).toMatchObject({ id, state: 'waiting', isKept: false });
    expect(uploads.getSnapshot()).toMatchObject({ waiting: 1, unkept: 1 });
    arrive(queue());
    expect(await done).toMatchObject({ id, name: 'hello.txt' });
    expect(view.getSnapshot()?.state).toBe('done');
    expect(uploads.getSnapshot()).toMatchObject({ waiting: 0, unkept: 0 });
  });

  it('resolve addresses of their server, and leave others alone', () => {
    open(() => Promise.resolve(queue()));
    expect(uploads.resolve('/api/v1/files/abc')).toBe('http://localhost/api/v1/files/abc');
    expect(uploads.resolve('https://a.example/b.png')).toBe('https://a.example/b.png');
  });

  it('are tried again when the network is back', async () => {
    const load = vi.fn(() => Promise.resolve(queue())).mockRejectedValueOnce(new TypeError('no network'));
    open(load);
    const done = new Promise<FinishedUpload>((resolve) => uploads.attach(resolve));
    const id = uploads.add(new File(['hello'], 'hello.txt'));
    await vi.waitFor(() => {
      // While the first attempt is going on, it is enough.
      uploads.wake();
      expect(load).toHaveBeenCalledTimes(2);
    });
    expect((await done).id).toBe(id);
  });

  it('do not begin when they were taken away meanwhile', async () => {
    const made = queue();
    const add = vi.spyOn(made, 'add');
    open(() => Promise.resolve(made));
    const done = new Promise<FinishedUpload>((resolve) => uploads.attach(resolve));
    uploads.remove(uploads.add(new File(['x'], 'x.txt')));
    expect(uploads.getSnapshot().waiting).toBe(0);
    const id = uploads.add(new File(['y'], 'y.txt'));
    expect((await done).id).toBe(id);
    expect(add.mock.calls.map(([file]) => file.name)).toEqual(['y.txt']);
  });
});
