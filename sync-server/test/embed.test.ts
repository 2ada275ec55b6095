import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createSyncServer, type SyncServer } from '../src/server.js';
import type { SyncServerOptions } from '../src/server-options.js';
import { ExampleProcess } from './support/example-process.js';
import { RawClient, upgradeStatus } from './support/raw-client.js';
import { StockClient } from './support/stock-client.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { secret } from './support/tokens.js';

/** What a socket of the application answers to a word. */
async function echoed(url: string, word: string): Promise<string> {
  const webSocket = new WebSocket(url);
  onTestFinished(() => webSocket.terminate());
  await once(webSocket, 'open');
  webSocket.send(word);
  const [answer] = (await once(webSocket, 'message')) as [Buffer];
  return answer.toString();
}

async function text(url: string): Promise<string> {
  return (await fetch(url)).text();
}

/** Two people write in one document, and what they wrote is there when the program starts again. */
async function expectSync(example: ExampleProcess): Promise<void> {
  const ada = await StockClient.join(example.syncUrl);
  const bob = await StockClient.join(example.syncUrl);
  ada.type('hello');
  await bob.sees('hello');
  bob.type(' world');
  await ada.sees('hello world');
}

describe('examples', () => {
  it('[E1] hono-app.mjs: routes and sockets of the application and ours work side by side', async () => {
    const dataDir = await temporaryFolder();
    const example = await ExampleProcess.start('hono-app.mjs', dataDir);
    await expectSync(example);
    expect(await text(`${example.url}/hello`)).toBe('a route of the application');
    expect(await text(`${example.url}/livez`)).toContain('live');
    expect(await echoed(`${example.url}/echo`, 'hello')).toBe('hello');
    expect(await upgradeStatus(`${example.url}/elsewhere`)).toBe(404);
    expect(await example.stop()).toEqual({ code: 0, signal: null });
    const again = await ExampleProcess.start('hono-app.mjs', dataDir);
    expect((await StockClient.join(again.syncUrl)).text.toString()).toBe('hello world');
  });

  it('[E1] node-server.mjs: the application keeps its requests and sockets', async () => {
    const dataDir = await temporaryFolder();
    const example = await ExampleProcess.start('node-server.mjs', dataDir);
    await expectSync(example);
    expect(await text(`${example.url}/anything`)).toBe('documents of the application: room');
    expect(await echoed(`${example.url}/echo`, 'hello')).toBe('hello');
    expect(await upgradeStatus(`${example.url}/elsewhere`)).toBe(404);
    expect(await example.stop()).toEqual({ code: 0, signal: null });
    const again = await ExampleProcess.start('node-server.mjs', dataDir);
    expect((await StockClient.join(again.syncUrl)).text.toString()).toBe('hello world');
  });

  it("[E1] own-authorizer.mjs: the application's own authoriser decides", async () => {
    const example = await ExampleProcess.start('own-authorizer.mjs');
    const ada = { params: { token: 'key-of-ada' } };
    const bob = { params: { token: 'key-of-bob' } };
    const writer = await StockClient.join(example.syncUrl, { ...ada, room: 'engines/plan' });
    const colleague = await StockClient.join(example.syncUrl, { ...ada, room: 'engines/plan' });
    writer.type('wheels');
    await colleague.sees('wheels');
    expect(await upgradeStatus(`${example.syncUrl}/engines/plan`)).toBe(401);
    expect(await upgradeStatus(`${example.syncUrl}/engines/plan?token=guessed`)).toBe(401);
    expect(await upgradeStatus(`${example.syncUrl}/engines/plan?token=${bob.params.token}`)).toBe(403);
    const reader = await RawClient.join(`${example.syncUrl}/public/news?token=${bob.params.token}`);
    expect(await reader.has('hello')).toMatchObject({ hello: { role: 'view', user: { name: 'Bob' } } });
    const asBob = await fetch(`${example.url}/api/v1/documents`, {
      headers: { authorization: `Bearer ${bob.params.token}` },
    });
    expect(JSON.stringify(await asBob.json())).not.toContain('engines');
    expect(await example.stop()).toEqual({ code: 0, signal: null });
  });
});

interface Application {
  readonly sync: SyncServer;
  readonly server: Server;
  readonly url: string;
  readonly wsUrl: string;
}

/** Puts a server of the application, made by the test, on a free port. It ends with the test. */
async function startApplication(
  makeServer: (sync: SyncServer) => Server,
  options: Partial<SyncServerOptions> = {},
): Promise<Application> {
  const sync = await createSyncServer({ dataDir: await temporaryFolder(), drainSpreadMs: 0, ...options });
  const server = makeServer(sync);
  onTestFinished(async () => {
    await sync.close();
    server.closeAllConnections();
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { sync, server, url: `http://127.0.0.1:${port}`, wsUrl: `ws://127.0.0.1:${port}` };
}

/** A Node server with an answer and a socket at /echo of its own, and with ours attached. */
function echoingServer(sync: SyncServer): Server {
  const server = createServer((_request, response) => response.end('mine'));
  const echo = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/echo') return;
    echo.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('message', (data) => webSocket.send(String(data)));
    });
  });
  sync.attach(server);
  return server;
}

const withTokens = { auth: { mode: 'jwt', key: { kind: 'secret', secret } } } as const;

describe('a Node server that brings its own sockets', () => {
  it('[E2] has refused clients answered, although the application listens for upgrades too', async () => {
    const { wsUrl } = await startApplication(echoingServer, withTokens);
    expect(await upgradeStatus(`${wsUrl}/sync/room`)).toBe(401);
    expect(await echoed(`${wsUrl}/echo`, 'mine')).toBe('mine');
  });

  it('[E2] is not kept from opening its own sockets by our bound on handshakes', async () => {
    const { url, wsUrl } = await startApplication(echoingServer, { limits: { handshakes: 8 } });
    for (let count = 0; count < 10; count++) expect(await echoed(`${wsUrl}/echo`, 'mine')).toBe('mine');
    expect(await text(url)).toBe('mine');
    await RawClient.join(`${wsUrl}/sync/room`);
  });

  it('[E2] goes on after close(), and ours refuses with 503', async () => {
    const { sync, url, wsUrl } = await startApplication(echoingServer);
    const inRoom = await RawClient.join(`${wsUrl}/sync/room`);
    await inRoom.has('hello');
    const echo = new WebSocket(`${wsUrl}/echo`);
    onTestFinished(() => echo.terminate());
    await once(echo, 'open');
    await sync.close();
    expect(await inRoom.closedWith()).toBe(1012);
    expect(await text(url)).toBe('mine');
    expect(await upgradeStatus(`${wsUrl}/sync/room`)).toBe(503);
    echo.send('still here');
    const [answer] = (await once(echo, 'message')) as [Buffer];
    expect(answer.toString()).toBe('still here');
    expect(await echoed(`${wsUrl}/echo`, 'mine')).toBe('mine');
  });

  it('[E2] has unknown sockets refused with 404 if nobody else listens for upgrades', async () => {
    const { wsUrl } = await startApplication((sync) => {
      const server = createServer();
      sync.attach(server);
      return server;
    });
    expect(await upgradeStatus(`${wsUrl}/elsewhere`)).toBe(404);
    expect(await upgradeStatus(`${wsUrl}/sync/room`)).toBe(101);
  });

  it('[E2] is not harmed by a peer that hangs up in the middle of an upgrade', async () => {
    const { url, wsUrl } = await startApplication(echoingServer);
    for (const path of ['/sync/room', '/sync/', '/sync/%', '/elsewhere']) {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.on('error', () => {});
      await once(socket, 'connect');
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
      socket.resetAndDestroy();
    }
    expect(await echoed(`${wsUrl}/echo`, 'mine')).toBe('mine');
    const ada = await StockClient.join(`${wsUrl}/sync`);
    expect(ada.closes).toEqual([]);
  });
});

describe('a Hono application', () => {
  it('[E1] may put all of it below a path of its own', async () => {
    const { url, wsUrl } = await startApplication((sync) => {
      const app = new Hono().basePath('/notes').route('/', sync.app);
      return createAdaptorServer({ fetch: app.fetch, websocket: { server: sync.webSocketServer } }) as Server;
    });
    const ada = await StockClient.join(`${wsUrl}/notes/sync`, { room: 'team/plan' });
    const bob = await StockClient.join(`${wsUrl}/notes/sync`, { room: 'team/plan' });
    ada.type('hello');
    await bob.sees('hello');
    expect((await fetch(`${url}/notes/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(404);
    expect(await text(`${url}/notes/api/v1/documents`)).toContain('team/plan');
  });

  it('[E1] may guard it with its own middleware, sockets included', async () => {
    const { url, wsUrl } = await startApplication((sync) => {
      const app = new Hono();
      app.use(async (c, next) => {
        if (c.req.header('x-gate') !== 'open') return c.text('closed', 403);
        return next();
      });
      app.route('/', sync.app);
      return createAdaptorServer({ fetch: app.fetch, websocket: { server: sync.webSocketServer } }) as Server;
    });
    expect((await fetch(`${url}/readyz`)).status).toBe(403);
    expect(await upgradeStatus(`${wsUrl}/sync/room`)).toBe(403);
    expect(await upgradeStatus(`${wsUrl}/sync/room`, { headers: { 'x-gate': 'open' } })).toBe(101);
  });
});
