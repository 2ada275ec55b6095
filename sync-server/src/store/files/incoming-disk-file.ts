import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FileKind, IncomingFile } from '../../core/files.js';
import { codeOf, onDisk } from './disk-errors.js';
import { fileKind } from './file-kind.js';
import { TextProbe } from './text-probe.js';

/** A file that is coming in, under a name of its own beside the finished ones, so that renaming it is one step. */
export class IncomingDiskFile implements IncomingFile {
  readonly #path: string;
  readonly #finalPath: (hash: string) => string;
  readonly #hash = createHash('sha256');
  readonly #text = new TextProbe();
  #handle: FileHandle | null;
  #size = 0;
  #sealed: string | null = null;
  #isOver = false;

  private constructor(path: string, handle: FileHandle, finalPath: (hash: string) => string) {
    this.#path = path;
    this.#handle = handle;
    this.#finalPath = finalPath;
  }

  static async create(path: string, finalPath: (hash: string) => string): Promise<IncomingDiskFile> {
    return new IncomingDiskFile(path, await onDisk(() => open(path, 'wx', 0o600)), finalPath);
  }

  async write(chunk: Uint8Array): Promise<void> {
    const handle = this.#handle;
    if (handle === null) throw new Error('the file is sealed');
    this.#hash.update(chunk);
    this.#text.push(chunk);
    this.#size += chunk.byteLength;
    await onDisk(() => writeAll(handle, chunk));
  }

  async seal(): Promise<{ hash: string; size: number }> {
    const handle = this.#handle;
    if (handle === null) throw new Error('the file is sealed');
    await onDisk(() => handle.sync());
    this.#handle = null;
    await onDisk(() => handle.close());
    this.#sealed = this.#hash.digest('hex');
    return { hash: this.#sealed, size: this.#size };
  }

  inspect(): Promise<FileKind> {
    return fileKind(this.#path, this.#text.end());
  }

  async publish(): Promise<void> {
    if (this.#sealed === null) throw new Error('the file is not sealed');
    const path = this.#finalPath(this.#sealed);
    const folder = dirname(path);
    await onDisk(async () => {
      const made = await mkdir(folder, { recursive: true, mode: 0o700 });
      await rename(this.#path, path);
      this.#isOver = true;
      await syncFolder(folder);
      if (made !== undefined) await syncFolder(dirname(folder));
    });
  }

  async discard(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close().catch(() => undefined);
    await rm(this.#path, { force: true });
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  let written = 0;
  while (written < chunk.byteLength) {
    const { bytesWritten } = await handle.write(chunk, written, chunk.byteLength - written);
    written += bytesWritten;
  }
}

/** A new name is on the disk when its folder is. */
export async function syncFolder(path: string): Promise<void> {
  let folder: FileHandle | null = null;
  try {
    folder = await open(path, 'r');
    await folder.sync();
  } catch (error) {
    // Windows opens no folders, and some network disks sync none; they have no better way either.
    if (!['EPERM', 'EISDIR', 'EINVAL', 'ENOTSUP', 'EACCES'].includes(codeOf(error))) throw error;
  } finally {
    await folder?.close();
  }
}
