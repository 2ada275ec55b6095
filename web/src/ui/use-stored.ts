import { useCallback, useEffect, useState } from 'react';

/**
 * A choice that is kept on this device, and that this person's other windows follow. The first render has the default,
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
  const store = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // No room, or blocked: it lasts for this visit.
      }
    },
    [key],
  );
  return [value, store];
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
