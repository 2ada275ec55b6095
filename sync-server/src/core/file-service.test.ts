import { readdir, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { MemoryLevel } from 'memory-level';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FakeClock } from '../../test/support/fake-clock.js';
import { createInlineFolder } from '../../test/support/inline-folder.js';
import { png } from '../../test/support/samples.js';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { DiskFiles } from '../store/files/disk-files.js';
import { openStoreOn } from '../store/level-store.js';
import { FileService, type FileServiceOptions } from './file-service.js';
import { defaultUploadTypes } from './media-types.js';
import type { DocumentStatus } from './store.js';
import type { CountedEvent } from './telemetry.js';

const dayMs = 24 * 3_600_000;

async function fixture(options: Partial<FileServiceOptions> = {}) {
  const level = new MemoryLevel<Uint8Array, Uint8Array>({ keyEncoding: 'view', valueEncoding: 'view' });
  const store = await openStoreOn(level, 'memory', { commitIntervalMs: 0, folder: createInlineFolder() });
  onTestFinished(() => store.close());
  const folder = await temporaryFolder();
  const bytes = await DiskFiles.open(folder);
  const clock = new FakeClock();
  const statuses = new Map<string, DocumentStatus>();
  const counted: CountedEvent[] = [];
  const create = () =>
    new FileService({
      index: store.files,
      bytes,
      documentStatus: async (name) => statuses.get(name) ?? 'present',
      limits: { uploadBytes: 0, storageBytes: 0 },
      types: defaultUploadTypes,
      telemetry: { count: (event) => counted.push(event), gauge() {}, observe() {} },
      clock,
      ...options,
    });
  const files = create();
  const upload = (document: string, content: Uint8Array, authorize: () => void = () => {}) =>
    files.store({ document, body: stream(content), declaredBytes: null, authorize });
  const onDisk = async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  };
  return { store, folder, bytes, clock, statuses, counted, files, create, upload, onDisk };
}

async function* stream(content: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < content.byteLength; at += 10) yield content.subarray(at, at + 10);
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

describe('FileService', () => {
  it('[U2] keeps a file that was known but whose bytes were gone', async () => {
    const { upload, folder, files } = await fixture();
    const { hash } = await upload('a', png());
    await rm(join(folder, hash.slice(0, 2)), { recursive: true });
    await expect(files.open(hash)).rejects.toMatchObject({ code: 'file-not-found' });
    await upload('a', png());
    const { bytes } = await files.open(hash);
    await bytes.close();
  });

  it('[U3] serves no file that somebody cut short', async () => {
    const { upload, folder, files } = await fixture();
    const { hash } = await upload('a', png());
    await truncate(join(folder, hash.slice(0, 2), hash), 5);
    await expect(files.open(hash)).rejects.toMatchObject({ code: 'file-not-found' });
  });

  it('[U3] leaves nothing when the body, the permission or the type fails', async () => {
    const { files, upload, onDisk } = await fixture();
    const failing = async function* () {
      yield text('some');
      throw new Error('gone');
    };
    const body = { document: 'a', body: failing(), declaredBytes: null, authorize: () => {} };
    await expect(files.store(body)).rejects.toThrow('gone');
    const refuse = () => {
      throw new Error('no more');
    };
    await expect(upload('a', text('text'), refuse)).rejects.toThrow('no more');
    await expect(upload('a', Uint8Array.of(0, 1, 2))).rejects.toMatchObject({ code: 'unsupported-type' });
    expect(await onDisk()).toEqual([]);
  });

  it('[U4] frees the room of refused and repeated uploads, and of deleted files', async () => {
    const { upload, files, onDisk } = await fixture({ limits: { uploadBytes: 0, storageBytes: 100 } });
    await expect(upload('a', text('x'.repeat(101)))).rejects.toMatchObject({ code: 'storage-full' });
    await expect(upload('a', new Uint8Array(90))).rejects.toMatchObject({ code: 'unsupported-type' });
    await upload('a', text('x'.repeat(50)));
    await upload('b', text('x'.repeat(50)));
    await upload('b', text('y'.repeat(50)));
    await expect(upload('b', text('z'))).rejects.toMatchObject({ code: 'storage-full' });
    await files.release('b');
    expect(await onDisk()).toHaveLength(1);
    await upload('b', text('z'.repeat(50)));
  });

  it('[U4] counts what earlier runs stored', async () => {
    const { upload, create } = await fixture({ limits: { uploadBytes: 0, storageBytes: 100 } });
    await upload('a', text('x'.repeat(80)));
    const next = create();
    await next.start();
    const more = { document: 'a', body: stream(text('y'.repeat(30))), declaredBytes: null, authorize: () => {} };
    await expect(next.store(more)).rejects.toMatchObject({ code: 'storage-full' });
  });

  it('[U10] keeps a file that is uploaded to another document while the first one is deleted', async () => {
    const { upload, files, onDisk } = await fixture();
    const content = png();
    const { hash } = await upload('a', content);
    for (let round = 0; round < 20; round++) {
      const [from, to] = round % 2 === 0 ? ['a', 'b'] : ['b', 'a'];
      await Promise.all([files.release(from ?? ''), upload(to ?? '', content)]);
      expect(await onDisk()).toEqual([hash]);
      expect(await files.documentsOf(hash)).toEqual([to]);
      const { bytes } = await files.open(hash);
      await bytes.close();
    }
  });

  it('[U10] lets a file go that came in while its document was deleted', async () => {
    const { upload, statuses, onDisk, files } = await fixture();
    const result = upload('a', png(), () => {
      statuses.set('a', 'deleted');
    });
    await expect(result).rejects.toMatchObject({ code: 'document-deleted' });
    expect(await onDisk()).toEqual([]);
    await expect(
      files.store({ document: 'a', body: stream(png()), declaredBytes: null, authorize() {} }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('[U10] sweeps what a crash left half-way', async () => {
    const { upload, statuses, clock, store, files, onDisk } = await fixture();
    const kept = await upload('kept', text('kept'));
    const deleted = await upload('deleted', text('deleted'));
    const unlinked = await upload('unlinked', text('unlinked'));
    const unknown = await upload('unknown', text('unknown'));
    const early = await upload('early', text('early'));
    statuses.set('deleted', 'deleted').set('early', 'absent');
    await store.files.unlink(unlinked.hash, 'unlinked');
    await store.files.unlink(unknown.hash, 'unknown');
    await store.files.remove(unknown.hash);
    await files.sweep();
    expect((await onDisk()).sort()).toEqual([kept.hash, early.hash].sort());
    expect(await store.files.get(deleted.hash)).toBeNull();
    // One that was never written goes a day later.
    await clock.pass(dayMs + 1);
    await files.sweep();
    expect(await onDisk()).toEqual([kept.hash]);
  });

  it('[U4] ends what is coming in when it closes', async () => {
    const { files, onDisk } = await fixture();
    let begun = () => {};
    const beginning = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const standing = async function* () {
      yield text('some');
      begun();
      await new Promise(() => {});
    };
    const result = files.store({ document: 'a', body: standing(), declaredBytes: null, authorize: () => {} });
    const refused = expect(result).rejects.toMatchObject({ status: 503 });
    await beginning;
    await files.close();
    await refused;
    expect(await onDisk()).toEqual([]);
    const late = { document: 'a', body: stream(png()), declaredBytes: null, authorize: () => {} };
    await expect(files.store(late)).rejects.toMatchObject({ status: 503 });
  });
});
