import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clientAddress,
  hostAllowed,
  normalizeOrigin,
  originAllowed,
  requestRefusal,
  tokenFromRequest,
} from './request-guard.js';

describe('originAllowed', () => {
  it('allows whoever sends no Origin header, as browsers always do', () => {
    expect(originAllowed(undefined, 'docs.example', [])).toBe(true);
    expect(originAllowed(undefined, undefined, [])).toBe(true);
  });

  it.each([
    ['http://docs.example', 'docs.example'],
    ['https://docs.example', 'docs.example'],
    ['https://docs.example', 'docs.example:443'],
    ['https://docs.example', 'DOCS.example'],
    ['http://localhost:3000', 'localhost:3000'],
    ['http://[::1]:3000', '[::1]:3000'],
    ['http://127.0.0.1:3000', '127.0.0.1:3000'],
  ])('allows %s, which the host %s served', (origin, host) => {
    expect(originAllowed(origin, host, [])).toBe(true);
  });

  it.each([
    ['https://evil.example', 'docs.example'],
    ['https://docs.example.evil', 'docs.example'],
    ['https://sub.docs.example', 'docs.example'],
    ['http://localhost:4000', 'localhost:3000'],
    ['http://localhost', 'localhost:3000'],
    ['http://127.0.0.1:3000', 'localhost:3000'],
    ['https://docs.example', undefined],
    ['https://docs.example', ''],
    ['https://docs.example', 'docs.example/'],
    ['https://docs.example', 'evil@docs.example'],
    ['http://docs.example', 'docs.example:443'],
  ])('refuses %s on the host %s', (origin, host) => {
    expect(originAllowed(origin, host, [])).toBe(false);
  });

  it.each([
    'null',
    '',
    'docs.example',
    'https://',
    'https://a b',
    'https://user@docs.example',
    'file://',
    '*',
    'https://docs.example/x',
  ])('refuses the origin %j, whatever is allowed', (origin) => {
    expect(originAllowed(origin, 'docs.example', ['*'])).toBe(false);
  });

  it('allows listed origins, and by scheme and port exactly those', () => {
    const allowed = ['https://app.example', 'http://localhost:5173', 'capacitor://localhost'];
    for (const origin of allowed) expect(originAllowed(origin, 'docs.example', allowed)).toBe(true);
    expect(originAllowed('https://app.example:443', 'docs.example', allowed)).toBe(true);
    for (const origin of [
      'http://app.example',
      'https://app.example:8443',
      'http://localhost:5174',
      'https://localhost',
    ]) {
      expect(originAllowed(origin, 'docs.example', allowed)).toBe(false);
    }
  });

  it('allows every origin for a star', () => {
    expect(originAllowed('https://anything.example', 'docs.example', ['*'])).toBe(true);
  });

  it('answers any header with yes or no', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.option(fc.string(), { nil: undefined }), (origin, host) => {
        expect(originAllowed(origin, host, ['https://app.example'])).toBeTypeOf('boolean');
      }),
    );
  });
});

describe('normalizeOrigin', () => {
  it.each([
    ['https://Docs.Example', 'https://docs.example'],
    ['https://docs.example:443', 'https://docs.example'],
    ['http://docs.example:443', 'http://docs.example:443'],
    ['HTTP://[::1]:3000', 'http://[::1]:3000'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['Chrome-Extension://ABCdef', 'chrome-extension://abcdef'],
  ])('writes %s as %s', (text, origin) => {
    expect(normalizeOrigin(text)).toBe(origin);
  });

  it.each([
    'null',
    'docs.example',
    'https://',
    'https:docs.example',
    'https://docs.example/',
    'https://*.example',
    'https://docs.example/path',
    'https://docs.example?q',
    'https://a:99999',
    'https://u:p@docs.example',
  ])('takes %j for no origin', (text) => {
    expect(normalizeOrigin(text)).toBeNull();
  });
});

describe('hostAllowed', () => {
  const open = { mode: 'open', configuredHost: '127.0.0.1', allowedOrigins: [] } as const;

  it.each([
    'localhost',
    'localhost:3000',
    'LOCALHOST:3000',
    'localhost.',
    'docs.localhost:3000',
    '127.0.0.1:3000',
    '192.168.1.7',
    '[::1]:3000',
    '[::1]',
    '[fe80::1]:3000',
    '[::ffff:127.0.0.1]',
  ])('lets an open server be called %s', (host) => {
    expect(hostAllowed(host, open)).toBe(true);
  });

  it.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    'evillocalhost',
    '127.0.0.1.evil.example',
    '127.0.0.1.nip.io',
    '2130706433',
    '0x7f.1',
    '127.1',
    '',
    ':3000',
    '[]',
    '[evil.example]',
    '[::1',
    '::1',
    'localhost:3000:1',
    'localhost@evil.example',
    'evil.example#localhost',
    'localhost, evil.example',
    undefined,
  ])('does not let an open server be called %s', (host) => {
    expect(hostAllowed(host, open)).toBe(false);
  });

  it('lets an open server be called by its configured host and by the hosts of allowed origins, on any port', () => {
    const rules = {
      ...open,
      configuredHost: 'Wiki.lan',
      allowedOrigins: ['https://docs.example:8443', 'http://[2001:db8::1]'],
    };
    for (const host of ['wiki.lan', 'WIKI.LAN:3000', 'docs.example', 'docs.example:3000']) {
      expect(hostAllowed(host, rules)).toBe(true);
    }
    expect(hostAllowed('other.lan', rules)).toBe(false);
    expect(hostAllowed('sub.docs.example', rules)).toBe(false);
  });

  it('does not take a star among the origins for a host', () => {
    expect(hostAllowed('evil.example', { ...open, allowedOrigins: ['*'] })).toBe(false);
  });

  it('lets a server that asks for tokens be called anything', () => {
    expect(hostAllowed('evil.example', { ...open, mode: 'jwt' })).toBe(true);
    expect(hostAllowed(undefined, { ...open, mode: 'jwt' })).toBe(true);
  });

  it('answers any header with yes or no', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (host) => {
        expect(hostAllowed(host, open)).toBeTypeOf('boolean');
      }),
    );
  });
});

describe('requestRefusal', () => {
  const policy = {
    mode: 'open',
    configuredHost: '127.0.0.1',
    allowedOrigins: ['https://app.example'],
    trustedHops: 0,
  } as const;

  it('lets through what has a good host and a good origin', () => {
    expect(requestRefusal({ host: 'localhost:3000', origin: 'http://localhost:3000' }, policy)).toBeNull();
    expect(requestRefusal({ host: 'localhost:3000', origin: 'https://app.example' }, policy)).toBeNull();
    expect(requestRefusal({ host: 'localhost:3000' }, policy)).toBeNull();
  });

  it('names the host or the origin as the reason, without repeating it', () => {
    expect(requestRefusal({ host: 'localhost:3000', origin: 'https://evil.example' }, policy)).toMatch(
      /^(?!.*evil).*origin/,
    );
    expect(requestRefusal({}, policy)).toMatch(/host/);
  });

  it('refuses a page that rebound its own name to this server, although host and origin agree', () => {
    expect(requestRefusal({ host: 'evil.example:3000', origin: 'http://evil.example:3000' }, policy)).toMatch(/host/);
  });
});

describe('clientAddress', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:0:0:ffff::', '2001:db8:0:0::/64'],
    ['1:2:3:4:5:6:7::', '1:2:3:4::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ])('counts %s as %s', (address, key) => {
    expect(clientAddress(address, undefined, 0)).toBe(key);
  });

  it('counts neighbours of one /64 together and those of another apart', () => {
    const key = clientAddress('2001:db8:1:2::1', undefined, 0);
    expect(clientAddress('2001:db8:1:2:ffff:ffff:ffff:ffff', undefined, 0)).toBe(key);
    expect(clientAddress('2001:db8:1:3::1', undefined, 0)).not.toBe(key);
  });

  it('does not believe X-Forwarded-For without a trusted proxy', () => {
    expect(clientAddress('192.0.2.1', '203.0.113.9', 0)).toBe('192.0.2.1');
  });

  it.each([
    [1, '203.0.113.9', '203.0.113.9'],
    [1, 'invented, 203.0.113.9', '203.0.113.9'],
    [1, '198.51.100.1,203.0.113.9', '203.0.113.9'],
    [2, '198.51.100.1, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
    [2, '10.0.0.2', '10.0.0.2'],
    [1, '203.0.113.9:4711', '203.0.113.9'],
    [1, '[2001:db8::1]:4711', '2001:db8:0:0::/64'],
    [1, '2001:db8::1', '2001:db8:0:0::/64'],
    [1, '::ffff:203.0.113.9', '203.0.113.9'],
    [1, 'unknown', '10.0.0.1'],
    [1, '', '10.0.0.1'],
    [1, '203.0.113.9, ', '10.0.0.1'],
    [2, 'unknown, 203.0.113.9', '203.0.113.9'],
    [2, '198.51.100.1, unknown', '10.0.0.1'],
  ])('with %i trusted proxies reads %j as %s', (hops, forwarded, address) => {
    expect(clientAddress('10.0.0.1', forwarded, hops)).toBe(address);
  });

  it('falls back to the socket when a proxy sends nothing', () => {
    expect(clientAddress('10.0.0.1', undefined, 2)).toBe('10.0.0.1');
  });

  it('counts those whose address is unknown together', () => {
    expect(clientAddress(undefined, undefined, 0)).toBe('unknown');
    expect(clientAddress('not an address', 'nor this', 1)).toBe('unknown');
  });

  it('is not moved by anything left of the trusted entries', () => {
    fc.assert(
      fc.property(fc.string(), fc.ipV4(), fc.ipV4(), (invented, client, proxy) => {
        expect(clientAddress('10.0.0.1', `${invented}, ${client}, ${proxy}`, 2)).toBe(client);
      }),
    );
  });

  it('gives every IPv6 address a key of its first 64 bits', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const key = clientAddress(address, undefined, 0);
        if (!key.includes(':')) return;
        expect(key).toMatch(/^([0-9a-f]{1,4}:){4}:\/64$/);
        expect(clientAddress(key.replace('/64', '1'), undefined, 0)).toBe(key);
      }),
    );
  });
});

describe('tokenFromRequest', () => {
  it('finds nothing where nothing is', () => {
    expect(tokenFromRequest({})).toEqual({ token: null, protocol: null });
    expect(tokenFromRequest({ protocols: '', query: '', authorization: '' })).toEqual({ token: null, protocol: null });
  });

  it.each([
    ['manyhands.v1, bearer.abc', 'abc', 'manyhands.v1'],
    ['bearer.abc,manyhands.v1', 'abc', 'manyhands.v1'],
    ['manyhands.v1', null, 'manyhands.v1'],
    ['chat, manyhands.v1', null, 'manyhands.v1'],
    ['bearer.abc, chat', 'abc', 'chat'],
    ['chat, superchat', null, 'chat'],
    ['bearer.abc', 'abc', 'bearer.abc'],
    ['bearer.abc, bearer.def', 'abc', 'bearer.abc'],
    ['bearer.', null, 'bearer.'],
    ['bearer., bearer.abc', 'abc', 'bearer.'],
    ['Bearer.abc', null, 'Bearer.abc'],
    [' , manyhands.v1 , ', null, 'manyhands.v1'],
    ['bearer.a.b-c_d', 'a.b-c_d', 'bearer.a.b-c_d'],
  ])('reads the offer %j', (protocols, token, protocol) => {
    expect(tokenFromRequest({ protocols })).toEqual({ token, protocol });
  });

  it.each([
    ['Bearer abc', 'abc'],
    ['bearer  abc ', 'abc'],
    ['Basic YTpi', null],
    ['Bearer', null],
    ['Bearer a b', null],
    ['abc', null],
  ])('reads the Authorization header %j', (authorization, token) => {
    expect(tokenFromRequest({ authorization }).token).toBe(token);
  });

  it('takes the subprotocol before the query and the query before the header', () => {
    const all = { protocols: 'bearer.first', query: 'second', authorization: 'Bearer third' };
    expect(tokenFromRequest(all).token).toBe('first');
    expect(tokenFromRequest({ ...all, protocols: 'manyhands.v1' }).token).toBe('second');
    expect(tokenFromRequest({ ...all, protocols: undefined, query: '' }).token).toBe('third');
  });

  it('selects exactly one of the subprotocols that were offered, whatever they are', () => {
    const name = fc.constantFrom('manyhands.v1', 'bearer.abc', 'bearer.', 'chat', 'x');
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), (names) => {
        const { protocol } = tokenFromRequest({ protocols: names.join(', ') });
        expect(names).toContain(protocol);
        if (names.includes('manyhands.v1')) expect(protocol).toBe('manyhands.v1');
        else if (names.some((each) => !each.startsWith('bearer.'))) expect(protocol).not.toMatch(/^bearer\./);
      }),
    );
  });
});
