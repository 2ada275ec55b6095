import type { Role } from '@manyhands/protocol';
import { type Glimpse, toGlimpse } from './glimpse.js';

/** What a device knows of a document besides its text. */
export interface DeviceMeta {
  /** Version of the schema by which the text was last written here. */
  readonly schemaVersion: number;
  /** What this person could do when the server last said so. */
  readonly role: Role | null;
  /** Whether the document has been in step with its server on this device. */
  readonly hasSynced: boolean;
}

/** What one visit (one Yjs client id) left unacknowledged. */
export interface PendingRecord {
  readonly changes: number;
  /** The client's Yjs clock when `changes` was counted. */
  readonly clock: number;
}

export interface DeviceRecords {
  readonly meta: DeviceMeta | null;
  readonly glimpse: Glimpse | null;
  readonly pending: ReadonlyMap<string, PendingRecord>;
}

export type NoteEntry =
  | { readonly kind: 'meta'; readonly meta: DeviceMeta }
  | { readonly kind: 'pending'; readonly key: string; readonly record: PendingRecord }
  /** Removes a record if it still says what it said. */
  | { readonly kind: 'settle'; readonly key: string; readonly was: PendingRecord };

export const pendingPrefix = 'manyhands:pending:';
const metaKey = 'manyhands:meta';
const glimpseKey = 'manyhands:glimpse';

/** The stores of y-indexeddb 9: ours lives in `custom`, which it keeps for its users. */
export const textStore = 'updates';
const notesStore = 'custom';

/**
 * Reads what is known of a document before its text is touched: a copy that a newer app wrote must not be loaded into
 * an older one, whose editor would delete what it does not know.
 *
 * @throws {DOMException} the browser has no storage, or refuses it
 */
export async function readDevice(name: string): Promise<DeviceRecords> {
  if (typeof indexedDB === 'undefined') throw new DOMException('there is no IndexedDB', 'NotSupportedError');
  const db = await openDevice(name);
  try {
    const transaction = db.transaction([notesStore], 'readonly');
    const store = transaction.objectStore(notesStore);
    const keys = store.getAllKeys();
    const values = store.getAll();
    await completed(transaction);
    return toRecords(keys.result, values.result);
  } finally {
    db.close();
  }
}

/**
 * Writes notes in one transaction that also spans the text store, so that it completes after every earlier write of text.
 *
 * @throws {DOMException} nothing was written, e.g. `QuotaExceededError`
 */
export async function writeNotes(db: IDBDatabase, entries: readonly NoteEntry[]): Promise<void> {
  const transaction = db.transaction([textStore, notesStore], 'readwrite');
  const store = transaction.objectStore(notesStore);
  for (const entry of entries) {
    if (entry.kind === 'meta') store.put(entry.meta, metaKey);
    else if (entry.kind === 'pending') store.put(entry.record, entry.key);
    else settle(store, entry);
  }
  // A transaction without requests completes too, in its turn.
  await completed(transaction);
}

/** Writes how the document looks, without waiting for the text. @throws {DOMException} nothing was written */
export async function writeGlimpse(db: IDBDatabase, glimpse: Glimpse): Promise<void> {
  const transaction = db.transaction([notesStore], 'readwrite');
  transaction.objectStore(notesStore).put(glimpse, glimpseKey);
  // Now, and not when the request has been answered: a page that is being left does not live to see that.
  transaction.commit();
  await completed(transaction);
}

function settle(store: IDBObjectStore, { key, was }: { key: string; was: PendingRecord }): void {
  const read = store.get(key);
  read.onsuccess = () => {
    const now = toPending(read.result);
    if (now?.changes === was.changes && now.clock === was.clock) store.delete(key);
  };
}

/** Opens the database of a document. @throws {DOMException} */
export function openDevice(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => {
      // The database is new: made as y-indexeddb would make it, which opens it next.
      request.result.createObjectStore(textStore, { autoIncrement: true });
      request.result.createObjectStore(notesStore);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @throws {DOMException} the transaction was aborted */
export function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('the write was aborted', 'AbortError'));
  });
}

function toRecords(keys: readonly IDBValidKey[], values: readonly unknown[]): DeviceRecords {
  let meta: DeviceMeta | null = null;
  let glimpse: Glimpse | null = null;
  const pending = new Map<string, PendingRecord>();
  keys.forEach((key, index) => {
    if (key === metaKey) meta = toMeta(values[index]);
    if (key === glimpseKey) glimpse = toGlimpse(values[index]);
    if (typeof key !== 'string' || !key.startsWith(pendingPrefix)) return;
    const record = toPending(values[index]);
    if (record !== null) pending.set(key, record);
  });
  return { meta, glimpse, pending };
}

function toMeta(value: unknown): DeviceMeta | null {
  if (typeof value !== 'object' || value === null) return null;
  const { schemaVersion, role, hasSynced } = value as Partial<Record<keyof DeviceMeta, unknown>>;
  if (typeof schemaVersion !== 'number') return null;
  const isRole = role === 'view' || role === 'comment' || role === 'edit';
  return { schemaVersion, role: isRole ? role : null, hasSynced: hasSynced === true };
}

function toPending(value: unknown): PendingRecord | null {
  if (typeof value !== 'object' || value === null) return null;
  const { changes, clock } = value as Partial<Record<keyof PendingRecord, unknown>>;
  return typeof changes === 'number' && typeof clock === 'number' ? { changes, clock } : null;
}
