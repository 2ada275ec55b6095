import { newDocumentId } from '../document-id.js';
import { type Readable, SnapshotStore } from '../snapshot-store.js';
import { fetchFile } from './fetch-file.js';
import { cleanName, fileNameIn } from './file-name.js';
import { KeptUploads } from './kept-uploads.js';
import type { DocumentUploads, FinishedUpload, Upload, UploadsSnapshot } from './upload.js';
import { UploadEntry } from './upload-entry.js';
import { UploadListeners } from './upload-listeners.js';
import { withUploadLock } from './upload-lock.js';
import type { UploadNews } from './upload-news.js';
import type { UploadRecord } from './upload-record.js';
import type { SendResult, UploadSender } from './upload-sender.js';
import type { UploadStorage } from './upload-storage.js';

export interface UploadQueueOptions {
  /** Which document, on which server: see `deviceName`. */
  readonly document: string;
  readonly sender: UploadSender;
  /** `null`: nothing is kept on this device. */
  readonly storage: UploadStorage | null;
  /** What other windows do; `null` where they cannot be heard. */
  readonly news: UploadNews | null;
  readonly now: () => number;
  readonly bounds?: UploadBounds;
}

export interface UploadBounds {
  /** Files that may wait in one document. */
  readonly files: number;
  /** Their bytes together. */
  readonly bytes: number;
}

const defaultBounds: UploadBounds = { files: 200, bytes: 1024 ** 3 };

/** A document's uploads: in memory, on the device, and on their way. Loads by itself; close it when done. */
export class UploadQueue implements Omit<DocumentUploads, 'resolve'> {
  readonly #options: UploadQueueOptions;
  readonly #kept: KeptUploads;
  readonly #entries = new Map<string, UploadEntry>();
  /** Views of uploads that may become known later, through another window. */
  readonly #unknown = new Map<string, SnapshotStore<Upload | null>>();
  readonly #listeners = new UploadListeners();
  readonly #store = new SnapshotStore<UploadsSnapshot>({
    uploads: [],
    waiting: 0,
    unkept: 0,
    refused: 0,
    isLoaded: false,
  });
  #isClosed = false;
  #isLoaded = false;
  /** Resolves when what earlier visits left is known. Never rejects. */
  readonly loaded: Promise<void>;

  constructor(options: UploadQueueOptions) {
    this.#options = options;
    this.#kept = new KeptUploads(options.storage, options.now);
    options.news?.listen((id) => void this.#onNews(id));
    this.loaded = this.#load();
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  readonly getSnapshot = (): UploadsSnapshot => this.#store.getSnapshot();

  add(file: File, id: string = newDocumentId()): string {
    const record = this.#newRecord(file, id);
    if (this.#isFull(file.size)) {
      this.#enter(new UploadEntry({ ...record, refused: 'too-many' }, null)).update({ isKept: false });
    } else this.#begin(record, file);
    return record.id;
  }

  /** @param url of a file that the server has for another document */
  adopt(url: string): void {
    if (this.#isFull(0)) return;
    const file = { name: fileNameIn(url), size: 0, type: '' };
    this.#begin({ ...this.#newRecord(file, newDocumentId()), from: url }, null);
  }

  upload(id: string): Readable<Upload | null> {
    const known = this.#entries.get(id)?.store ?? this.#unknown.get(id);
    if (known !== undefined) return known;
    const store = new SnapshotStore<Upload | null>(null);
    this.#unknown.set(id, store);
    return store;
  }

  retry(id: string): void {
    const entry = this.#entries.get(id);
    if (entry?.upload?.state !== 'refused') return this.wake();
    if (entry.file === null && !entry.upload.isKept) return;
    const { refused: _, ...record } = entry.record;
    entry.adopt(record);
    this.#kept.write((storage) => storage.update(record));
    this.#start(entry);
  }

  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#forget(entry);
    this.#kept.write(async (storage) => {
      await storage.remove(id);
      this.#options.news?.tell(id);
    });
  }

  attach(listener: (upload: FinishedUpload) => void): () => void {
    return this.#listeners.attach(listener, () =>
      [...this.#entries.values()].map(({ upload }) => upload).filter(isFinished),
    );
  }

  /** The network, the server or the window is back. */
  wake(): void {
    this.#options.sender.wake();
  }

  /** Stops. What waits goes on with the next visit, if it is kept on this device. Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const entry of this.#entries.values()) entry.stop();
    this.#listeners.clear();
    void this.#kept.close().then(() => this.#options.news?.close());
  }

  async #load(): Promise<void> {
    const records = await this.#kept.load();
    if (this.#isClosed) return;
    for (const record of records) if (!this.#entries.has(record.id)) this.#resume(record);
    this.#isLoaded = true;
    this.#changed();
  }

  #newRecord({ name, size, type }: Pick<File, 'name' | 'size' | 'type'>, id: string): UploadRecord {
    const { document, now } = this.#options;
    return { id, document, name: cleanName(name), size, mime: type, addedAt: now() };
  }

  #begin(record: UploadRecord, file: File | null): void {
    const entry = this.#enter(new UploadEntry(record, file));
    entry.update({ isKept: false });
    this.#kept.write(async (storage) => {
      await storage.add(record, file);
      entry.update({ isKept: true });
      this.#options.news?.tell(record.id);
    });
    this.#start(entry);
  }

  /** Takes up what this window did not add. */
  #resume(record: UploadRecord): void {
    const entry = this.#enter(new UploadEntry(record, null));
    if (isFinished(entry.upload)) return this.#listeners.announce(entry.upload);
    if (record.mime.startsWith('image/')) {
      void this.#kept.bytes(record.id).then((bytes) => bytes !== null && entry.showPreview(bytes));
    }
    if (entry.isPending) this.#start(entry);
  }

  async #onNews(id: string): Promise<void> {
    const record = await this.#kept.get(id, undefined);
    if (this.#isClosed) return;
    const entry = this.#entries.get(id);
    if (record === undefined) {
      // Removed there. One that could never be kept is this window's own and nobody else's.
      if (entry?.upload?.isKept) this.#forget(entry);
    } else if (record.document === this.#options.document) {
      if (entry === undefined) this.#resume(record);
      else if (record.finished !== undefined && entry.upload?.state !== 'done') this.#finish(entry, record);
      else if (record.refused !== undefined && entry.upload?.state === 'waiting') entry.adopt(record);
    }
  }

  #enter(entry: UploadEntry): UploadEntry {
    const { id } = entry.record;
    this.#entries.set(id, entry);
    entry.store.subscribe(() => this.#changed());
    const waiting = this.#unknown.get(id);
    if (waiting !== undefined) {
      entry.store.subscribe(() => waiting.set(entry.upload));
      waiting.set(entry.upload);
    }
    this.#changed();
    return entry;
  }

  #start(entry: UploadEntry): void {
    const { id } = entry.record;
    withUploadLock(id, entry.signal, async () => {
      if (!(await this.#isStillToDo(entry))) return;
      const result = await this.#options.sender.run({
        name: entry.record.name,
        read: () => this.#read(entry),
        onSending: () => entry.update({ state: 'uploading', progress: 0 }),
        onProgress: (progress) => entry.update({ progress }),
        onWaiting: () => entry.update({ state: 'waiting', progress: 0 }),
        signal: entry.signal,
      });
      await this.#conclude(entry, result);
    }).catch((error: unknown) => {
      // Stopped or removed; whatever else goes wrong here is a mistake of ours and not the file's.
      if (!entry.signal.aborted) throw error;
    });
  }

  async #read({ record, file, upload, signal }: UploadEntry): Promise<Blob | null> {
    const kept = upload?.isKept ? await this.#kept.bytes(record.id) : null;
    if (kept !== null || file !== null || record.from === undefined) return kept ?? file;
    return fetchFile(record.from, signal);
  }

  /** Another window may have finished, or removed, it while this one waited for its turn. */
  async #isStillToDo(entry: UploadEntry): Promise<boolean> {
    if (entry.file !== null) return true;
    // What this window decided comes first, such as to try again.
    await this.#kept.written;
    const record = await this.#kept.get(entry.record.id, entry.record);
    entry.signal.throwIfAborted();
    if (record === undefined) this.#forget(entry);
    else if (record.finished !== undefined) this.#finish(entry, record);
    else if (record.refused !== undefined) entry.adopt(record);
    else return true;
    return false;
  }

  async #conclude(entry: UploadEntry, result: SendResult): Promise<void> {
    const { record } = entry;
    if (result.kind === 'refused') {
      entry.update({ state: 'refused', progress: 0, reason: result.reason });
      this.#kept.write((storage) => storage.update({ ...record, refused: result.reason.code }));
    } else {
      const finished: UploadRecord = {
        ...record,
        mime: result.file.mime,
        finished: { ...result.file, at: this.#options.now() },
      };
      this.#finish(entry, finished);
      this.#kept.write((storage) => storage.finish(finished));
    }
    this.#kept.write(async () => this.#options.news?.tell(record.id));
    // The lock is held until the device knows, or a second window would send the file again.
    await this.#kept.written;
  }

  #finish(entry: UploadEntry, record: UploadRecord): void {
    // Heard of twice, from the other window and from the device.
    if (entry.upload?.state === 'done') return;
    entry.finish(record);
    if (isFinished(entry.upload)) this.#listeners.announce(entry.upload);
  }

  #forget(entry: UploadEntry): void {
    this.#entries.delete(entry.record.id);
    entry.forget();
  }

  #isFull(size: number): boolean {
    const { files, bytes } = this.#options.bounds ?? defaultBounds;
    const kept = [...this.#entries.values()].filter((entry) => entry.upload?.state !== 'done');
    const total = kept.reduce((sum, { record }) => sum + record.size, 0);
    return kept.length >= files || total + size > bytes;
  }

  #changed(): void {
    if (this.#isClosed) return;
    const uploads = [...this.#entries.values()].flatMap(({ upload }) => (upload === null ? [] : [upload]));
    const pending = uploads.filter(({ state }) => state === 'waiting' || state === 'uploading');
    const unkept = pending.filter(({ isKept }) => !isKept).length;
    const refused = uploads.filter(({ state }) => state === 'refused').length;
    this.#store.set({ uploads, waiting: pending.length, unkept, refused, isLoaded: this.#isLoaded });
  }
}

function isFinished(upload: Upload | null): upload is FinishedUpload {
  return upload?.state === 'done' && upload.url !== undefined;
}
