import { createHash } from 'node:crypto';
import { FileNotFoundError } from '../../src/core/errors.js';
import type { FileInfo, Files, OpenFile, UploadRequest } from '../../src/core/files.js';

/** `Files` for tests of the HTTP layer alone; every file is called an image unless a test says otherwise. */
export class MemoryFiles implements Files {
  mime = 'image/png';
  readonly #files = new Map<string, { info: FileInfo; bytes: Uint8Array; documents: Set<string> }>();
  opened = 0;
  closed = 0;

  async store({ document, body, authorize }: UploadRequest): Promise<FileInfo> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    await authorize();
    const bytes = Buffer.concat(chunks);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const info: FileInfo = { hash, size: bytes.byteLength, mime: this.mime, dimensions: null, storedAt: 0 };
    const known = this.#files.get(hash)?.documents ?? [];
    this.#files.set(hash, { info, bytes, documents: new Set([...known, document]) });
    return info;
  }

  async open(hash: string): Promise<{ info: FileInfo; bytes: OpenFile }> {
    const file = this.#files.get(hash);
    if (file === undefined) throw new FileNotFoundError('there is no such file');
    this.opened++;
    const close = async () => {
      this.closed++;
    };
    async function* read(start: number, end: number) {
      if (file !== undefined) yield file.bytes.subarray(start, end + 1);
      await close();
    }
    return { info: file.info, bytes: { size: file.bytes.byteLength, read, close } };
  }

  async documentsOf(hash: string): Promise<string[]> {
    return [...(this.#files.get(hash)?.documents ?? [])];
  }
}
