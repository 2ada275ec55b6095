// @vitest-environment happy-dom
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type SendAnswer, sendFile } from './send-file.js';

/** What a browser's XMLHttpRequest does, at the test's word. */
class ScriptedRequest {
  static last: ScriptedRequest;
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  onload?: () => void;
  onerror?: () => void;
  onabort: (() => void) | null = null;
  status = 0;
  responseText = '';
  readonly opened: string[] = [];
  readonly headers: Record<string, string> = {};
  isAborted = false;
  constructor() {
    ScriptedRequest.last = this;
  }
  open(...parts: string[]): void {
    this.opened.push(...parts);
  }
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  getResponseHeader(): string | null {
    return '7';
  }
  send(): void {}
  abort(): void {
    this.isAborted = true;
    this.onabort?.();
  }
}

function begin(signal = new AbortController().signal): { sent: Promise<SendAnswer>; progress: number[] } {
  vi.stubGlobal('XMLHttpRequest', ScriptedRequest);
  const progress: number[] = [];
  const onProgress = (part: number) => progress.push(part);
  const sent = sendFile({ url: 'http://a.example/x', bytes: new Blob(['abcd']), token: 't', onProgress, signal });
  return { sent, progress };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('sendFile', () => {
  it('tells how far it is, and what the server answered', async () => {
    const { sent, progress } = begin();
    const request = ScriptedRequest.last;
    expect(request.opened).toEqual(['POST', 'http://a.example/x']);
    expect(request.headers).toEqual({ authorization: 'Bearer t', 'content-type': 'application/octet-stream' });
    request.upload.onprogress?.({ loaded: 1, total: 4 });
    request.upload.onprogress?.({ loaded: 4, total: 4 });
    Object.assign(request, { status: 201, responseText: '{"url":"/x"}' });
    request.onload?.();
    expect(await sent).toEqual({ status: 201, body: { url: '/x' }, retryAfterSeconds: 7 });
    expect(progress).toEqual([0.25, 1]);
  });

  it('ends when it is aborted, when the network fails, and when nothing moves', async () => {
    const stop = new AbortController();
    const aborted = begin(stop.signal);
    stop.abort();
    await expect(aborted.sent).rejects.toMatchObject({ code: 'aborted' });
    expect(ScriptedRequest.last.isAborted).toBe(true);
    const failed = begin();
    ScriptedRequest.last.onerror?.();
    await expect(failed.sent).rejects.toMatchObject({ code: 'network' });
    vi.useFakeTimers();
    const stalled = begin();
    const end = expect(stalled.sent).rejects.toMatchObject({ code: 'stalled' });
    vi.advanceTimersByTime(59_000);
    ScriptedRequest.last.upload.onprogress?.({ loaded: 1, total: 4 });
    vi.advanceTimersByTime(59_000);
    expect(ScriptedRequest.last.isAborted).toBe(false);
    vi.advanceTimersByTime(1_000);
    await end;
  });

  it('takes an answer that is no JSON', async () => {
    const { sent } = begin();
    Object.assign(ScriptedRequest.last, { status: 200, responseText: '<html>' });
    ScriptedRequest.last.onload?.();
    expect((await sent).body).toBeNull();
  });

  it('sends the bytes', async () => {
    let body = '';
    const server = createServer((request, response) => {
      response.setHeader('Access-Control-Allow-Origin', '*').setHeader('Access-Control-Allow-Headers', '*');
      if (request.method === 'OPTIONS') return void response.end();
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => response.writeHead(201).end('{"ok":true}'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const answer = await sendFile({
      url: `http://127.0.0.1:${port}/`,
      bytes: new Blob(['bytes']),
      token: null,
      onProgress() {},
      signal: new AbortController().signal,
    });
    expect([answer.status, answer.body, body]).toEqual([201, { ok: true }, 'bytes']);
  });
});
