import type { Clock } from './clock.js';
import {
  DocumentDeletedError,
  FileNotFoundError,
  RestartingError,
  StorageFullError,
  UnsupportedTypeError,
} from './errors.js';
import { FileQuota, type Reservation } from './file-quota.js';
import type { FileBytes, FileIndex, FileInfo, Files, IncomingFile, OpenFile, UploadRequest } from './files.js';
import type { Limits } from './limits.js';
import { matchesType } from './media-types.js';
import { NamedMutex } from './mutex.js';
import type { DocumentStatus } from './store.js';
import type { Telemetry } from './telemetry.js';

export interface FileServiceOptions {
  readonly index: FileIndex;
  readonly bytes: FileBytes;
  readonly documentStatus: (name: string) => Promise<DocumentStatus>;
  readonly limits: Pick<Limits, 'uploadBytes' | 'storageBytes'>;
  /** See `matchesType`. */
  readonly types: readonly string[];
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

/** A document that was never written may still be on its way: from a device that is offline, with its files first. */
const absentGraceMs = 24 * 3_600_000;

/**
 * Files of documents: identical content is stored once, and for as long as a document that uploaded it exists.
 *
 * The order of steps makes a crash leave at worst bytes that nobody uses, which `sweep` removes: bytes are on the disk
 * before the index knows them, and out of the index before they are removed. What concerns one hash happens one after
 * the other.
 */
export class FileService implements Files {
  readonly #options: FileServiceOptions;
  readonly #quota: FileQuota;
  readonly #locks = new NamedMutex();
  #isClosed = false;
  /** Ends what is coming in. Not an AbortSignal: one with hundreds of listeners is taken for a leak. */
  readonly #stops = new Set<() => void>();
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: FileServiceOptions) {
    this.#options = options;
    this.#quota = new FileQuota(options.limits, options.telemetry);
  }

  /** Counts what is there; before the first upload. */
  async start(): Promise<void> {
    for await (const { info } of this.#options.index.files()) this.#quota.adjust(info?.size ?? 0);
  }

  store(request: UploadRequest): Promise<FileInfo> {
    const work = this.#store(request).catch((error: unknown) => {
      this.#count(error);
      throw error;
    });
    this.#running.add(work);
    return work.finally(() => this.#running.delete(work));
  }

  async open(hash: string): Promise<{ info: FileInfo; bytes: OpenFile }> {
    const info = await this.#options.index.get(hash);
    const bytes = info === null ? null : await this.#options.bytes.open(hash);
    if (info === null || bytes === null) throw new FileNotFoundError('there is no such file');
    if (bytes.size === info.size) return { info, bytes };
    // Somebody else's hand in the folder: half a file is served to nobody.
    await bytes.close();
    throw new FileNotFoundError('the file is damaged');
  }

  documentsOf(hash: string): Promise<string[]> {
    return this.#options.index.documentsOf(hash);
  }

  /** Lets the files of a deleted document go that no other one uses. */
  async release(document: string): Promise<void> {
    for (const { hash } of await this.#options.index.filesOf(document)) {
      await this.#locks.run(hash, async () => {
        await this.#options.index.unlink(hash, document);
        await this.#removeIfUnused(hash);
      });
    }
  }

  /** Removes what crashes and half-done deletions left behind. `close` stops it between two files. */
  async sweep(): Promise<void> {
    const { index, bytes } = this.#options;
    for await (const document of index.documents()) {
      if (this.#isClosed) return;
      if (await this.#isGone(document)) await this.release(document);
    }
    for await (const { hash } of index.files()) {
      if (this.#isClosed) return;
      await this.#locks.run(hash, () => this.#removeIfUnused(hash));
    }
    for await (const hash of bytes.all()) {
      if (this.#isClosed) return;
      await this.#locks.run(hash, async () => {
        // Known by its references even where what is known of the file itself cannot be read.
        if ((await index.documentsOf(hash)).length > 0) return;
        await index.remove(hash);
        await bytes.remove(hash);
      });
    }
  }

  /** Ends what is coming in and waits for that. Idempotent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const stop of [...this.#stops]) stop();
    await Promise.allSettled(this.#running);
  }

  async #store({ document, body, declaredBytes, authorize }: UploadRequest): Promise<FileInfo> {
    this.#expectOpen();
    await this.#expectDocument(document);
    const reservation = this.#quota.reserve(declaredBytes);
    let incoming: IncomingFile | null = null;
    try {
      incoming = await this.#options.bytes.begin();
      await this.#receive(body, incoming, reservation);
      const { hash, size } = await incoming.seal();
      const { mime, dimensions } = await incoming.inspect();
      if (!matchesType(mime, this.#options.types)) {
        throw new UnsupportedTypeError(`files of the type ${mime} are not taken`);
      }
      await authorize();
      this.#expectOpen();
      const info: FileInfo = { hash, size, mime, dimensions, storedAt: this.#options.clock.now() };
      const sealed = incoming;
      const stored = await this.#locks.run(hash, () => this.#publish(info, document, sealed, reservation));
      // It may have been deleted while the bytes came in, and its files be let go just before this one was noted.
      await this.#expectDocument(document).catch(async (error: unknown) => {
        await this.release(document);
        throw error;
      });
      return stored;
    } finally {
      reservation.release();
      await incoming?.discard();
    }
  }

  async #receive(body: AsyncIterable<Uint8Array>, incoming: IncomingFile, reservation: Reservation): Promise<void> {
    const chunks = body[Symbol.asyncIterator]();
    let stop = () => {};
    const stopped = new Promise<'stopped'>((resolve) => {
      stop = () => resolve('stopped');
    });
    this.#stops.add(stop);
    try {
      for (;;) {
        const next = await Promise.race([chunks.next(), stopped]);
        if (next === 'stopped') throw stopping();
        if (next.done === true) return;
        reservation.grow(next.value.byteLength);
        await incoming.write(next.value);
      }
    } finally {
      this.#stops.delete(stop);
      // Not awaited: a body whose client stands still does not end before its client does.
      void chunks.return?.().catch(() => undefined);
    }
  }

  async #publish(
    info: FileInfo,
    document: string,
    incoming: IncomingFile,
    reservation: Reservation,
  ): Promise<FileInfo> {
    const { index, bytes, telemetry, clock } = this.#options;
    const known = await index.get(info.hash);
    if (known !== null && (await bytes.has(info.hash))) {
      telemetry.count('files-repeated');
      await index.add(known, document, clock.now());
      return known;
    }
    await incoming.publish();
    await index.add(info, document, clock.now());
    if (known === null) reservation.keep();
    telemetry.count('files-stored');
    telemetry.count('file-bytes-stored', info.size);
    return info;
  }

  /** Under the file's lock. */
  async #removeIfUnused(hash: string): Promise<void> {
    const { index, bytes, telemetry } = this.#options;
    if ((await index.documentsOf(hash)).length > 0) return;
    const info = await index.get(hash);
    await index.remove(hash);
    await bytes.remove(hash);
    telemetry.count('files-removed');
    this.#quota.adjust(-(info?.size ?? 0));
  }

  async #isGone(document: string): Promise<boolean> {
    const { index, documentStatus, clock } = this.#options;
    const status = await documentStatus(document);
    if (status !== 'absent') return status === 'deleted';
    const files = await index.filesOf(document);
    return files.every(({ time }) => clock.now() - time > absentGraceMs);
  }

  async #expectDocument(name: string): Promise<void> {
    // One that is absent may be on its way: a new document begins on a device, and its files may arrive first.
    const status = await this.#options.documentStatus(name);
    if (status === 'deleted') throw new DocumentDeletedError('this document was deleted');
  }

  #expectOpen(): void {
    if (this.#isClosed) throw stopping();
  }

  #count(error: unknown): void {
    const { telemetry } = this.#options;
    if (error instanceof UnsupportedTypeError) telemetry.count('uploads-refused-type');
    if (error instanceof DocumentDeletedError) telemetry.count('uploads-refused-document');
    if (error instanceof RestartingError) telemetry.count('uploads-refused-stopping');
    if (error instanceof StorageFullError && error.cause !== undefined) telemetry.count('uploads-refused-disk-full');
  }
}

function stopping(): RestartingError {
  return new RestartingError('the server is shutting down');
}
