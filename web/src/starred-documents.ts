import { useStored } from './ui/use-stored';

const key = 'manyhands.starred';
const maxStarred = 500;

/** The documents that this person has starred on this device, newest first. */
export function useStarred(): { readonly ids: readonly string[]; readonly toggle: (id: string) => void } {
  const [ids, setIds] = useStored(key, parseStarred);
  const toggle = (id: string) => {
    const others = ids.filter((other) => other !== id);
    setIds(others.length === ids.length ? [id, ...others].slice(0, maxStarred) : others);
  };
  return { ids, toggle };
}

/** Pure. Anything may be stored there. */
export function parseStarred(text: string | null): readonly string[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string').slice(0, maxStarred) : [];
  } catch {
    return [];
  }
}
