import { useCallback, useEffect, useState } from 'react';

/**
 * A choice that is kept on this device, and that everything on this device follows. The first render has the default,
 * as the exported page does.
 *
 * @param parse makes sense of what is stored, which may be anything; `null` stands for nothing
 */
export function useStored<T>(key: string, parse: (text: string | null) => T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => parse(null));
  useEffect(() => {
    setValue(parse(read(key)));
    const onStorage = (event: StorageEvent) => {
      if (event.key === key) setValue(parse(event.newValue));
    };
    window.addEventListener('storage', onStorage);
    return () => window.removeEventListener('storage', onStorage);
  }, [key, parse]);
  const store = useCallback((next: T) => storeValue(key, next), [key]);
  return [value, store];
}

/** Keeps a choice, and tells whoever follows it: in this window, too, where browsers do not. */
function storeValue(key: string, value: unknown): void {
  const newValue = JSON.stringify(value);
  try {
    localStorage.setItem(key, newValue);
  } catch {
    // No room, or blocked: it lasts for this visit.
  }
  window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
