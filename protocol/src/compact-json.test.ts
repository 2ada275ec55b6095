import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanObject } from './compact-json.js';

const encoder = new TextEncoder();
const scan = (text: string, name = 'user') => scanObject(encoder.encode(text), name);

function memberText(text: string, name = 'user'): string | null | undefined {
  const bytes = encoder.encode(text);
  const scanned = scanObject(bytes, name);
  if (scanned === null) return undefined;
  return scanned.member && new TextDecoder().decode(bytes.subarray(scanned.member.start, scanned.member.end));
}

/** Keys that are their own JSON; `__proto__` would not be a member of an object literal. */
const plainKey = fc.stringMatching(/^[a-z]{1,6}$/).filter((key) => key !== 'user');

describe('scanObject', () => {
  it.each([
    ['{}', null],
    ['{"user":{}}', '{}'],
    ['{"user":null,"cursor":1}', 'null'],
    ['{"cursor":{"user":1},"user":"a\\"b"}', '"a\\"b"'],
    ['{"a":[1,-0.5e+7,true,false,null,"\\u00e9"],"user":[]}', '[]'],
    ['{"users":1,"use":2}', null],
  ])('finds the member in %s', (text, member) => expect(memberText(text)).toBe(member));

  it.each([
    ['nothing', ''],
    ['another kind of value', '[1]'],
    ['no object', '"user"'],
    ['spaces', '{"user": 1}'],
    ['what follows the end', '{"user":1}}'],
    ['an end that comes too early', '{"user":1'],
    ['a comma at the end', '{"user":1,}'],
    ['a missing comma', '{"a":1"user":1}'],
    ['a missing value', '{"user":}'],
    ['a name without quotes', '{user:1}'],
    ['an escape in a name at the top, which may spell the name', '{"us\\u0065r":1}'],
    ['the name twice', '{"user":1,"user":2}'],
    ['a leading zero', '{"user":01}'],
    ['a bare minus', '{"user":-}'],
    ['a point without digits', '{"user":1.}'],
    ['an exponent without digits', '{"user":1e}'],
    ['a control character', '{"user":"\u0001"}'],
    ['an unknown escape', '{"user":"\\x"}'],
    ['half an escape', '{"user":"\\u12"}'],
    ['half a word', '{"user":tru}'],
    ['an open string', '{"user":"a'],
    ['a backslash at the very end', '{"user":"a\\'],
    ['deep nesting', `{"user":${'['.repeat(50)}${']'.repeat(50)}}`],
  ])('leaves to others: %s', (_name, text) => expect(scan(text)).toBeNull());

  it('says whether there is more than ASCII around the member, not in it', () => {
    expect(scan('{"user":"é","a":1}')?.isAsciiAround).toBe(true);
    expect(scan('{"a":"é","user":1}')?.isAsciiAround).toBe(false);
    expect(scan('{"user":1,"é":2}')?.isAsciiAround).toBe(false);
  });

  it('agrees with JSON.parse about every object that JSON.stringify writes', () => {
    const objects = fc.dictionary(plainKey, fc.jsonValue({ maxDepth: 4 }), { maxKeys: 4 });
    fc.assert(
      fc.property(objects, fc.option(fc.jsonValue({ maxDepth: 3 }), { nil: undefined }), (object, user) => {
        const text = JSON.stringify({ ...object, ...(user === undefined ? {} : { user }) });
        expect(memberText(text)).toBe(user === undefined ? null : JSON.stringify(user));
      }),
    );
  });

  it('accepts nothing that JSON.parse refuses, and finds the value that JSON.parse finds', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"user"',
      '"a"',
      '"',
      '\\',
      '\\u00',
      '1',
      '0',
      '-',
      '.',
      'e',
      'true',
      'null',
      ' ',
      'é',
    ];
    const junk = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => `{"user":${parts.join('')}`);
    const broken = fc.tuple(fc.jsonValue(), fc.nat(), fc.constantFrom(...pieces)).map(([user, at, piece]) => {
      const text = JSON.stringify({ a: 1, user });
      const cut = at % text.length;
      return text.slice(0, cut) + piece + text.slice(cut + 1);
    });
    fc.assert(
      fc.property(fc.oneof(junk, broken), (text) => {
        const member = memberText(text);
        if (member === undefined) return;
        const parsed = JSON.parse(text) as Record<string, unknown>;
        expect(member === null ? undefined : JSON.parse(member)).toEqual(parsed['user']);
      }),
      { numRuns: 2_000 },
    );
  });
});
