import { maxRoomNameBytes } from '@manyhands/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRoomPattern, isRoomPattern } from './room-pattern.js';

const matches = (pattern: string, room: string) => compileRoomPattern(pattern).matches(room);

describe('compileRoomPattern', () => {
  it.each([
    ['notes', 'notes'],
    ['*', 'notes'],
    ['**', 'notes'],
    ['**', 'team/a/b'],
    ['team/*', 'team/plan'],
    ['team/**', 'team/plan'],
    ['team/**', 'team/a/b/c'],
    ['team/*/notes', 'team/ops/notes'],
    ['**/notes', 'team/ops/notes'],
    ['draft-*', 'draft-'],
    ['*-draft-*', 'a-draft-draft-b'],
    ['a*b*c', 'aXbYbZc'],
    ['**a*c', 'x/a/abbc'],
    ['a**b*c', 'a/c/bb/bxc'],
    ['*/**', 'a/b/c'],
    ['👩‍🌾/*', '👩‍🌾/🌾'],
    ['.+[a]$', '.+[a]$'],
  ])('lets %s cover %s', (pattern, room) => {
    expect(matches(pattern, room)).toBe(true);
  });

  it.each([
    ['notes', 'notes2'],
    ['notes', 'Notes'],
    ['notes', 'team/notes'],
    ['*', 'team/notes'],
    ['team/*', 'team'],
    ['team/**', 'team'],
    ['team/*', 'team/a/b'],
    ['team/*', 'teams/a'],
    ['team/*/notes', 'team/a/b/notes'],
    ['*/notes', 'a/b/notes'],
    ['**a*c', 'x/ab/c'],
    ['a*', 'ba'],
    ['*a', 'ab'],
    ['a.c', 'abc'],
    ['\u00e9', 'e\u0301'],
  ])('does not let %s cover %s', (pattern, room) => {
    expect(matches(pattern, room)).toBe(false);
  });

  const part = fc.constantFrom('a', 'b', '/', '.', '*', '**');
  const pattern = fc
    .array(part, { minLength: 1, maxLength: 8 })
    .map((parts) => parts.join(''))
    .filter(isRoomPattern);
  const room = fc.array(fc.constantFrom('a', 'b', '/', '.'), { maxLength: 10 }).map((parts) => parts.join(''));

  it('agrees with the same pattern written as a regular expression', () => {
    fc.assert(
      fc.property(pattern, room, (text, name) => {
        const source = text.replace(/\*\*|\*|\./g, (wildcard) => ({ '**': '.*', '*': '[^/]*' })[wildcard] ?? '\\.');
        expect(matches(text, name)).toBe(new RegExp(`^${source}$`).test(name));
      }),
      { numRuns: 2000 },
    );
  });

  it('covers a room when its wildcards are filled in', () => {
    fc.assert(
      fc.property(pattern, room, (text, run) => {
        expect(
          matches(
            text,
            text.replace(/\*\*|\*/g, (w) => (w === '**' ? run : run.replaceAll('/', ''))),
          ),
        ).toBe(true);
      }),
    );
  });

  it('ends on patterns that would make backtracking explode', () => {
    const name = 'a'.repeat(maxRoomNameBytes);
    expect(matches(`${'a*'.repeat(255)}b`, name)).toBe(false);
    expect(matches(`${'**a'.repeat(170)}b`, name)).toBe(false);
    expect(matches(`${'a**'.repeat(170)}a`, name)).toBe(true);
  });
});

describe('isRoomPattern', () => {
  it.each(['a', '*', '**', 'a/**/b/*', '*/*', 'a'.repeat(maxRoomNameBytes)])('takes %s', (text) => {
    expect(isRoomPattern(text)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['three stars in a row', 'a/***'],
    ['a lone surrogate', 'a\ud800'],
    ['more than a room name holds', 'a'.repeat(maxRoomNameBytes + 1)],
  ])('refuses %s', (_, text) => {
    expect(isRoomPattern(text)).toBe(false);
  });
});
