import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { defaultHello, ScriptedServer } from '../testing/scripted-server.js';
import type { DocumentHandle, DocumentSnapshot } from './document-handle.js';
import type { OpenDocumentOptions } from './document-options.js';
import { openDocument } from './open-document.js';

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function listen(options?: Parameters<typeof ScriptedServer.listen>[0]): Promise<ScriptedServer> {
  const server = await ScriptedServer.listen(options);
  cleanups.push(() => server.close());
  return server;
}

function open(server: ScriptedServer, options: Partial<OpenDocumentOptions> = {}): DocumentHandle {
  const handle = openDocument({
    server: server.url,
    id: 'a',
    user: { id: 'u1', name: 'Ada' },
    webSocket: WebSocket as unknown as typeof globalThis.WebSocket,
    ...options,
  });
  cleanups.push(() => handle.close());
  return handle;
}

/** Waits for the store to say it; there is no other clock. */
async function until(handle: DocumentHandle, isIt: (snapshot: DocumentSnapshot) => boolean): Promise<DocumentSnapshot> {
  return new Promise((resolve) => {
    const check = () => {
      const snapshot = handle.getSnapshot();
      if (!isIt(snapshot)) return false;
      resolve(snapshot);
      return true;
    };
    if (check()) return;
    const unsubscribe = handle.subscribe(() => {
      if (check()) unsubscribe();
    });
  });
}

const untilStatus = (handle: DocumentHandle, kind: string) => until(handle, ({ status }) => status.kind === kind);

function type(handle: DocumentHandle, text: string): void {
  handle.doc.getText('scratch').insert(0, text);
}

describe('openDocument', () => {
  it('asks for the subprotocol and encodes the room', async () => {
    const server = await listen();
    open(server, { id: 'team/ä b' });
    const { request } = await server.accept();
    expect(request.url).toBe('/sync/team/%C3%A4%20b');
    expect(request.headers['sec-websocket-protocol']).toBe('manyhands.v1');
  });

  it('refuses ids that a URL cannot carry', async () => {
    const server = await listen();
    for (const id of ['', 'a//b', '../a', 'a/.']) expect(() => open(server, { id })).toThrow(RangeError);
  });

  it('is saved only after the acknowledgement', async () => {
    const server = await listen();
    const handle = open(server);
    const connection = await server.accept();
    await connection.greet();
    expect(handle.getSnapshot().status.kind).toBe('opening');
    connection.send({ type: 'ack', durable: 1 });
    await untilStatus(handle, 'saved');

    type(handle, 'x');
    await connection.next('update');
    expect((await untilStatus(handle, 'saving')).unacknowledged.changes).toBe(1);
    connection.send({ type: 'ack', durable: 2 });
    expect((await untilStatus(handle, 'saved')).unacknowledged.changes).toBe(0);
  });

  it('says that it reconnects only after a connection was lost', async () => {
    const server = await listen();
    const handle = open(server);
    const kinds = new Set<string>();
    handle.subscribe(() => kinds.add(handle.getSnapshot().status.kind));
    const connection = await server.accept();
    await connection.greet();
    connection.send({ type: 'ack', durable: 1 });
    await untilStatus(handle, 'saved');
    expect([...kinds]).toEqual(['opening', 'saved']);
    connection.close(1012);
    await untilStatus(handle, 'reconnecting');
  });

  it('is not saved while a file waits', async () => {
    const server = await listen();
    const handle = open(server);
    const connection = await server.accept();
    await connection.greet();
    connection.send({ type: 'ack', durable: 1 });
    await untilStatus(handle, 'saved');
    // There is nothing here that could send it.
    const id = handle.uploads.add(new File(['a'], 'a.png'));
    expect((await untilStatus(handle, 'saving')).unacknowledged).toEqual({ changes: 0, files: 1, keptOnDevice: false });
    handle.uploads.remove(id);
    await untilStatus(handle, 'saved');
  });

  it('tells of a refused file for as long as the text has a place for it', async () => {
    const server = await listen();
    const handle = open(server);
    const connection = await server.accept();
    await connection.greet();
    connection.send({ type: 'ack', durable: 1 });
    await untilStatus(handle, 'saved');
    const tooLarge = Object.defineProperty(new File([], 'a.mov'), 'size', { value: 2 ** 40 });
    const uploadId = handle.uploads.add(tooLarge);
    expect(handle.getSnapshot().status.kind).toBe('saved');
    const body = handle.doc.getXmlFragment('default');
    const place = new Y.XmlElement('file');
    place.setAttribute('uploadId', uploadId);
    body.insert(0, [place]);
    await connection.next('update');
    connection.send({ type: 'ack', durable: 2 });
    expect((await untilStatus(handle, 'files-refused')).status).toEqual({ kind: 'files-refused', files: 1 });
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(handle.doc));
    other.getXmlFragment('default').delete(0);
    connection.send({ type: 'update', update: Y.encodeStateAsUpdate(other) });
    await untilStatus(handle, 'saved');
  });

  it('counts changes made before the first connection, and brings them with the answer to step 1', async () => {
    const server = await listen();
    const handle = open(server);
    type(handle, 'a');
    type(handle, 'b');
    const connection = await server.accept();
    const { update } = await connection.greet();
    const copy = new Y.Doc();
    Y.applyUpdate(copy, update);
    expect(copy.getText('scratch').toString()).toBe('ba');
    expect((await untilStatus(handle, 'saving')).unacknowledged.changes).toBe(2);
    connection.send({ type: 'ack', durable: 1 });
    await untilStatus(handle, 'saved');
  });

  it('does not count what others wrote', async () => {
    const server = await listen();
    const handle = open(server);
    const connection = await server.accept();
    await connection.greet();
    connection.send({ type: 'ack', durable: 1 });
    const other = new Y.Doc();
    other.getText('scratch').insert(0, 'theirs');
    connection.send({ type: 'update', update: Y.encodeStateAsUpdate(other) });
    await new Promise((resolve) => handle.doc.once('update', resolve));
    expect((await untilStatus(handle, 'saved')).unacknowledged.changes).toBe(0);
  });

  it('says reconnecting and keeps changes pending until the new connection acknowledges its state', async () => {
    const server = await listen();
    const handle = open(server);
    const first = await server.accept();
    await first.greet();
    first.send({ type: 'ack', durable: 1 });
    await untilStatus(handle, 'saved');
    first.terminate();
    await untilStatus(handle, 'reconnecting');
    type(handle, 'offline');
    await until(handle, ({ unacknowledged }) => unacknowledged.changes === 1);
    const second = await server.accept();
    await second.greet();
    await untilStatus(handle, 'saving');
    second.send({ type: 'ack', durable: 1 });
    await untilStatus(handle, 'saved');
  });

  it('calls it offline after a few failed attempts', async () => {
    const server = await listen();
    const handle = open(server);
    const connection = await server.accept();
    await connection.greet();
    await server.close();
    await untilStatus(handle, 'offline');
  });

  it('says sent, never saved, with a stock server', async () => {
    const server = await listen({ speaksManyhands: false });
    const handle = open(server, { speaks: 'stock', getToken: async () => 't' });
    const connection = await server.accept();
    expect(connection.request.headers['sec-websocket-protocol']).toBeUndefined();
    expect(connection.request.url).toBe('/sync/a?token=t');
    const doc = new Y.Doc();
    connection.send({ type: 'sync-step-1', stateVector: Y.encodeStateVector(doc) });
    await connection.next('sync-step-2');
    await untilStatus(handle, 'sent');
    type(handle, 'x');
    await connection.next('update');
    expect(handle.getSnapshot().status.kind).toBe('sent');
    await expect(handle.flush()).rejects.toMatchObject({ name: 'FlushError', code: 'no-acknowledgements' });
  });

  it('is read only for a role that may not edit', async () => {
    const server = await listen();
    const handle = open(server);
    const connection = await server.accept();
    connection.send({ type: 'hello', hello: { ...defaultHello, role: 'view' } });
    const snapshot = await untilStatus(handle, 'read-only');
    expect(snapshot.isEditable).toBe(false);
    expect(snapshot.role).toBe('view');
  });

  it('stops before any content when the server has a newer schema', async () => {
    const server = await listen();
    const handle = open(server);
    const connection = await server.accept();
    connection.send({ type: 'hello', hello: { ...defaultHello, schemaVersion: 1_000_000 } });
    const doc = new Y.Doc();
    doc.getText('scratch').insert(0, 'from the future');
    connection.send({ type: 'update', update: Y.encodeStateAsUpdate(doc) });
    expect((await untilStatus(handle, 'update-needed')).isEditable).toBe(false);
    await connection.closed;
    expect(handle.doc.getText('scratch').toString()).toBe('');
  });

  it.each([
    [4403, 'forbidden'],
    [4404, 'deleted'],
    [4413, 'too-large'],
    [4400, 'bad-frame'],
    [4401, 'unauthenticated'],
  ])('stops for close code %d: %s', async (code, reason) => {
    const server = await listen();
    const handle = open(server);
    const connection = await server.accept();
    await connection.greet();
    connection.close(code);
    expect((await untilStatus(handle, 'stopped')).status).toMatchObject({ reason });
  });

  it.each([
    [401, {}, 'unauthenticated'],
    [403, {}, 'forbidden'],
    [404, { code: 'document-deleted' }, 'deleted'],
  ])('finds out why a handshake was refused: %d', async (status, body, reason) => {
    const server = await listen();
    server.refuseWith = { status, body };
    const handle = open(server);
    expect((await untilStatus(handle, 'stopped')).status).toMatchObject({ reason });
  });

  it('keeps trying after a 404 that is not the server’s own', async () => {
    const server = await listen();
    server.refuseWith = { status: 404, body: {} };
    const handle = open(server);
    await untilStatus(handle, 'reconnecting');
    server.refuseWith = null;
    const connection = await server.accept();
    await connection.greet();
    connection.send({ type: 'ack', durable: 1 });
    await untilStatus(handle, 'saved');
  });

  it('connects again on request after it was stopped', async () => {
    const server = await listen();
    const handle = open(server);
    (await server.accept()).close(4403);
    await untilStatus(handle, 'stopped');
    handle.reconnect();
    const connection = await server.accept();
    await connection.greet();
    connection.send({ type: 'ack', durable: 1 });
    await untilStatus(handle, 'saved');
  });

  it('fetches a new token once when the session is unauthenticated, then stops', async () => {
    const server = await listen();
    let count = 0;
    const handle = open(server, { getToken: async () => `t${++count}` });
    const first = await server.accept();
    expect(first.request.headers['sec-websocket-protocol']).toBe('manyhands.v1,bearer.t1');
    first.close(4401);
    const second = await server.accept();
    expect(second.request.headers['sec-websocket-protocol']).toBe('manyhands.v1,bearer.t2');
    second.close(4401);
    expect((await untilStatus(handle, 'stopped')).status).toMatchObject({ reason: 'unauthenticated' });
    expect(count).toBe(2);
  });

  it('retries a token callback that fails', async () => {
    const server = await listen();
    let count = 0;
    open(server, { getToken: async () => (++count < 2 ? Promise.reject(new Error('no network')) : 'later') });
    const connection = await server.accept();
    expect(connection.request.headers['sec-websocket-protocol']).toBe('manyhands.v1,bearer.later');
  });

  it('refreshes a token in band before it ends', async () => {
    const server = await listen();
    const tokens = [jwt(Date.now() / 1000 + 2), jwt(Date.now() / 1000 + 3600)];
    open(server, { getToken: async () => tokens.shift() ?? 'none' });
    const connection = await server.accept();
    await connection.greet();
    const fresh = tokens[0];
    expect(await connection.next('token')).toEqual({ type: 'token', token: fresh });
  });

  it('takes its name and colour from a server that knows them', async () => {
    const server = await listen();
    const handle = open(server);
    const connection = await server.accept();
    await connection.next('awareness');
    await connection.greet({ user: { id: 'known', name: 'Grace', color: '#112233' } });
    await until(handle, ({ self }) => self.name === 'Grace');
    expect(handle.getSnapshot().self).toEqual({ id: 'known', name: 'Grace', color: '#112233' });
    expect(handle.people.getSnapshot()).toMatchObject([{ id: 'known', isSelf: true }]);
  });

  it('survives frames of ours that make no sense', async () => {
    const server = await listen();
    const handle = open(server);
    const connection = await server.accept();
    connection.sendBytes(Uint8Array.of(110, 3, 1, 2, 3));
    connection.sendBytes(Uint8Array.of(111));
    connection.sendBytes(Uint8Array.of(1, 2, 5, 1));
    await connection.greet();
    connection.send({ type: 'ack', durable: 1 });
    await untilStatus(handle, 'saved');
  });

  it('says goodbye and can be closed twice', async () => {
    const server = await listen();
    const handle = open(server);
    const connection = await server.accept();
    await connection.greet();
    handle.close();
    handle.close();
    await connection.closed;
    expect(connection.received.filter(({ type }) => type === 'awareness').length).toBeGreaterThan(0);
  });
});

describe('flush', () => {
  it('resolves at once when there is nothing to wait for', async () => {
    const server = await listen();
    await open(server).flush();
  });

  it('resolves when everything up to the call is durable, not when later changes are', async () => {
    const server = await listen();
    const handle = open(server);
    const connection = await server.accept();
    await connection.greet();
    type(handle, 'a');
    const flushed = handle.flush();
    type(handle, 'b');
    await connection.next('update');
    await connection.next('update');
    connection.send({ type: 'ack', durable: 2 });
    await flushed;
    expect(handle.getSnapshot().unacknowledged.changes).toBe(1);
  });

  it('waits through a reconnect', async () => {
    const server = await listen();
    const handle = open(server);
    type(handle, 'a');
    const flushed = handle.flush();
    (await server.accept()).terminate();
    const connection = await server.accept();
    await connection.greet();
    connection.send({ type: 'ack', durable: 1 });
    await flushed;
  });

  it('rejects after timeoutMs, when aborted, and when the handle closes', async () => {
    const server = await listen();
    const handle = open(server);
    type(handle, 'a');
    await expect(handle.flush({ timeoutMs: 1 })).rejects.toMatchObject({ code: 'timeout' });
    const abort = new AbortController();
    const aborted = handle.flush({ signal: abort.signal });
    abort.abort(new Error('changed my mind'));
    await expect(aborted).rejects.toThrow('changed my mind');
    const closed = handle.flush();
    handle.close();
    await expect(closed).rejects.toMatchObject({ code: 'closed' });
  });

  it('rejects when this person may not write, and when the session was ended for good', async () => {
    const server = await listen();
    const reader = open(server);
    type(reader, 'a');
    const flushed = reader.flush();
    const connection = await server.accept();
    connection.send({ type: 'hello', hello: { ...defaultHello, role: 'comment' } });
    await expect(flushed).rejects.toMatchObject({ code: 'read-only' });

    const handle = open(server);
    type(handle, 'a');
    const stopped = handle.flush();
    (await server.accept()).close(4404);
    await expect(stopped).rejects.toMatchObject({ code: 'stopped' });
  });
});

function jwt(exp: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part({ exp })}.c2ln`;
}
