import { newDocumentId } from '../document-id.js';
import { type Readable, SnapshotStore } from '../snapshot-store.js';
import { whenIdle } from '../when-idle.js';
import type { DocumentUploads, FinishedUpload, Upload, UploadsSnapshot } from './upload.js';
import type { UploadQueue } from './upload-queue.js';

export interface LaterUploadsOptions {
  /** The server's base address. */
  readonly server: string;
  readonly load: () => Promise<UploadQueue>;
}

/** Longer than an editor takes to be there once its document is. */
const startMs = 300;

interface Attachment {
  readonly listener: (upload: FinishedUpload) => void;
  detach: (() => void) | null;
}

/**
 * A document's uploads before the code for them is here. It is loaded with the first file, or, for what earlier visits
 * left, when the page is idle after somebody first wanted to hear of uploads. Files wait in memory until then.
 */
export class LaterUploads implements DocumentUploads {
  readonly #options: LaterUploadsOptions;
  readonly #store = new SnapshotStore<UploadsSnapshot>(snapshotOf([]));
  readonly #files = new Map<string, File>();
  /** Addresses of files of other documents. */
  readonly #adopted: string[] = [];
  readonly #views = new Map<string, SnapshotStore<Upload | null>>();
  readonly #attachments = new Set<Attachment>();
  #cancelIdle: (() => void) | null = null;
  #queue: UploadQueue | null = null;
  #isLoading = false;
  #isClosed = false;

  constructor(options: LaterUploadsOptions) {
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  readonly getSnapshot = (): UploadsSnapshot => this.#store.getSnapshot();

  add(file: File): string {
    if (this.#queue !== null) return this.#queue.add(file);
    const id = newDocumentId();
    this.#files.set(id, file);
    this.#viewOf(id).set(waiting(id, file));
    this.#count();
    void this.#load();
    return id;
  }

  adopt(src: string): void {
    const url = this.resolve(src);
    if (this.#queue !== null) return this.#queue.adopt(url);
    this.#adopted.push(url);
    void this.#load();
  }

  upload(id: string): Readable<Upload | null> {
    this.#loadSoon();
    return this.#views.get(id) ?? this.#queue?.upload(id) ?? this.#viewOf(id);
  }

  retry(id: string): void {
    this.#queue?.retry(id);
    this.wake();
  }

  remove(id: string): void {
    if (this.#queue !== null) return this.#queue.remove(id);
    if (!this.#files.delete(id)) return;
    this.#viewOf(id).set(null);
    this.#count();
  }

  attach(listener: (upload: FinishedUpload) => void): () => void {
    const attachment: Attachment = { listener, detach: this.#queue?.attach(listener) ?? null };
    this.#attachments.add(attachment);
    this.#loadSoon();
    return () => {
      this.#attachments.delete(attachment);
      attachment.detach?.();
    };
  }

  resolve(src: string): string {
    return src.startsWith('/api/v1/files/') ? `${this.#options.server}${src}` : src;
  }

  /** The network, the server or the window is back. */
  wake(): void {
    this.#queue?.wake();
    // An attempt that failed for want of a network.
    if (this.#cancelIdle !== null || this.#files.size > 0 || this.#adopted.length > 0) void this.#load();
  }

  /** Stops. What waits goes on with the next visit, if it is kept on this device. Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#cancelIdle?.();
    this.#queue?.close();
  }

  /**
   * Finds out what earlier visits left, before which nothing can be called saved; but not before a page has had the time
   * to show the text.
   */
  loadAfterStart(): void {
    if (this.#queue !== null || this.#cancelIdle !== null) return;
    const timer = setTimeout(() => {
      this.#cancelIdle = null;
      this.#loadSoon();
    }, startMs);
    this.#cancelIdle = () => clearTimeout(timer);
  }

  #loadSoon(): void {
    if (this.#queue === null) this.#cancelIdle ??= whenIdle(() => void this.#load());
  }

  async #load(): Promise<void> {
    if (this.#isLoading || this.#queue !== null || this.#isClosed) return;
    this.#isLoading = true;
    try {
      this.#begin(await this.#options.load());
    } catch {
      // Without a network it is tried again when there is one, and files wait.
    } finally {
      this.#isLoading = false;
    }
  }

  #begin(queue: UploadQueue): void {
    if (this.#isClosed) return queue.close();
    this.#queue = queue;
    for (const [id, file] of this.#files) queue.add(file, id);
    this.#files.clear();
    for (const url of this.#adopted.splice(0)) queue.adopt(url);
    for (const [id, view] of this.#views) follow(queue.upload(id), view);
    for (const attachment of this.#attachments) attachment.detach = queue.attach(attachment.listener);
    follow(queue, this.#store);
  }

  #count(): void {
    const uploads = [...this.#files].map(([id, file]) => waiting(id, file));
    this.#store.set(snapshotOf(uploads));
  }

  #viewOf(id: string): SnapshotStore<Upload | null> {
    const view = this.#views.get(id) ?? new SnapshotStore<Upload | null>(null);
    this.#views.set(id, view);
    return view;
  }
}

/** What earlier visits left on this device is not known yet. */
function snapshotOf(uploads: readonly Upload[]): UploadsSnapshot {
  return { uploads, waiting: uploads.length, unkept: uploads.length, refused: 0, isLoaded: false };
}

function waiting(id: string, { name, size, type }: File): Upload {
  return { id, name, size, mime: type, state: 'waiting', progress: 0, isKept: false };
}

function follow<T>(source: Readable<T>, copy: SnapshotStore<T>): void {
  source.subscribe(() => copy.set(source.getSnapshot()));
  copy.set(source.getSnapshot());
}
