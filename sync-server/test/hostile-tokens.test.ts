import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { AckingClient } from './support/acking-client.js';
import { joinBystanders } from './support/bystanders.js';
import { eventually } from './support/eventually.js';
import { startLocalServer } from './support/local-server.js';
import { RawClient, upgradeStatus } from './support/raw-client.js';
import { StockClient } from './support/stock-client.js';
import { secret, token } from './support/tokens.js';

const withTokens = { auth: { mode: 'jwt', key: { kind: 'secret', secret } } } as const;

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

/** The same token with another payload, and the old signature. */
async function tampered(): Promise<string> {
  const [header, payload, signature] = (await token({ rooms: [] })).split('.');
  const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as Record<string, unknown>;
  const better = Buffer.from(JSON.stringify({ ...claims, rooms: { '**': 'edit' } })).toString('base64url');
  return `${header}.${better}.${signature}`;
}

async function unsigned(alg: string): Promise<string> {
  const [, payload] = (await token()).split('.');
  const header = Buffer.from(JSON.stringify({ alg, typ: 'JWT' })).toString('base64url');
  return `${header}.${payload}.`;
}

const badTokens: [string, () => Promise<string>, number][] = [
  ['no token', async () => '', 401],
  ['something that is none', async () => 'hello', 401],
  ['a very long one', async () => 'x'.repeat(10_000), 401],
  ['an expired one', () => token({ exp: inSeconds(-600) }), 401],
  ['one that is not valid yet', () => token({ nbf: inSeconds(600) }), 401],
  ['one without an end', () => token({ exp: undefined as unknown as number }), 401],
  ['one without a user', () => token({ sub: '' }), 401],
  ['a tampered one', tampered, 401],
  ['an unsigned one (alg none)', () => unsigned('none'), 401],
  ['an unsigned one (alg NONE)', () => unsigned('NONE'), 401],
  ['an unsigned one that says HS256', () => unsigned('HS256'), 401],
  ['one of another key', () => token({}, 'another secret that is long enough for HS256'), 401],
  ['one for another room', () => token({ rooms: [{ name: 'rooms', role: 'edit' }] }), 403],
  ['one for no room', () => token({ rooms: [] }), 403],
  ['one with a role that does not exist', () => token({ rooms: [{ name: 'room', role: 'owner' }] }), 401],
];

describe('a client with', () => {
  it.each(badTokens)('[A1] %s is refused before the upgrade, however it shows it', async (_, make, status) => {
    const { syncUrl } = await startLocalServer(withTokens);
    const { expectUndisturbed } = await joinBystanders(syncUrl, token);
    const shown = await make();
    const ways = [
      upgradeStatus(`${syncUrl}/room?token=${shown}`),
      upgradeStatus(`${syncUrl}/room`, { headers: { authorization: `Bearer ${shown}` } }),
      upgradeStatus(`${syncUrl}/room`, { offer: ['manyhands.v1', ...(shown === '' ? [] : [`bearer.${shown}`])] }),
    ];
    expect(await Promise.all(ways)).toEqual(ways.map(() => status));
    await expectUndisturbed();
  });
});

describe('a reader', () => {
  it.each(['view', 'comment'])('[A3] (%s) cannot change anything, and goes on reading', async (role) => {
    const { syncUrl } = await startLocalServer(withTokens);
    const { ada, bob, expectUndisturbed } = await joinBystanders(syncUrl, token);
    ada.type('the text');
    await bob.sees('the text');
    const reader = await token({ sub: 'mallory', rooms: [{ name: 'room', role }] });
    const mallory = await AckingClient.join(`${syncUrl}/room?token=${reader}`);
    mallory.text.delete(0, 8);
    mallory.type('mine');
    await mallory.raw.has('auth-denied');
    ada.type(' goes on');
    await eventually(() => expect(mallory.text.toString()).toContain(' goes on'));
    expect(ada.text.toString()).toBe('the text goes on');
    expect(mallory.unacknowledged).toBeGreaterThan(0);
    await expectUndisturbed();
  });

  it('[A3] cannot write by saying that it answers a question', async () => {
    const { syncUrl } = await startLocalServer(withTokens);
    const { ada, expectUndisturbed } = await joinBystanders(syncUrl, token);
    const reader = await token({ sub: 'mallory', rooms: { room: 'view' } as unknown as [] });
    const mallory = await RawClient.join(`${syncUrl}/room?token=${reader}`);
    const doc = new Y.Doc();
    doc.getText('t').insert(0, 'mine');
    mallory.send({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc) });
    await mallory.has('auth-denied');
    expect(ada.text.toString()).toBe('');
    await expectUndisturbed();
  });
});

describe('a permission that ends', () => {
  it('[A2] by revocation closes the session and lets nobody back in, also after a restart', async () => {
    const local = await startLocalServer(withTokens);
    const { expectUndisturbed } = await joinBystanders(local.syncUrl, token);
    const bad = await token({ sub: 'mallory', jti: 'stolen', iat: inSeconds(-10) });
    const mallory = await RawClient.join(`${local.syncUrl}/room?token=${bad}`);
    expect(await local.server.revoke({ kind: 'token', tokenId: 'stolen' })).toBe(1);
    expect(await mallory.closedWith()).toBe(4403);
    expect(await upgradeStatus(`${local.syncUrl}/room?token=${bad}`)).toBe(401);
    await expectUndisturbed();
    await local.server.close();
    const again = await startLocalServer({ ...withTokens, dataDir: local.dataDir });
    expect(await upgradeStatus(`${again.syncUrl}/room?token=${bad}`)).toBe(401);
    expect(await upgradeStatus(`${again.syncUrl}/room?token=${await token()}`)).toBe(101);
  });

  it('[X1] with its document closes the session with 4404, and the name answers 404', async () => {
    const { server, syncUrl } = await startLocalServer();
    const { expectUndisturbed } = await joinBystanders(syncUrl);
    const mallory = await AckingClient.join(`${syncUrl}/doomed`);
    const stock = await StockClient.join(syncUrl, { room: 'doomed' });
    mallory.type('text');
    await mallory.durable();
    await server.documents.delete('doomed');
    expect(await mallory.raw.closedWith()).toBe(4404);
    await eventually(() => expect(stock.closes).toEqual([4404]));
    // 3.1 understands that this is final.
    expect(stock.provider.shouldConnect).toBe(false);
    expect(await upgradeStatus(`${syncUrl}/doomed`)).toBe(404);
    await expectUndisturbed();
  });

  it('[A5] in band cannot be exchanged for the name of somebody else', async () => {
    const { syncUrl } = await startLocalServer(withTokens);
    const { expectUndisturbed } = await joinBystanders(syncUrl, token);
    const mallory = await RawClient.join(`${syncUrl}/room?token=${await token({ sub: 'mallory' })}`);
    await mallory.has('hello');
    mallory.send({ type: 'token', token: await token({ sub: 'ada' }) });
    expect(await mallory.closedWith()).toBe(4403);
    const again = await RawClient.join(`${syncUrl}/room?token=${await token({ sub: 'mallory' })}`);
    await again.has('hello');
    again.send({ type: 'token', token: await tampered() });
    expect(await again.closedWith()).toBe(4401);
    await expectUndisturbed();
  });
});
