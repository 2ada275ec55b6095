import { createHmac } from 'node:crypto';
import { type CryptoKey, exportSPKI, importJWK, type JWTPayload } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { createSigningKey, type KeyServer, type SigningKey, startKeyServer } from '../../test/support/key-server.js';
import { AuthUnavailableError, UnauthenticatedError } from '../core/errors.js';
import { createJwtAuthorizer } from './jwt-authorizer.js';
import type { JwksOptions } from './token-verifier.js';

const servers: KeyServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function serve(...keys: SigningKey[]): Promise<KeyServer> {
  const server = await startKeyServer(...keys);
  servers.push(server);
  return server;
}

const claims = (): JWTPayload => ({
  sub: 'ada',
  exp: Math.floor(Date.now() / 1000) + 3_600,
  rooms: { notes: 'edit' },
});

/** Asks again at once after unknown keys and failures, unless told otherwise. */
function enterWith(server: KeyServer, jwks: JwksOptions = {}, now: () => number = Date.now) {
  const options = { cooldownMs: 0, failureCooldownMs: 0, ...jwks };
  const authorizer = createJwtAuthorizer({ kind: 'jwks', url: server.url }, { jwks: options, now });
  return (token: string) => authorizer.authorize({ token }, 'notes');
}

const bodyOf =
  (text: string): KeyServer['respond'] =>
  (_, response) =>
    void response.writeHead(200).end(text);

describe('a published key set', () => {
  it.each(['RS256', 'ES256', 'EdDSA'] as const)('verifies tokens of %s', async (alg) => {
    const key = await createSigningKey(alg, 'k1');
    const enter = enterWith(await serve(key));
    expect((await enter(await key.sign(claims()))).role).toBe('edit');
  });

  it('is fetched once for many tokens at the same time', async () => {
    const key = await createSigningKey('ES256', 'k1');
    const server = await serve(key);
    const enter = enterWith(server);
    const token = await key.sign(claims());
    await Promise.all(Array.from({ length: 20 }, () => enter(token)));
    await enter(token);
    expect(server.requests).toBe(1);
  });

  it('may be rotated: a new key is fetched when a token names it, and an old one is refused once withdrawn', async () => {
    const [old, fresh] = await Promise.all([createSigningKey('ES256', 'old'), createSigningKey('ES256', 'fresh')]);
    const server = await serve(old);
    const enter = enterWith(server);
    await enter(await old.sign(claims()));
    server.publish(fresh, old);
    expect((await enter(await fresh.sign(claims()))).role).toBe('edit');
    expect((await enter(await old.sign(claims()))).role).toBe('edit');
    expect(server.requests).toBe(2);
    server.publish(fresh);
    const later = enterWith(server);
    await expect(later(await old.sign(claims()))).rejects.toThrow(UnauthenticatedError);
  });

  it('is fetched again when it is old', async () => {
    const key = await createSigningKey('ES256', 'k1');
    const server = await serve(key);
    const enter = enterWith(server, { maxAgeMs: 0 });
    await enter(await key.sign(claims()));
    await enter(await key.sign(claims()));
    expect(server.requests).toBe(2);
  });

  it('is not fetched again for each token with an unknown key', async () => {
    const [key, stranger] = await Promise.all([createSigningKey('ES256', 'k1'), createSigningKey('ES256', 'k2')]);
    const server = await serve(key);
    const enter = enterWith(server, { cooldownMs: 60_000 });
    for (let i = 0; i < 5; i++)
      await expect(enter(await stranger.sign(claims()))).rejects.toThrow(UnauthenticatedError);
    expect(server.requests).toBe(1);
  });

  it('with several keys that fit verifies a token that names none', async () => {
    const keys = await Promise.all([createSigningKey('RS256'), createSigningKey('RS256'), createSigningKey('RS256')]);
    const stranger = await createSigningKey('RS256');
    const enter = enterWith(await serve(...keys));
    for (const key of keys) expect((await enter(await key.sign(claims()))).role).toBe('edit');
    await expect(enter(await stranger.sign(claims()))).rejects.toThrow('the token is not valid');
    await expect(enter(await (keys[2] as SigningKey).sign({ ...claims(), exp: 1 }))).rejects.toThrow('expired');
  });
});

describe('a token against a published key set', () => {
  it('is refused when it was signed with another key of the same name', async () => {
    const [key, impostor] = await Promise.all([createSigningKey('RS256', 'k1'), createSigningKey('RS256', 'k1')]);
    const enter = enterWith(await serve(key));
    await expect(enter(await impostor.sign(claims()))).rejects.toThrow('the token is not valid');
  });

  it('is refused when it is signed by HS256 with the public key as the secret', async () => {
    const key = await createSigningKey('RS256', 'k1');
    const enter = enterWith(await serve(key));
    const publicKey = await importJWK(key.publicJwk, 'RS256', { extractable: true });
    const secrets = [await exportSPKI(publicKey as CryptoKey), JSON.stringify(key.publicJwk), key.publicJwk.n ?? ''];
    for (const secret of secrets) {
      const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const content = `${encode({ alg: 'HS256', kid: 'k1' })}.${encode(claims())}`;
      const token = `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
      await expect(enter(token)).rejects.toThrow('the token is not valid');
    }
  });

  it('is refused when the set holds a shared secret and the token was signed with it', async () => {
    const server = await serve();
    server.respond = bodyOf(
      JSON.stringify({ keys: [{ kty: 'oct', kid: 'k1', k: Buffer.alloc(32).toString('base64url') }] }),
    );
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const content = `${encode({ alg: 'HS256', kid: 'k1' })}.${encode(claims())}`;
    const token = `${content}.${createHmac('sha256', Buffer.alloc(32)).update(content).digest('base64url')}`;
    await expect(enterWith(server)(token)).rejects.toThrow(UnauthenticatedError);
  });

  it('is refused when its algorithm is not one of ours, although the key is published', async () => {
    const key = await createSigningKey('ES384', 'k1');
    const enter = enterWith(await serve(key));
    await expect(enter(await key.sign(claims()))).rejects.toThrow('the token is not valid');
  });

  it('makes nobody fetch the address that it names', async () => {
    const [key, impostor] = await Promise.all([createSigningKey('ES256', 'k1'), createSigningKey('ES256', 'k2')]);
    const evil = await serve(impostor);
    const enter = enterWith(await serve(key));
    const token = await impostor.sign(claims(), { jku: evil.url, jwk: impostor.publicJwk });
    await expect(enter(token)).rejects.toThrow(UnauthenticatedError);
    expect(evil.requests).toBe(0);
  });
});

describe('a key server in trouble', () => {
  it('that is down turns nobody away for good, and everybody is let in once it is back', async () => {
    const key = await createSigningKey('ES256', 'k1');
    const server = await serve(key);
    const enter = enterWith(server);
    const token = await key.sign(claims());
    await server.stop();
    const error = await enter(token).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AuthUnavailableError);
    expect(error).toMatchObject({ status: 503, closeReason: 'restarting', code: 'auth-unavailable' });
    await server.restart();
    expect((await enter(token)).role).toBe('edit');
  });

  it('that goes down later does not matter to keys that are known', async () => {
    const key = await createSigningKey('ES256', 'k1');
    const server = await serve(key);
    const enter = enterWith(server);
    await enter(await key.sign(claims()));
    await server.stop();
    expect((await enter(await key.sign(claims()))).role).toBe('edit');
    await server.restart();
  });

  it('is left alone for a moment after a failure', async () => {
    const key = await createSigningKey('ES256', 'k1');
    const server = await serve(key);
    const clock = { time: Date.now() };
    const enter = enterWith(server, { failureCooldownMs: 1_000 }, () => clock.time);
    const token = await key.sign(claims());
    server.respond = (_, response) => void response.writeHead(500).end();
    for (let i = 0; i < 5; i++) await expect(enter(token)).rejects.toThrow(AuthUnavailableError);
    expect(server.requests).toBe(1);
    server.publish(key);
    clock.time += 1_000;
    expect((await enter(token)).role).toBe('edit');
    expect(server.requests).toBe(2);
  });

  it.each<[string, KeyServer['respond']]>([
    ['answers 404', (_, response) => void response.writeHead(404).end('{"keys":[]}')],
    ['redirects', (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
    ['sends no JSON', bodyOf('<html>')],
    ['sends JSON that is no key set', bodyOf('[]')],
    ['sends null', bodyOf('null')],
    ['sends keys that are no keys', bodyOf('{"keys":[1]}')],
    ['sends text that is not UTF-8', (_, response) => void response.writeHead(200).end(Buffer.of(0xff, 0xfe))],
    ['sends more than a key set can be', bodyOf(`{"keys":[],"filler":"${'x'.repeat(300_000)}"}`)],
    ['hangs up', (request) => void request.socket.destroy()],
    [
      'hangs up in the middle',
      (_, response) => void response.writeHead(200).write('{"keys":', () => response.destroy()),
    ],
  ])('that %s counts as unavailable', async (_, respond) => {
    const key = await createSigningKey('ES256', 'k1');
    const server = await serve(key);
    server.respond = respond;
    const enter = enterWith(server);
    await expect(enter(await key.sign(claims()))).rejects.toThrow(AuthUnavailableError);
  });

  it.each<[string, KeyServer['respond']]>([
    ['never answers', () => {}],
    ['never finishes its answer', (_, response) => void response.writeHead(200).write('{"keys":')],
  ])('that %s is given up', async (_, respond) => {
    const key = await createSigningKey('ES256', 'k1');
    const server = await serve(key);
    server.respond = respond;
    const enter = enterWith(server, { timeoutMs: 50 });
    await expect(enter(await key.sign(claims()))).rejects.toThrow(AuthUnavailableError);
  });

  it('that publishes an unusable key does not make the token look bad', async () => {
    const key = await createSigningKey('RS256', 'k1');
    const server = await serve(key);
    server.respond = bodyOf(JSON.stringify({ keys: [{ kty: 'RSA', kid: 'k1', n: 'AQAB', e: 'AQAB' }] }));
    await expect(enterWith(server)(await key.sign(claims()))).rejects.toThrow(AuthUnavailableError);
  });
});
