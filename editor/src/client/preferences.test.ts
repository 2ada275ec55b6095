import { describe, expect, it, vi } from 'vitest';
import { openPreferences } from './preferences.js';

function memoryStorage(initial?: string): Storage {
  const items = new Map(initial === undefined ? [] : [['manyhands.preferences', initial]]);
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  } as Partial<Storage> as Storage;
}

describe('preferences', () => {
  it('are remembered on the device and told to listeners', () => {
    const storage = memoryStorage();
    const store = openPreferences(storage);
    const listener = vi.fn();
    store.subscribe(listener);
    expect(store.getSnapshot().smartTypography).toBe(true);
    store.update({ smartTypography: false });
    expect(listener).toHaveBeenCalledTimes(1);
    expect(openPreferences(storage).getSnapshot().smartTypography).toBe(false);
  });

  it('fall back to the defaults for anything that is not what we wrote', () => {
    for (const text of ['{', 'null', '7', '{"smartTypography":"yes","recentEmoji":{}}']) {
      expect(openPreferences(memoryStorage(text)).getSnapshot()).toEqual({ smartTypography: true, recentEmoji: [] });
    }
  });

  it('work without any storage', () => {
    const store = openPreferences(null);
    store.update({ recentEmoji: ['🎉'] });
    expect(store.getSnapshot().recentEmoji).toEqual(['🎉']);
  });
});
