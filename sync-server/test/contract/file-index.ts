import { describe, expect, it } from 'vitest';
import type { FileIndex, FileInfo } from '../../src/core/files.js';

function info(hash: string, changes: Partial<FileInfo> = {}): FileInfo {
  return { hash, size: 10, mime: 'image/png', dimensions: { width: 3, height: 2 }, storedAt: 1_000, ...changes };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** A place where the index outlives the store that wrote it. */
export interface FileIndexPlace {
  open(): Promise<{ readonly files: FileIndex; close(): Promise<void> }>;
}

/** What every `FileIndex` keeps to. */
export function describeFileIndex(name: string, createPlace: () => Promise<FileIndexPlace>): void {
  describe(`FileIndex contract: ${name}`, () => {
    it('knows a file, and who uses it, from when adding it resolves', async () => {
      const store = await (await createPlace()).open();
      const { files: index } = store;
      expect(await index.get('aa')).toBeNull();
      await index.add(info('aa'), 'one', 5);
      await index.add(info('bb', { dimensions: null, mime: 'text/plain', size: 0 }), 'one', 6);
      expect(await index.get('aa')).toEqual(info('aa'));
      expect(await index.get('bb')).toEqual(info('bb', { dimensions: null, mime: 'text/plain', size: 0 }));
      expect(await index.documentsOf('aa')).toEqual(['one']);
      expect(await index.filesOf('one')).toEqual([
        { hash: 'aa', time: 5 },
        { hash: 'bb', time: 6 },
      ]);
      await store.close();
    });

    it('links files and documents both ways, whatever the names', async () => {
      const store = await (await createPlace()).open();
      const { files: index } = store;
      const names = ['a', 'a/b', 'a\u0001', 'aa', 'ü', 'a b'];
      for (const name of names) await index.add(info('aa'), name, 1);
      await index.add(info('a'), 'a', 2);
      expect((await index.documentsOf('aa')).sort()).toEqual([...names].sort());
      expect(await index.documentsOf('a')).toEqual(['a']);
      expect((await collect(index.documents())).sort()).toEqual([...names].sort());
      expect((await index.filesOf('a')).map(({ hash }) => hash)).toEqual(['a', 'aa']);
      await index.unlink('aa', 'a');
      expect((await index.filesOf('a')).map(({ hash }) => hash)).toEqual(['a']);
      expect(await index.documentsOf('aa')).not.toContain('a');
      expect(await index.filesOf('a/b')).toHaveLength(1);
      await store.close();
    });

    it('lists and forgets files', async () => {
      const store = await (await createPlace()).open();
      const { files: index } = store;
      await index.add(info('aa'), 'one', 1);
      await index.add(info('bb'), 'two', 1);
      expect(await collect(index.files())).toEqual([
        { hash: 'aa', info: info('aa') },
        { hash: 'bb', info: info('bb') },
      ]);
      await index.remove('aa');
      await index.remove('aa');
      expect(await index.get('aa')).toBeNull();
      expect((await collect(index.files())).map(({ hash }) => hash)).toEqual(['bb']);
      await store.close();
    });

    it('keeps everything over a restart', async () => {
      const place = await createPlace();
      const first = await place.open();
      await first.files.add(info('aa'), 'one', 5);
      await first.close();
      const second = await place.open();
      expect(await second.files.get('aa')).toEqual(info('aa'));
      expect(await second.files.filesOf('one')).toEqual([{ hash: 'aa', time: 5 }]);
      await second.close();
    });
  });
}
