import { maxRoomNameBytes } from '@manyhands/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadRoomNameError } from './errors.js';
import { checkRoomName, parseRoomName } from './room-name.js';

describe('parseRoomName', () => {
  it.each([
    ['notes', 'notes'],
    ['team/plan', 'team/plan'],
    ['team%2Fplan', 'team/plan'],
    ['caf%C3%A9', 'café'],
    ['café', 'café'],
    ['%F0%9F%91%A9%E2%80%8D%F0%9F%8C%BE', '👩‍🌾'],
    ['a+b', 'a+b'],
    ['a%20b', 'a b'],
    ['100%25', '100%'],
    ['...', '...'],
    ['a..b/.hidden', 'a..b/.hidden'],
    ['a%3Fb%23c', 'a?b#c'],
    ['a\\b', 'a\\b'],
    ['__proto__', '__proto__'],
  ])('reads %s as %s', (encoded, name) => {
    expect(parseRoomName(encoded)).toBe(name);
  });

  it('decodes once only', () => {
    expect(parseRoomName('a%252Fb')).toBe('a%2Fb');
  });

  it('keeps names that differ only in Unicode normalisation apart', () => {
    expect(parseRoomName('%C3%A9')).not.toBe(parseRoomName('e%CC%81'));
  });

  it.each([
    ['empty', ''],
    ['a lone percent sign', '100%'],
    ['a half percent-encoding', 'a%2'],
    ['percent-encoding that is not hex', 'a%zz'],
    ['percent-encoding that is not UTF-8', '%ff'],
    ['an overlong slash', '%c0%af'],
    ['an encoded surrogate', '%ed%a0%80'],
    ['NUL', 'a%00b'],
    ['a line feed', 'a%0Ab'],
    ['DEL', 'a%7Fb'],
    ['a C1 control', 'a%C2%85b'],
    ['a line separator', 'a%E2%80%A8b'],
    ['a plain lone surrogate', 'a\ud800b'],
    ['a leading slash', '/a'],
    ['a trailing slash', 'a/'],
    ['an encoded trailing slash', 'a%2F'],
    ['only a slash', '/'],
    ['an empty segment', 'a//b'],
    ['a dot segment', 'a/./b'],
    ['a dot-dot segment', 'a/../b'],
    ['an encoded dot-dot segment', '%2e%2e/b'],
    ['only dots', '..'],
    ['a star', 'team/*'],
    ['an encoded star', 'team/%2A'],
  ])('refuses %s', (_, encoded) => {
    expect(() => parseRoomName(encoded)).toThrow(BadRoomNameError);
  });

  it('counts bytes of UTF-8, not characters', () => {
    expect(parseRoomName('é'.repeat(maxRoomNameBytes / 2))).toHaveLength(maxRoomNameBytes / 2);
    expect(() => parseRoomName(`${'é'.repeat(maxRoomNameBytes / 2)}a`)).toThrow(BadRoomNameError);
  });

  it('takes the longest name with every byte encoded, and not one byte more', () => {
    const longest = '%61'.repeat(maxRoomNameBytes);
    expect(parseRoomName(longest)).toHaveLength(maxRoomNameBytes);
    expect(() => parseRoomName(`${longest}a`)).toThrow(BadRoomNameError);
  });

  it('never shows more of a bad name than its kind of fault', () => {
    expect(() => parseRoomName('secret-plans%00')).toThrow(/^(?!.*secret).*$/);
  });

  const character = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
    .filter((text) => !/[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}/*]/u.test(text));
  const segment = fc
    .array(character, { minLength: 1, maxLength: 12 })
    .map((characters) => characters.join(''))
    .filter((text) => text !== '.' && text !== '..');
  const name = fc
    .array(segment, { minLength: 1, maxLength: 4 })
    .map((segments) => segments.join('/'))
    .filter((text) => new TextEncoder().encode(text).byteLength <= maxRoomNameBytes);

  it('gives back every valid name, however it was encoded', () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(parseRoomName(encodeURIComponent(text))).toBe(text);
        expect(parseRoomName(text.split('/').map(encodeURIComponent).join('/'))).toBe(text);
        expect(checkRoomName(text)).toBe(text);
      }),
    );
  });

  it('gives a name that encodes back to itself, or a BadRoomNameError, for any text', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 600 }),
      fc
        .array(fc.constantFrom('a', '/', '.', '%', '2', 'F', 'f', '%2F', '%00', '\ud83d', '*'), { maxLength: 40 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        try {
          const parsed = parseRoomName(text);
          expect(parseRoomName(encodeURIComponent(parsed))).toBe(parsed);
        } catch (error) {
          expect(error).toBeInstanceOf(BadRoomNameError);
        }
      }),
    );
  });
});
