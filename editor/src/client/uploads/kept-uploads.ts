import type { UploadRecord } from './upload-record.js';
import type { UploadStorage } from './upload-storage.js';

/** How long finished uploads are remembered: for documents whose text did not hear of it, and for undo. */
const rememberMs = 30 * 24 * 3_600_000;
/** And how many of them. */
const maxRemembered = 500;

/**
 * A document's uploads as this device keeps them. Nothing here rejects: where the browser keeps nothing, uploads go on
 * from memory, and `Upload.isKept` tells.
 */
export class KeptUploads {
  readonly #storage: UploadStorage | null;
  readonly #now: () => number;
  /** Writes, one after the other, so that a removal never overtakes an addition. */
  #writing: Promise<unknown> = Promise.resolve();

  /** @param storage `null`: nothing is kept on this device */
  constructor(storage: UploadStorage | null, now: () => number) {
    this.#storage = storage;
    this.#now = now;
  }

  /** Resolves once everything asked for before has been written, or could not be. */
  get written(): Promise<unknown> {
    return this.#writing;
  }

  write(task: (storage: UploadStorage) => Promise<unknown>): void {
    const storage = this.#storage;
    if (storage !== null) this.#writing = this.#writing.then(() => task(storage)).catch(() => undefined);
  }

  /** What earlier visits left, oldest first. Finished ones that are too old, or too many, are let go. */
  async load(): Promise<UploadRecord[]> {
    let records: UploadRecord[];
    try {
      records = (await this.#storage?.list()) ?? [];
    } catch {
      return [];
    }
    const times = records.flatMap(({ finished }) => finished?.at ?? []).sort((a, b) => b - a);
    const oldest = Math.max(this.#now() - rememberMs, times[maxRemembered] ?? 0);
    const isOld = ({ finished }: UploadRecord) => finished !== undefined && finished.at <= oldest;
    for (const { id } of records.filter(isOld)) this.write((storage) => storage.remove(id));
    return records.filter((record) => !isOld(record)).sort((a, b) => a.addedAt - b.addedAt);
  }

  /** @returns `otherwise` where the device cannot tell */
  async get<T>(id: string, otherwise: T): Promise<UploadRecord | T | undefined> {
    return this.#storage === null ? otherwise : this.#storage.get(id).catch(() => otherwise);
  }

  async bytes(id: string): Promise<Blob | null> {
    const bytes = await this.#storage?.bytes(id).catch(() => undefined);
    return bytes ?? null;
  }

  /** After what is still being written, of which the next visit should hear. */
  async close(): Promise<void> {
    await this.#writing;
    this.#storage?.close();
  }
}
