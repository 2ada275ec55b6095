import { createHmac } from 'node:crypto';
import { type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { describeAuthorizer } from '../../test/contract/authorizer.js';
import { createSigningKey } from '../../test/support/key-server.js';
import { ForbiddenError, UnauthenticatedError } from '../core/errors.js';
import type { Revocation } from '../core/store.js';
import { createJwtAuthorizer, type JwtAuthorizerOptions, maxTokenLength } from './jwt-authorizer.js';
import { loadRevocationList } from './revocation-list.js';
import { clockToleranceMs, maxTokenLifetimeMs } from './token-lifetime.js';

const secret = 'a secret of at least thirty-two bytes, for tests';
const start = 1_700_000_000_000;
const seconds = start / 1000;
const hour = 3_600;

const claims = {
  sub: 'ada',
  name: 'Ada Lovelace',
  jti: 'token-1',
  iat: seconds - 60,
  exp: seconds + hour,
  rooms: { notes: 'edit', 'team/*': 'view' },
};

function sign(payload: JWTPayload, header: Partial<JWTHeaderParameters> = {}, key = secret): Promise<string> {
  const protectedHeader = { alg: 'HS256', typ: 'JWT', ...header };
  return new SignJWT(payload).setProtectedHeader(protectedHeader).sign(new TextEncoder().encode(key));
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with any header and payload, also ones that a library refuses to sign. */
function forge(header: object, payload: object, key: string | Buffer = secret): string {
  const content = `${encode(header)}.${encode(payload)}`;
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
}

const without = (claim: keyof typeof claims) => Object.fromEntries(Object.entries(claims).filter(([k]) => k !== claim));

function setUp(options: JwtAuthorizerOptions = {}) {
  const clock = { time: start };
  const authorizer = createJwtAuthorizer({ kind: 'secret', secret }, { now: () => clock.time, ...options });
  return { clock, authorizer, enter: (token: string | null, room = 'notes') => authorizer.authorize({ token }, room) };
}

describeAuthorizer('jwt', {
  now: () => start,
  create: async () => {
    const token = await sign(claims);
    return {
      authorizer: setUp().authorizer,
      accepted: [
        { credentials: { token }, room: 'notes' },
        { credentials: { token }, room: 'team/plan' },
      ],
      forbidden: [
        { credentials: { token }, room: 'notes2' },
        { credentials: { token }, room: 'Notes' },
        { credentials: { token }, room: 'team' },
        { credentials: { token }, room: 'team/plan/draft' },
        { credentials: { token: await sign(without('rooms')) }, room: 'notes' },
      ],
      unauthenticated: [
        { token: null },
        { token: '' },
        { token: 'secret' },
        { token: await sign({ ...claims, exp: seconds - hour }) },
        { token: await sign(claims, {}, `${secret}!`) },
      ],
    };
  },
});

describe('a good token', () => {
  it('grants its role, its bearer and its end', async () => {
    const { enter } = setUp();
    expect(await enter(await sign(claims))).toEqual({
      role: 'edit',
      user: { id: 'ada', name: 'Ada Lovelace' },
      expiresAt: claims.exp * 1000 + clockToleranceMs,
      tokenId: 'token-1',
      issuedAt: claims.iat * 1000,
    });
  });

  it('identifies its bearer, who is no admin unless it says so', async () => {
    const { authorizer } = setUp();
    const principal = await authorizer.identify({ token: await sign(claims) });
    expect(principal).toMatchObject({ user: { id: 'ada' }, isAdmin: false });
    expect((await authorizer.identify({ token: await sign({ ...claims, admin: true }) })).isAdmin).toBe(true);
  });

  it.each([undefined, 'JWT', 'jwt', 'application/jwt', 'at+jwt'])('may have the type %s', async (typ) => {
    const { enter } = setUp();
    const header = typ === undefined ? { alg: 'HS256' } : { alg: 'HS256', typ };
    expect((await enter(forge(header, claims))).role).toBe('edit');
  });

  it('needs no optional claims', async () => {
    const { enter } = setUp();
    const grant = await enter(await sign({ sub: 'ada', exp: claims.exp, rooms: { notes: 'view' } }));
    expect(grant).toMatchObject({ role: 'view', user: { id: 'ada', name: 'ada' }, tokenId: null, issuedAt: null });
  });

  it('is let in until its end and the clocks’ tolerance are over, and its grant ends at that moment', async () => {
    const { clock, enter } = setUp();
    const token = await sign(claims);
    const { expiresAt } = await enter(token);
    clock.time = (expiresAt ?? 0) - 1;
    expect((await enter(token)).expiresAt).toBe(expiresAt);
    clock.time = expiresAt ?? 0;
    await expect(enter(token)).rejects.toThrow('the token has expired');
  });

  it('is let in from its nbf on, less the clocks’ tolerance', async () => {
    const { clock, enter } = setUp();
    const token = await sign({ ...claims, nbf: seconds + 60 });
    await expect(enter(token)).rejects.toThrow('the token is not valid yet');
    clock.time += 60_000 - clockToleranceMs;
    expect((await enter(token)).role).toBe('edit');
  });
});

describe('a bad token', () => {
  it.each<[string, () => Promise<string> | string, RegExp]>([
    ['has expired', () => sign({ ...claims, exp: seconds - 6 }), /expired/],
    ['has no end', () => sign(without('exp')), /"exp"/],
    ['has no bearer', () => sign(without('sub')), /"sub"/],
    ['is not valid yet', () => sign({ ...claims, nbf: seconds + 6 }), /not valid yet/],
    ['was issued in the future', () => sign({ ...claims, iat: seconds + 6 }), /not valid yet/],
    ['lives too long', () => sign({ ...claims, exp: seconds + maxTokenLifetimeMs / 1000 + 1 }), /too long/],
    ['has an end that is not a number', () => forge({ alg: 'HS256' }, { ...claims, exp: '2100-01-01' }), /"exp"/],
    ['has an absurd end', () => sign({ ...claims, exp: Number.MAX_VALUE }), /too long/],
    [
      'was signed with another secret',
      () => sign(claims, {}, 'another secret of at least thirty-two bytes'),
      /not valid/,
    ],
    [
      'was signed with an algorithm of the same secret that is not ours',
      () => sign(claims, { alg: 'HS512' }),
      /not valid/,
    ],
    ['is unsigned, with alg none', () => `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`, /not valid/],
    ['says alg none and has a signature', () => forge({ alg: 'none' }, claims), /not valid/],
    ['has an alg in odd case', () => forge({ alg: 'hs256' }, claims), /not valid/],
    ['has no alg', () => forge({ typ: 'JWT' }, claims), /not valid/],
    ['has an alg that is an object', () => forge({ alg: { toString: 'HS256' } }, claims), /not valid/],
    ['is of another type', () => sign(claims, { typ: 'secevent+jwt' }), /another type/],
    ['has a type that is a number', () => forge({ alg: 'HS256', typ: 5 }, claims), /another type|not valid/],
    ['has a critical extension', () => forge({ alg: 'HS256', crit: ['x'], x: 1 }, claims), /not valid/],
    ['has an unencoded payload', () => forge({ alg: 'HS256', crit: ['b64'], b64: false }, claims), /not valid/],
    ['brings its own key', () => forge({ alg: 'HS256', jwk: { kty: 'oct', k: 'AAAA' } }, claims, 'AAAA'), /not valid/],
    ['has claims that are a list', () => forge({ alg: 'HS256' }, [claims]), /not valid/],
    ['has a weird claim', () => sign({ ...claims, rooms: { notes: 'owner' } }), /"rooms"/],
    ['has 1,000 patterns', () => forge({ alg: 'HS256' }, { ...claims, rooms: manyRooms(1_000) }), /too long|"rooms"/],
    ['has 300 patterns', () => forge({ alg: 'HS256' }, { ...claims, rooms: manyRooms(300) }), /"rooms"/],
  ])('is refused when it %s', async (_, token, message) => {
    const { enter, authorizer } = setUp();
    const refused = enter(await token());
    await expect(refused).rejects.toThrow(UnauthenticatedError);
    await expect(refused).rejects.toThrow(message);
    await expect(authorizer.identify({ token: await token() })).rejects.toThrow(UnauthenticatedError);
  });

  it('is refused when any character of its payload was changed', async () => {
    const { enter } = setUp();
    const [header = '', payload = '', signature = ''] = (await sign(claims)).split('.');
    for (let at = 0; at < payload.length; at += 7) {
      const tampered = payload.slice(0, at) + (payload[at] === 'A' ? 'B' : 'A') + payload.slice(at + 1);
      await expect(enter(`${header}.${tampered}.${signature}`)).rejects.toThrow(UnauthenticatedError);
    }
  });

  it('is refused when its payload was swapped for one that gives more', async () => {
    const { enter } = setUp();
    const [header, , signature] = (await sign(claims)).split('.');
    const better = encode({ ...claims, admin: true, rooms: { '**': 'edit' } });
    await expect(enter(`${header}.${better}.${signature}`, 'other')).rejects.toThrow('the token is not valid');
  });

  it('is refused when its signature was changed, cut or left out', async () => {
    const { enter } = setUp();
    const token = await sign(claims);
    const [header, payload, signature = ''] = token.split('.');
    const other = `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`;
    for (const changed of [other, signature.slice(0, -4), '', `${signature}AAAA`]) {
      await expect(enter(`${header}.${payload}.${changed}`)).rejects.toThrow(UnauthenticatedError);
    }
    for (const changed of [`${header}.${payload}`, `${token}.`, `${token}.${signature}.x`, ` ${token}.`]) {
      await expect(enter(changed)).rejects.toThrow(UnauthenticatedError);
    }
  });

  it('is refused for its length before anything is done with it', async () => {
    const { enter } = setUp();
    await expect(enter('x'.repeat(maxTokenLength + 1))).rejects.toThrow('the token is too long');
    await expect(enter(await sign({ ...claims, filler: 'x'.repeat(10_000) }))).rejects.toThrow('the token is too long');
  });

  it('leaves nothing of its content in the error', async () => {
    const { enter } = setUp({ audience: 'manyhands' });
    const error: unknown = await enter(await sign({ ...claims, secretClaim: 'hush' })).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(UnauthenticatedError);
    expect((error as Error).cause).toBeUndefined();
    expect(JSON.stringify({ ...(error as Error) })).not.toContain('hush');
  });
});

describe('a room out of reach', () => {
  it('is forbidden, which is another thing than being unknown', async () => {
    const { enter } = setUp();
    await expect(enter(await sign(claims), 'other')).rejects.toThrow(ForbiddenError);
  });

  it('can be viewed by an admin', async () => {
    const { enter } = setUp();
    expect((await enter(await sign({ ...claims, admin: true }), 'other')).role).toBe('view');
  });
});

describe('issuer and audience', () => {
  const options = { issuer: 'https://id.example', audience: 'manyhands' };
  const addressed = { ...claims, iss: options.issuer, aud: options.audience };

  it('are checked when they are configured', async () => {
    const { enter } = setUp(options);
    expect((await enter(await sign(addressed))).role).toBe('edit');
    expect((await enter(await sign({ ...addressed, aud: ['other', 'manyhands'] }))).role).toBe('edit');
  });

  it.each([
    ['iss', { ...addressed, iss: 'https://id.example.evil' }],
    ['iss', { ...claims, aud: options.audience }],
    ['aud', { ...addressed, aud: 'other' }],
    ['aud', { ...addressed, aud: [] }],
    ['aud', { ...claims, iss: options.issuer }],
  ])('refuse a token with a wrong or no %s', async (claim, payload) => {
    const { enter } = setUp(options);
    await expect(enter(await sign(payload))).rejects.toThrow(`"${claim}"`);
  });

  it('are ignored when they are not', async () => {
    const { enter } = setUp({ issuer: undefined, audience: undefined });
    expect((await enter(await sign(addressed))).role).toBe('edit');
  });
});

describe('a shared secret', () => {
  it('shorter than 32 bytes is refused when the server starts', () => {
    expect(() => createJwtAuthorizer({ kind: 'secret', secret: 'x'.repeat(31) })).toThrow(RangeError);
    expect(() => createJwtAuthorizer({ kind: 'secret', secret: '' })).toThrow(RangeError);
    expect(() => createJwtAuthorizer({ kind: 'secret', secret: 'é'.repeat(16) })).not.toThrow();
  });

  it('never takes a token of a key pair', async () => {
    const { enter } = setUp();
    const key = await createSigningKey('ES256');
    await expect(enter(await key.sign(claims))).rejects.toThrow('the token is not valid');
  });
});

describe('revoking', () => {
  async function withRevocations() {
    const clock = { time: start };
    const now = () => clock.time;
    const stored: Revocation[] = [];
    const store = { add: async (revocation: Revocation) => void stored.push(revocation), list: async () => stored };
    const revocations = await loadRevocationList(store, { now });
    return { ...setUp({ revocations, now }), clock, revocations };
  }

  it('a token ends what it gave, and only that', async () => {
    const { enter, authorizer, revocations } = await withRevocations();
    const [revoked, other] = await Promise.all([sign(claims), sign({ ...claims, jti: 'token-2' })]);
    const grant = await enter(revoked);
    await revocations.revoke({ kind: 'token', tokenId: 'token-1' });
    expect(revocations.isRevoked(grant)).toBe(true);
    await expect(enter(revoked)).rejects.toThrow('the token was revoked');
    await expect(authorizer.identify({ token: revoked })).rejects.toThrow(UnauthenticatedError);
    expect((await enter(other)).role).toBe('edit');
  });

  it('a user ends every token of theirs until a later one', async () => {
    const { enter, revocations } = await withRevocations();
    await revocations.revoke({ kind: 'user', userId: 'ada' });
    await expect(enter(await sign(claims))).rejects.toThrow('the token was revoked');
    await expect(enter(await sign(without('jti')))).rejects.toThrow('the token was revoked');
    await expect(enter(await sign(without('iat')))).rejects.toThrow('the token was revoked');
    expect((await enter(await sign({ ...claims, sub: 'grace' }))).role).toBe('edit');
  });

  it('a user lets them back in with a token issued afterwards', async () => {
    const { clock, enter, revocations } = await withRevocations();
    await revocations.revoke({ kind: 'user', userId: 'ada' });
    const later = await sign({ ...claims, iat: seconds + 10 });
    clock.time += 10_000;
    expect((await enter(later)).role).toBe('edit');
  });

  it('counts for a token that was being checked meanwhile', async () => {
    const { enter, revocations } = await withRevocations();
    const token = await sign(claims);
    const entering = enter(token);
    const refused = expect(entering).rejects.toThrow('the token was revoked');
    await revocations.revoke({ kind: 'token', tokenId: 'token-1' });
    await refused;
  });
});

function manyRooms(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`r${i}`, 'view']));
}
