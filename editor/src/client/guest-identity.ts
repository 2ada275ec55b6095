import { newDocumentId } from './document-id.js';
import type { Identity } from './document-options.js';
import { cleanName } from './people.js';

const key = 'manyhands.guest';

/**
 * Who a guest is on this device: an id made up once, from which the colour follows, and the name they gave, or an empty
 * one. Where nothing can be stored, a new guest at every visit.
 */
export function guestIdentity(storage: Storage | null = localStorageOrNull()): Identity {
  const stored = read(storage);
  if (stored !== null) return stored;
  const guest = { id: newDocumentId(), name: '' };
  write(storage, guest);
  return guest;
}

/** @returns the name as others will see it */
export function rememberGuestName(name: string, storage: Storage | null = localStorageOrNull()): string {
  const guest = { ...guestIdentity(storage), name: cleanName(name) };
  write(storage, guest);
  return guest.name;
}

function read(storage: Storage | null): Identity | null {
  try {
    const value: unknown = JSON.parse(storage?.getItem(key) ?? 'null');
    if (typeof value !== 'object' || value === null) return null;
    const { id, name } = value as Partial<Record<keyof Identity, unknown>>;
    return typeof id === 'string' && id !== '' && typeof name === 'string' ? { id, name: cleanName(name) } : null;
  } catch {
    // Not what we wrote: a guest is quickly made anew.
    return null;
  }
}

function write(storage: Storage | null, guest: Identity): void {
  try {
    storage?.setItem(key, JSON.stringify(guest));
  } catch {
    // No room, or forbidden: the name lasts for this visit.
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
