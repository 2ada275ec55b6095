import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { FileIndex, FileInfo } from '../../core/files.js';
import { seal, UnreadableRecordError, unseal } from '../envelope.js';
import { fileKey, fileOfKey, fileUserKey, hashOf, linkOf, rangeOf, rangeWithin } from '../keys.js';
import type { StoreContext } from '../store-context.js';

const fileVersion = 1;

/**
 * Files beside the documents, in the same durable writes. A link between a file and a document is two keys, one for
 * each way to look; its value is the time.
 */
export class LevelFileIndex implements FileIndex {
  readonly #store: StoreContext;

  constructor(store: StoreContext) {
    this.#store = store;
  }

  async get(hash: string): Promise<FileInfo | null> {
    const key = fileKey(hash);
    const value = await this.#store.database.read((view) => view.get(key));
    return value === undefined ? null : this.#decode(hash, key, value);
  }

  async add(info: FileInfo, document: string, time: number): Promise<void> {
    const value = encodeTime(time);
    await this.#store.commit.submit({
      operations: [
        { type: 'put', key: fileKey(info.hash), value: encodeInfo(info) },
        { type: 'put', key: fileOfKey(document, info.hash), value },
        { type: 'put', key: fileUserKey(info.hash, document), value },
      ],
    });
  }

  async unlink(hash: string, document: string): Promise<void> {
    await this.#store.commit.submit({
      operations: [
        { type: 'del', key: fileOfKey(document, hash) },
        { type: 'del', key: fileUserKey(hash, document) },
      ],
    });
  }

  async remove(hash: string): Promise<void> {
    await this.#store.commit.submit({ operations: [{ type: 'del', key: fileKey(hash) }] });
  }

  documentsOf(hash: string): Promise<string[]> {
    return this.#store.database.read(async (view) => {
      const documents: string[] = [];
      for await (const keys of view.scanKeys(rangeWithin('fileUser', hash))) {
        for (const key of keys) documents.push(linkOf(key)[1]);
      }
      return documents;
    });
  }

  filesOf(document: string): Promise<{ hash: string; time: number }[]> {
    return this.#store.database.read(async (view) => {
      const files: { hash: string; time: number }[] = [];
      for await (const entries of view.scan(rangeWithin('fileOf', document))) {
        for (const [key, value] of entries) files.push({ hash: linkOf(key)[1], time: decodeTime(value) });
      }
      return files;
    });
  }

  async *files(): AsyncGenerator<{ hash: string; info: FileInfo | null }, void, undefined> {
    const view = this.#store.database.view();
    try {
      for await (const entries of view.scan(rangeOf('file'))) {
        for (const [key, value] of entries) {
          const hash = hashOf(key);
          yield { hash, info: this.#decode(hash, key, value) };
        }
      }
    } finally {
      await view.close();
    }
  }

  async *documents(): AsyncGenerator<string, void, undefined> {
    const view = this.#store.database.view();
    try {
      let last: string | null = null;
      for await (const keys of view.scanKeys(rangeOf('fileOf'))) {
        for (const key of keys) {
          const [document] = linkOf(key);
          if (document !== last) yield document;
          last = document;
        }
      }
    } finally {
      await view.close();
    }
  }

  /** What cannot be read is set aside and counts as unknown: the next upload of the same content says it again. */
  #decode(hash: string, key: Uint8Array, value: Uint8Array): FileInfo | null {
    try {
      return decodeInfo(hash, value);
    } catch (error) {
      if (!(error instanceof UnreadableRecordError)) throw error;
      const { quarantine, commit } = this.#store;
      const copy = quarantine.copy({ what: 'file', document: null, key, value, reason: error.reason });
      // Not awaited: it is only for people who look for the cause.
      commit.submit({ operations: [copy] }).catch(() => undefined);
      return null;
    }
  }
}

function encodeInfo({ size, mime, dimensions, storedAt }: FileInfo): Uint8Array {
  return seal(fileVersion, (encoder) => {
    encoding.writeVarUint(encoder, size);
    encoding.writeVarString(encoder, mime);
    encoding.writeVarUint(encoder, storedAt);
    // No image is 0 pixels wide.
    encoding.writeVarUint(encoder, dimensions?.width ?? 0);
    encoding.writeVarUint(encoder, dimensions?.height ?? 0);
  });
}

function decodeInfo(hash: string, bytes: Uint8Array): FileInfo {
  return unseal(fileVersion, bytes, (decoder) => {
    const size = decoding.readVarUint(decoder);
    const mime = decoding.readVarString(decoder);
    const storedAt = decoding.readVarUint(decoder);
    const width = decoding.readVarUint(decoder);
    const height = decoding.readVarUint(decoder);
    return { hash, size, mime, storedAt, dimensions: width > 0 && height > 0 ? { width, height } : null };
  });
}

function encodeTime(time: number): Uint8Array {
  return seal(fileVersion, (encoder) => encoding.writeVarUint(encoder, time));
}

/** An unreadable one counts as of now and so as used: the key is what says that it is. */
function decodeTime(bytes: Uint8Array): number {
  try {
    return unseal(fileVersion, bytes, (decoder) => decoding.readVarUint(decoder));
  } catch (error) {
    if (error instanceof UnreadableRecordError) return Number.MAX_SAFE_INTEGER;
    throw error;
  }
}
