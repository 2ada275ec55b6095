import type { Documents } from '../core/documents.js';
import { SyncError } from '../core/errors.js';
import type { DocumentInfo } from '../core/store.js';
import type { Converter } from './converter.js';
import { RequestError } from './problem.js';

/** A title as it stood when the document was last read. */
interface KnownTitle {
  readonly updatedAt: number;
  readonly title: string;
}

/** Titles kept at hand; the oldest goes first. */
const maxTitles = 10_000;

/** Documents that are read together, in bytes: bounds what a page of large documents holds in memory. */
const maxBatchBytes = 8 * 1024 * 1024;

/**
 * Titles for lists. The store knows nothing of titles, so they are read from the documents, in a worker thread, and
 * remembered until the document changes.
 */
export class TitleIndex {
  readonly #documents: Pick<Documents, 'read'>;
  readonly #converter: Pick<Converter, 'titles'>;
  readonly #known = new Map<string, KnownTitle>();

  constructor(documents: Pick<Documents, 'read'>, converter: Pick<Converter, 'titles'>) {
    this.#documents = documents;
    this.#converter = converter;
  }

  /** Titles in the order of `infos`; `null` for a document that could not be read just now. */
  async titles(infos: readonly DocumentInfo[]): Promise<(string | null)[]> {
    let batch: { info: DocumentInfo; update: Uint8Array<ArrayBuffer> }[] = [];
    let bytes = 0;
    for (const info of infos.filter(({ name, updatedAt }) => this.#known.get(name)?.updatedAt !== updatedAt)) {
      const update = await this.#read(info.name);
      if (update === null) continue;
      batch.push({ info, update });
      bytes += update.byteLength;
      if (bytes < maxBatchBytes) continue;
      await this.#learn(batch);
      batch = [];
      bytes = 0;
    }
    await this.#learn(batch);
    return infos.map(({ name }) => this.#known.get(name)?.title ?? null);
  }

  async #read(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      return new Uint8Array(await this.#documents.read(name));
    } catch (error) {
      // Deleted meanwhile, or the disk fails: the list is still worth showing.
      if (error instanceof SyncError) return null;
      throw error;
    }
  }

  async #learn(batch: readonly { info: DocumentInfo; update: Uint8Array<ArrayBuffer> }[]): Promise<void> {
    if (batch.length === 0) return;
    let titles: string[];
    try {
      titles = await this.#converter.titles(batch.map(({ update }) => update));
    } catch (error) {
      if (error instanceof RequestError) return;
      throw error;
    }
    for (const [index, { info }] of batch.entries()) {
      this.#known.delete(info.name);
      this.#known.set(info.name, { updatedAt: info.updatedAt, title: titles[index] ?? '' });
    }
    for (const name of this.#known.keys()) {
      if (this.#known.size <= maxTitles) break;
      this.#known.delete(name);
    }
  }
}
