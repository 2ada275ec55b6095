import { SnapshotStore } from '../snapshot-store.js';
import type { Upload } from './upload.js';
import { refusal } from './upload-outcome.js';
import type { UploadRecord } from './upload-record.js';

/** Long enough for a view to load the file from the server before its preview ends. */
const previewGraceMs = 10_000;

/** One upload while its document is open: what is shown of it, and what can stop it. */
export class UploadEntry {
  readonly store: SnapshotStore<Upload | null>;
  readonly #ending = new AbortController();
  #record: UploadRecord;
  /** What was added in this visit; bytes that are only on the device are read when they are needed. */
  #file: Blob | null;
  #grace: ReturnType<typeof setTimeout> | undefined;

  constructor(record: UploadRecord, file: Blob | null) {
    this.#record = record;
    this.#file = file;
    // What is not from this visit was read from the device.
    this.store = new SnapshotStore<Upload | null>(initialState(record, file === null));
    if (file !== null) this.showPreview(file);
  }

  get record(): UploadRecord {
    return this.#record;
  }

  get file(): Blob | null {
    return this.#file;
  }

  get upload(): Upload | null {
    return this.store.getSnapshot();
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  get isPending(): boolean {
    const state = this.upload?.state;
    return state === 'waiting' || state === 'uploading';
  }

  update(change: Partial<Upload>): void {
    const before = this.upload;
    if (before === null) return;
    const keys = Object.keys(change) as (keyof Upload)[];
    if (keys.some((key) => before[key] !== change[key])) this.store.set({ ...before, ...change });
  }

  /** Another window, or an earlier visit, changed it. */
  adopt(record: UploadRecord): void {
    const { previewUrl } = this.upload ?? {};
    this.#record = record;
    const state = initialState(record, true);
    this.store.set(previewUrl === undefined || record.finished ? state : { ...state, previewUrl });
    if (record.finished) this.#endPreview(previewUrl);
  }

  finish(record: UploadRecord): void {
    const { previewUrl, isKept = false } = this.upload ?? {};
    this.#record = record;
    this.#file = null;
    this.store.set(initialState(record, isKept));
    this.#endPreview(previewUrl);
  }

  showPreview(bytes: Blob): void {
    if (!this.#record.mime.startsWith('image/') || this.signal.aborted) return;
    if (typeof URL.createObjectURL !== 'function' || this.upload?.previewUrl !== undefined) return;
    this.update({ previewUrl: URL.createObjectURL(bytes) });
  }

  /** Stops what is going on; the upload stays as it is on the device. */
  stop(): void {
    this.#ending.abort();
    clearTimeout(this.#grace);
    const { previewUrl } = this.upload ?? {};
    if (previewUrl !== undefined) URL.revokeObjectURL(previewUrl);
  }

  /** Stops it, and nobody sees it any more. */
  forget(): void {
    this.stop();
    this.#file = null;
    this.store.set(null);
  }

  #endPreview(previewUrl: string | undefined): void {
    if (previewUrl === undefined) return;
    this.#grace = setTimeout(() => URL.revokeObjectURL(previewUrl), previewGraceMs);
  }
}

function initialState(record: UploadRecord, isKept: boolean): Upload {
  const { id, name, size, mime, finished, refused } = record;
  const common = { id, name, size, mime, isKept };
  if (finished !== undefined) {
    const { at: _, ...file } = finished;
    return { ...common, ...file, state: 'done', progress: 1 };
  }
  if (refused !== undefined) return { ...common, state: 'refused', progress: 0, reason: refusal(refused) };
  return { ...common, state: 'waiting', progress: 0 };
}
