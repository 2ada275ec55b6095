import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnauthenticatedError } from '../core/errors.js';
import { maxRoomPatterns, readClaims } from './jwt-claims.js';

const base = { sub: 'ada', exp: 2_000 };

describe('readClaims', () => {
  it('turns seconds into milliseconds', () => {
    const claims = readClaims({ ...base, iat: 1_000.5 });
    expect(claims.expiresAt).toBe(2_000_000);
    expect(claims.issuedAt).toBe(1_000_500);
  });

  it('takes optional claims as absent', () => {
    expect(readClaims(base)).toMatchObject({ tokenId: null, issuedAt: null, isAdmin: false });
    expect(readClaims(base).roleIn('notes')).toBeNull();
  });

  it('takes rooms as a list and as a map', () => {
    const list = readClaims({ ...base, rooms: [{ name: 'notes', role: 'comment' }] });
    const map = readClaims({ ...base, rooms: { notes: 'comment' } });
    expect(list.roleIn('notes')).toBe('comment');
    expect(map.roleIn('notes')).toBe('comment');
    expect(map.roleIn('other')).toBeNull();
  });

  it('gives the highest role of all patterns that cover a room, whatever their order', () => {
    const rules = [
      { name: 'team/**', role: 'view' },
      { name: 'team/plan', role: 'edit' },
      { name: '**', role: 'comment' },
    ];
    for (const rooms of [rules, rules.toReversed()]) {
      expect(readClaims({ ...base, rooms }).roleIn('team/plan')).toBe('edit');
      expect(readClaims({ ...base, rooms }).roleIn('team/notes')).toBe('comment');
    }
  });

  it('lets an admin view every room, and edit where a pattern says so', () => {
    const admin = readClaims({ ...base, admin: true, rooms: { mine: 'edit' } });
    expect(admin.isAdmin).toBe(true);
    expect(admin.roleIn('anything/at/all')).toBe('view');
    expect(admin.roleIn('mine')).toBe('edit');
  });

  it('finds no rooms on the prototype of a map', () => {
    const claims = readClaims({ ...base, rooms: JSON.parse('{"__proto__":"edit","a":"view"}') });
    expect(claims.roleIn('toString')).toBeNull();
    expect(claims.roleIn('a')).toBe('view');
  });

  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['  Ada \n\t Lovelace ', 'Ada Lovelace'],
    ['\u202eadA\u202c', 'adA'],
    ['a\ud800b', 'ab'],
    ['👩‍🌾', '👩‍🌾'],
    ['e\u0301', '\u00e9'],
    ['x'.repeat(500), 'x'.repeat(80)],
    ['🌾'.repeat(500), '🌾'.repeat(80)],
    ['', 'ada'],
    [' \u0000 ', 'ada'],
    [undefined, 'ada'],
  ])('shows the name %j as %j', (name, shown) => {
    expect(readClaims({ ...base, name }).user.name).toBe(shown);
  });

  const tooMany = Array.from({ length: 1_000 }, (_, i) => ({ name: `room-${i}`, role: 'view' }));

  it.each<[string, object, RegExp]>([
    ['no sub', { exp: 1 }, /"sub"/],
    ['an empty sub', { ...base, sub: '' }, /"sub"/],
    ['a sub that is a number', { ...base, sub: 7 }, /"sub"/],
    ['a huge sub', { ...base, sub: 'x'.repeat(257) }, /"sub"/],
    ['a sub with a line feed', { ...base, sub: 'a\nb' }, /"sub"/],
    ['a sub with a lone surrogate', { ...base, sub: '\ud800' }, /"sub"/],
    ['no exp', { sub: 'ada' }, /"exp"/],
    ['an exp that is text', { ...base, exp: '2000' }, /"exp"/],
    ['an exp that is not finite', { ...base, exp: Number.POSITIVE_INFINITY }, /"exp"/],
    ['an iat that is text', { ...base, iat: 'now' }, /"iat"/],
    ['a jti that is a number', { ...base, jti: 1 }, /"jti"/],
    ['a name that is an object', { ...base, name: { first: 'Ada' } }, /"name"/],
    ['an admin that is truthy only', { ...base, admin: 'true' }, /"admin"/],
    ['an admin that is 1', { ...base, admin: 1 }, /"admin"/],
    ['rooms that are text', { ...base, rooms: '**' }, /"rooms"/],
    ['rooms that are null', { ...base, rooms: null }, /"rooms"/],
    ['a role that does not exist', { ...base, rooms: { a: 'owner' } }, /"rooms"/],
    ['a room without a role', { ...base, rooms: [{ name: 'a' }] }, /"rooms"/],
    ['a pattern that is not a pattern', { ...base, rooms: [{ name: '***', role: 'view' }] }, /"rooms"/],
    ['a map with a pattern that is not a pattern', { ...base, rooms: { '***': 'view' } }, /"rooms"/],
    ['1,000 patterns', { ...base, rooms: tooMany }, /"rooms"/],
    [
      '1,000 patterns as a map',
      { ...base, rooms: Object.fromEntries(tooMany.map((r) => [r.name, r.role])) },
      /"rooms"/,
    ],
  ])('refuses %s and names the claim', (_, payload, claim) => {
    expect(() => readClaims(payload)).toThrow(UnauthenticatedError);
    expect(() => readClaims(payload)).toThrow(claim);
  });

  it('takes as many patterns as it says', () => {
    const claims = readClaims({ ...base, rooms: tooMany.slice(0, maxRoomPatterns) });
    expect(claims.roleIn(`room-${maxRoomPatterns - 1}`)).toBe('view');
  });

  it('refuses whatever is not claims with an UnauthenticatedError and nothing else', () => {
    const claim = fc.constantFrom('sub', 'exp', 'iat', 'jti', 'name', 'admin', 'rooms', '__proto__');
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(claim, fc.jsonValue())), (payload) => {
        try {
          readClaims(payload);
        } catch (error) {
          expect(error).toBeInstanceOf(UnauthenticatedError);
        }
      }),
    );
  });
});
