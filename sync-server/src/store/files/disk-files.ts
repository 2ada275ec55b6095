import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileBytes, type IncomingFile, isFileHash, type OpenFile } from '../../core/files.js';
import { isMissing } from './disk-errors.js';
import { IncomingDiskFile } from './incoming-disk-file.js';

const incomingFolder = 'incoming';

/** Read at a time. */
const chunkBytes = 64 * 1024;

/**
 * Files by their hash, in 256 folders: `<first two hex>/<hash>`. What comes in lies in `incoming` until it is whole; one
 * process at a time has the folder, so that whatever is there at the start was left behind by a crash.
 */
export class DiskFiles implements FileBytes {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<DiskFiles> {
    const incoming = join(folder, incomingFolder);
    await rm(incoming, { recursive: true, force: true });
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    return new DiskFiles(folder);
  }

  begin(): Promise<IncomingFile> {
    return IncomingDiskFile.create(join(this.#folder, incomingFolder, randomUUID()), (hash) => this.#path(hash));
  }

  async open(hash: string): Promise<OpenFile | null> {
    try {
      const handle = await open(this.#path(hash), 'r');
      return new OpenDiskFile(handle, (await handle.stat()).size);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async has(hash: string): Promise<boolean> {
    try {
      return (await stat(this.#path(hash))).isFile();
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async remove(hash: string): Promise<void> {
    await rm(this.#path(hash), { force: true });
  }

  async *all(): AsyncGenerator<string, void, undefined> {
    for (const folder of await readdir(this.#folder)) {
      if (!/^[0-9a-f]{2}$/.test(folder)) continue;
      for (const name of await readdir(join(this.#folder, folder))) if (isFileHash(name)) yield name;
    }
  }

  #path(hash: string): string {
    // It comes from an address: nothing but a hash may become a path.
    if (!isFileHash(hash)) throw new RangeError('not the hash of a file');
    return join(this.#folder, hash.slice(0, 2), hash);
  }
}

class OpenDiskFile implements OpenFile {
  readonly #handle: FileHandle;
  readonly size: number;
  #closed: Promise<void> | null = null;

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
  }

  async *read(start: number, end: number): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (let position = start; position <= end; ) {
        const length = Math.min(chunkBytes, end - position + 1);
        const { buffer, bytesRead } = await this.#handle.read(Buffer.alloc(length), 0, length, position);
        // Cut short meanwhile: an answer that ends early is seen to be broken, one that is filled up is not.
        if (bytesRead === 0) throw new Error('the file is shorter than it was');
        position += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await this.close();
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#handle.close();
    return this.#closed;
  }
}
