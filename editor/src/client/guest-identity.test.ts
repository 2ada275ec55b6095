import { describe, expect, it } from 'vitest';
import { guestIdentity, rememberGuestName } from './guest-identity.js';

function memory(initial: Record<string, string> = {}): Storage {
  const items = new Map(Object.entries(initial));
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => items.delete(key),
    setItem: (key, value) => items.set(key, value),
  };
}

describe('guestIdentity', () => {
  it('is the same at every visit', () => {
    const storage = memory();
    expect(guestIdentity(storage)).toEqual(guestIdentity(storage));
  });

  it('remembers a name, cleaned', () => {
    const storage = memory();
    const { id } = guestIdentity(storage);
    expect(rememberGuestName('  Ada\n', storage)).toBe('Ada');
    expect(guestIdentity(storage)).toEqual({ id, name: 'Ada' });
  });

  it.each(['', '{', '7', 'null', '{"id":"","name":"x"}', '{"id":1}'])('begins anew where %j is stored', (text) => {
    expect(guestIdentity(memory({ 'manyhands.guest': text })).name).toBe('');
  });

  it('works where nothing can be stored', () => {
    const full = memory();
    full.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(guestIdentity(full).id).not.toBe('');
    expect(rememberGuestName('Ada', null)).toBe('Ada');
  });
});
