import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { eventually } from './support/eventually.js';
import { startLocalServer } from './support/local-server.js';
import { upgradeStatus } from './support/raw-client.js';
import { ServerProcess } from './support/server-process.js';
import { StockClient, stockVersions } from './support/stock-client.js';
import { secret, token } from './support/tokens.js';

const withTokens = { auth: { mode: 'jwt', key: { kind: 'secret', secret } } } as const;

/** A stock provider says on the console what it does not understand, and goes on. */
function watchConsole(): () => unknown[][] {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  onTestFinished(() => {
    error.mockRestore();
    warn.mockRestore();
  });
  return () => [...error.mock.calls, ...warn.mock.calls];
}

describe.each(stockVersions)('y-websocket %s', (version) => {
  it('[C1] shares what people write, also with somebody who comes later', async () => {
    const { syncUrl } = await startLocalServer();
    const complaints = watchConsole();
    const ada = await StockClient.join(syncUrl, { version });
    const bob = await StockClient.join(syncUrl, { version });
    ada.type('hello');
    await bob.sees('hello');
    bob.type(' world');
    await ada.sees('hello world');
    const cleo = await StockClient.join(syncUrl, { version });
    expect(cleo.text.toString()).toBe('hello world');
    expect(complaints()).toEqual([]);
  });

  it('[C2] comes back after the server was killed, with what was written meanwhile', async () => {
    const server = await ServerProcess.start();
    const ada = await StockClient.join(server.syncUrl, { version });
    const bob = await StockClient.join(server.syncUrl, { version });
    ada.type('before ');
    await bob.sees('before ');
    await server.kill();
    await eventually(() => expect([ada.provider.wsconnected, bob.provider.wsconnected]).toEqual([false, false]));
    ada.type('A');
    bob.text.insert(0, 'B');
    await server.start();
    await ada.sees('Bbefore A');
    await bob.sees('Bbefore A');
  });

  it('[C3] merges what two people wrote offline', async () => {
    const { syncUrl } = await startLocalServer();
    const ada = await StockClient.join(syncUrl, { version });
    const bob = await StockClient.join(syncUrl, { version });
    ada.type('one two three');
    await bob.sees('one two three');
    ada.provider.disconnect();
    bob.provider.disconnect();
    ada.text.delete(0, 4);
    bob.text.insert(13, ' four');
    ada.provider.connect();
    await ada.synced();
    bob.provider.connect();
    await ada.sees('two three four');
    await bob.sees('two three four');
  });

  it('[C4] sees who is there, and who has left', async () => {
    const { syncUrl } = await startLocalServer();
    const ada = await StockClient.join(syncUrl, { version });
    ada.provider.awareness.setLocalStateField('user', { name: 'Ada', color: '#aa0000' });
    const bob = await StockClient.join(syncUrl, { version });
    bob.provider.awareness.setLocalStateField('user', { name: 'Bob', color: '#00aa00' });
    await eventually(() => expect(ada.othersNames()).toEqual(['Bob']));
    await eventually(() => expect(bob.othersNames()).toEqual(['Ada']));
    // Without a goodbye: the socket is gone, as when a lid is closed.
    (bob.provider.ws as unknown as { terminate(): void }).terminate();
    bob.provider.shouldConnect = false;
    await eventually(() => expect(ada.othersNames()).toEqual([]));
  });

  it('[P6] is seen again at once after the server was killed', async () => {
    const server = await ServerProcess.start();
    const ada = await StockClient.join(server.syncUrl, { version });
    const bob = await StockClient.join(server.syncUrl, { version });
    ada.type('a document with something in it');
    ada.provider.awareness.setLocalStateField('user', { name: 'Ada', color: '#aa0000' });
    bob.provider.awareness.setLocalStateField('user', { name: 'Bob', color: '#00aa00' });
    await eventually(() => expect([ada.othersNames(), bob.othersNames()]).toEqual([['Bob'], ['Ada']]));
    await server.kill();
    await eventually(() => expect([ada.othersNames(), bob.othersNames()]).toEqual([[], []]));
    await server.start();
    // By itself a client says where it is every 15 s, which would hide a server that does not ask.
    const beforeTheNextRenewal = 10_000;
    await eventually(
      () => expect([ada.othersNames(), bob.othersNames()]).toEqual([['Bob'], ['Ada']]),
      beforeTheNextRenewal,
    );
  });

  it('[C5] shows its token in a parameter, which may change for the next connection', async () => {
    const { syncUrl } = await startLocalServer(withTokens);
    const ada = await StockClient.join(syncUrl, { version, params: { token: await token() } });
    const reader = await token({ sub: 'bob', rooms: [{ name: 'room', role: 'view' }] });
    const bob = await StockClient.join(syncUrl, { version, params: { token: reader } });
    watchConsole();
    bob.type('not kept');
    ada.type('kept');
    await eventually(() => expect(bob.text.toString()).toContain('kept'));
    expect(ada.text.toString()).toBe('kept');

    bob.provider.disconnect();
    bob.provider.params = { token: await token({ sub: 'bob' }) };
    bob.provider.connect();
    await eventually(() => expect(ada.text.toString()).toContain('not kept'));
    await ada.sees(bob.text.toString());
  });

  it('[C6] may offer subprotocols, of which one is selected', async () => {
    const { syncUrl } = await startLocalServer(withTokens);
    watchConsole();
    const credentials = `bearer.${await token()}`;
    const ada = await StockClient.join(syncUrl, { version, protocols: ['manyhands.v1', credentials] });
    expect(ada.provider.ws?.protocol).toBe('manyhands.v1');
    const bob = await StockClient.join(syncUrl, { version, protocols: [credentials, 'something.else'] });
    expect(bob.provider.ws?.protocol).toBe('something.else');
    const cleo = await StockClient.join(syncUrl, { version, protocols: [credentials] });
    expect(cleo.provider.ws?.protocol).toBe(credentials);
    ada.type('hello');
    await bob.sees('hello');
    await cleo.sees('hello');
  });
});

describe('rooms', () => {
  it.each([
    ['with slashes', 'team/plans/2026', 'team%2Fplans%2F2026'],
    ['with a space', 'a b', 'a%20b'],
    ['beyond ASCII', 'größe/日本語 🦊', 'gr%C3%B6%C3%9Fe/%E6%97%A5%E6%9C%AC%E8%AA%9E%20%F0%9F%A6%8A'],
    ['with signs of URLs', 'a+b&c=d;e,f@g:h', 'a%2Bb%26c%3Dd%3Be%2Cf%40g%3Ah'],
    ['with an escaped percent sign', '100%25', '100%25'],
  ])('[C7] %s may be encoded or not', async (_, plain, encoded) => {
    const { syncUrl } = await startLocalServer();
    const ada = await StockClient.join(syncUrl, { room: plain });
    const bob = await StockClient.join(syncUrl, { room: encoded, version: '3.0.0' });
    ada.type('same room');
    await bob.sees('same room');
  });

  it('[C7] with other names are others', async () => {
    const { syncUrl } = await startLocalServer();
    const rooms = ['a', 'A', 'a/b', 'a/b/c', 'a%2525', 'a%25', 'é', 'e\u0301'];
    const clients = await Promise.all(rooms.map((room) => StockClient.join(syncUrl, { room })));
    for (const [index, client] of clients.entries()) client.type(rooms[index] ?? '');
    await Promise.all(clients.map((client, index) => client.sees(rooms[index] ?? '')));
    const late = await Promise.all(rooms.map((room) => StockClient.join(syncUrl, { room })));
    expect(late.map(({ text }) => text.toString())).toEqual(rooms);
  });

  it('[C8] that no document can have are refused', async () => {
    const { syncUrl } = await startLocalServer();
    const rooms = ['', '/', 'a/', '/a', 'a//b', '%', '%zz', 'a%00b', '%E2%80%A8', 'x'.repeat(513), '*', 'a/**'];
    const answers = await Promise.all(rooms.map((room) => upgradeStatus(`${syncUrl}/${room}`)));
    expect(answers).toEqual(rooms.map(() => 400));
  });
});

describe('both versions', () => {
  it('[C1] work together', async () => {
    const { syncUrl } = await startLocalServer();
    const old = await StockClient.join(syncUrl, { version: '3.0.0' });
    const current = await StockClient.join(syncUrl, { version: '3.1.0' });
    old.provider.awareness.setLocalStateField('user', { name: 'Old', color: '#aa0000' });
    old.type('old ');
    await current.sees('old ');
    current.type('and new');
    await old.sees('old and new');
    await eventually(() => expect(current.othersNames()).toContain('Old'));
  });

  it('[S9] stay connected in silence for longer than their time-out of 30 s', async () => {
    const server = await ServerProcess.start();
    const rooms = ['alone', 'with-presence', 'with-protocol'] as const;
    const clients = await Promise.all(
      stockVersions.flatMap((version) =>
        rooms.map(async (room) => {
          const protocols = room === 'with-protocol' ? ['manyhands.v1'] : [];
          const client = await StockClient.join(server.syncUrl, { version, protocols, room: `${room}/${version}` });
          if (room !== 'with-presence') client.provider.awareness.setLocalState(null);
          return client;
        }),
      ),
    );
    watchConsole();
    // Their own watch looks every 3 s and gives up after 30 s without a message.
    const since = Date.now();
    await vi.waitUntil(() => Date.now() - since > 36_000, { timeout: 60_000, interval: 250 });
    expect(clients.map(({ closes }) => closes)).toEqual(clients.map(() => []));
    expect(clients.map(({ provider }) => provider.synced)).toEqual(clients.map(() => true));
  });
});
