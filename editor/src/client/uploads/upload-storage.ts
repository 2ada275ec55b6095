import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { withTimeout } from '../with-timeout.js';
import type { UploadRecord } from './upload-record.js';

interface UploadsDatabase extends DBSchema {
  records: { key: string; value: UploadRecord; indexes: { document: string } };
  /** Apart from the records, so that listing them reads no files. */
  bytes: { key: string; value: Blob };
}

const databaseName = 'manyhands-uploads';
const version = 1;

/** Some browsers never answer. */
const openTimeoutMs = 10_000;

/**
 * Where waiting files survive a reload: one IndexedDB database for all documents of an origin. Every method rejects
 * where the browser has no storage, or no room; the queue then goes on from memory and says so.
 */
export class UploadStorage {
  readonly #document: string;
  #database: Promise<IDBPDatabase<UploadsDatabase>> | null = null;
  #isClosed = false;

  /** @param document whose uploads these are */
  constructor(document: string) {
    this.#document = document;
  }

  async list(): Promise<UploadRecord[]> {
    const database = await this.#open();
    return database.getAllFromIndex('records', 'document', this.#document);
  }

  async get(id: string): Promise<UploadRecord | undefined> {
    return (await this.#open()).get('records', id);
  }

  async bytes(id: string): Promise<Blob | undefined> {
    return (await this.#open()).get('bytes', id);
  }

  /** Resolves when the browser has confirmed that both are stored. @param bytes `null` for a record with `from` */
  async add(record: UploadRecord, bytes: Blob | null): Promise<void> {
    const transaction = (await this.#open()).transaction(['records', 'bytes'], 'readwrite');
    await Promise.all([
      transaction.objectStore('records').put(record),
      bytes && transaction.objectStore('bytes').put(bytes, record.id),
      transaction.done,
    ]);
  }

  /** Notes where the file is now, and lets its bytes go. */
  async finish(record: UploadRecord): Promise<void> {
    const transaction = (await this.#open()).transaction(['records', 'bytes'], 'readwrite');
    await Promise.all([
      transaction.objectStore('records').put(record),
      transaction.objectStore('bytes').delete(record.id),
      transaction.done,
    ]);
  }

  /** Changes what is known of an upload that is still kept; its bytes stay. */
  async update(record: UploadRecord): Promise<void> {
    const transaction = (await this.#open()).transaction('records', 'readwrite');
    if ((await transaction.store.getKey(record.id)) !== undefined) await transaction.store.put(record);
    await transaction.done;
  }

  async remove(id: string): Promise<void> {
    const transaction = (await this.#open()).transaction(['records', 'bytes'], 'readwrite');
    await Promise.all([
      transaction.objectStore('records').delete(id),
      transaction.objectStore('bytes').delete(id),
      transaction.done,
    ]);
  }

  close(): void {
    this.#isClosed = true;
    this.#database?.then(
      (database) => database.close(),
      () => undefined,
    );
  }

  #open(): Promise<IDBPDatabase<UploadsDatabase>> {
    this.#database ??= this.#openOnce();
    return this.#database;
  }

  async #openOnce(): Promise<IDBPDatabase<UploadsDatabase>> {
    if (typeof indexedDB === 'undefined') throw new DOMException('there is no IndexedDB', 'NotSupportedError');
    const opening = openDB<UploadsDatabase>(databaseName, version, {
      upgrade(database) {
        database.createObjectStore('records', { keyPath: 'id' }).createIndex('document', 'document');
        database.createObjectStore('bytes');
      },
      // A newer version of the app in another window, or the person clearing the site's data, waits for this.
      blocking: (_current, _next, event) => (event.target as IDBDatabase).close(),
      // Taken away by the browser: the next use opens it anew.
      terminated: () => {
        this.#database = null;
      },
    });
    const database = await withTimeout(opening, openTimeoutMs);
    if (this.#isClosed) database.close();
    return database;
  }
}
