import { type Readable, SnapshotStore } from './snapshot-store.js';

/** What a person has chosen for themselves on this device. Nothing of it is in any document. */
export interface Preferences {
  /** Quotes, dashes, arrows and fractions as they are printed, while typing. */
  readonly smartTypography: boolean;
  /** Emoji chosen lately, newest first. */
  readonly recentEmoji: readonly string[];
}

export interface PreferenceStore extends Readable<Preferences> {
  /** Changes some of them, here and in this person's other windows. */
  update(change: Partial<Preferences>): void;
  close(): void;
}

const key = 'manyhands.preferences';
const maxRecentEmoji = 24;

const defaults: Preferences = { smartTypography: true, recentEmoji: [] };

/** Opens the preferences of this device. Where nothing can be stored they last for this visit. */
export function openPreferences(storage: Storage | null = localStorageOrNull()): PreferenceStore {
  const store = new SnapshotStore<Preferences>(parsePreferences(readItem(storage)));
  const onStorage = (event: StorageEvent) => {
    if (event.key === key) store.set(parsePreferences(event.newValue));
  };
  globalThis.addEventListener?.('storage', onStorage);
  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    update(change) {
      const next = { ...store.getSnapshot(), ...change };
      store.set({ ...next, recentEmoji: next.recentEmoji.slice(0, maxRecentEmoji) });
      writeItem(storage, JSON.stringify(store.getSnapshot()));
    },
    close: () => globalThis.removeEventListener?.('storage', onStorage),
  };
}

let shared: PreferenceStore | null = null;

/** The preferences of the page, opened when first asked for. All editors of a page share them, for as long as it lives. */
export function preferences(): PreferenceStore {
  shared ??= openPreferences();
  return shared;
}

function parsePreferences(text: string | null): Preferences {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (typeof value !== 'object' || value === null) return defaults;
    const { smartTypography, recentEmoji } = value as Partial<Record<keyof Preferences, unknown>>;
    return {
      smartTypography: typeof smartTypography === 'boolean' ? smartTypography : defaults.smartTypography,
      recentEmoji: Array.isArray(recentEmoji)
        ? recentEmoji.filter((entry): entry is string => typeof entry === 'string').slice(0, maxRecentEmoji)
        : [],
    };
  } catch {
    // Not what we wrote: the defaults are quickly changed again.
    return defaults;
  }
}

function readItem(storage: Storage | null): string | null {
  try {
    return storage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

function writeItem(storage: Storage | null, text: string): void {
  try {
    storage?.setItem(key, text);
  } catch {
    // No room, or forbidden: the choice lasts for this visit.
  }
}

/** Reading the property itself throws where a browser blocks storage. */
function localStorageOrNull(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
