import { colourOf } from '@manyhands/protocol';
import { describe, expect, it } from 'vitest';
import { cleanName, initialsOf, maxNameLength, personFrom } from './people.js';

describe('personFrom', () => {
  it('takes what is well said', () => {
    const person = { id: 'u1', name: 'Ada', color: '#aabbcc' };
    expect(personFrom(person, 'x')).toEqual(person);
  });

  it('makes somebody of anything', () => {
    for (const value of [null, undefined, 7, 'x', [], { id: 1, name: {}, color: [] }, { id: '' }]) {
      expect(personFrom(value, 'client-7')).toEqual({ id: 'client-7', name: '', color: colourOf('client-7') });
    }
  });

  it('gives one person the same colour everywhere', () => {
    expect(personFrom({ id: 'u1' }, 'a').color).toBe(personFrom({ id: 'u1' }, 'b').color);
  });
});

describe('cleanName', () => {
  it('is one line without controls and direction marks', () => {
    expect(cleanName('  Ada\n\tLovelace\u202e\u0000 ')).toBe('Ada Lovelace');
  });

  it('keeps scripts that need joiners', () => {
    expect(cleanName('👩‍🚀 می‌خواهم')).toBe('👩‍🚀 می‌خواهم');
  });

  it('is bounded and never ends in half a character', () => {
    expect(cleanName('x'.repeat(1000))).toHaveLength(maxNameLength);
    expect(cleanName(`${'x'.repeat(maxNameLength - 1)}😀`)).toBe('x'.repeat(maxNameLength - 1));
  });
});

describe('initialsOf', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['Grace Brewster Murray Hopper', 'GH'],
    ['ada', 'A'],
    ['', '?'],
    ['李 小龙', '李小'],
    ['👩‍🚀', '👩‍🚀'],
  ])('of %j are %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
