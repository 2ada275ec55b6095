import * as Y from 'yjs';
import { completed, openDevice, textStore } from './device-notes.js';

const suffix = '#damaged';
/** What is set aside takes room from what is needed: only the latest damage is kept. */
const maxSetAside = 2_000;

/**
 * Makes a copy readable again whose records are not all updates of Yjs: sets the records aside in a database of their
 * own, and puts one record with everything that can be read of them in their place. What nobody has anywhere else (text
 * written offline) survives as far as its record does.
 *
 * @returns whether it worked; if not, nothing was changed
 */
export async function repairCopy(name: string): Promise<boolean> {
  try {
    const db = await openDevice(name);
    try {
      const records = await readRecords(db);
      await setAside(name, records);
      await replace(db, readableState(records));
    } finally {
      db.close();
    }
    return true;
  } catch {
    // No room to set anything aside, or no way to read: the damaged copy stays as it is.
    return false;
  }
}

async function readRecords(db: IDBDatabase): Promise<unknown[]> {
  const transaction = db.transaction([textStore], 'readonly');
  const records = transaction.objectStore(textStore).getAll();
  await completed(transaction);
  return records.result;
}

/** Updates that build on an unreadable one wait inside the state until the server sends what is missing. */
function readableState(records: readonly unknown[]): Uint8Array {
  const doc = new Y.Doc();
  for (const record of records) {
    if (!(record instanceof Uint8Array)) continue;
    try {
      Y.applyUpdate(doc, record);
    } catch {
      // This is the damaged one.
    }
  }
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
}

async function replace(db: IDBDatabase, state: Uint8Array): Promise<void> {
  const transaction = db.transaction([textStore], 'readwrite');
  const store = transaction.objectStore(textStore);
  store.clear();
  store.add(state);
  await completed(transaction);
}

async function setAside(name: string, records: readonly unknown[]): Promise<void> {
  const db = await openDevice(name + suffix);
  try {
    const transaction = db.transaction([textStore], 'readwrite');
    const store = transaction.objectStore(textStore);
    store.clear();
    for (const record of records.slice(-maxSetAside)) store.add(record);
    await completed(transaction);
  } finally {
    db.close();
  }
}
