import type { DocumentInfo, ListOptions } from '../core/store.js';
import { UnreadableRecordError } from './envelope.js';
import { addEntries, decodeIndexEntry, describe, emptyEntry, type IndexEntry } from './index-entry.js';
import { DocumentKeys, documentOf, rangeOf } from './keys.js';
import type { StoreContext } from './store-context.js';

/** Reads the index only: one short entry per document and writer. @throws {StoreUnavailableError} {BadRoomNameError} */
export async function listDocuments(store: StoreContext, { after, limit }: ListOptions): Promise<DocumentInfo[]> {
  const all = rangeOf('index');
  const range = after === undefined ? all : { gte: new DocumentKeys(after).range('index').lt, lt: all.lt };
  const documents: DocumentInfo[] = [];
  let current: { name: string; total: IndexEntry } | null = null;
  const finish = (): void => {
    if (current !== null && !store.deleted.has(current.name)) documents.push(describe(current.name, current.total));
  };
  await store.database.read(async (view) => {
    for await (const entries of view.scan(range)) {
      for (const [key, value] of entries) {
        const name = documentOf(key);
        if (current?.name !== name) {
          finish();
          current = { name, total: emptyEntry };
          if (documents.length >= limit) return;
        }
        current.total = addEntries(current.total, readShare(store, name, key, value));
      }
    }
    finish();
  });
  return documents.slice(0, limit);
}

/** An unreadable share stays where it is until the next compaction replaces it; the document is still listed. */
function readShare(store: StoreContext, name: string, key: Uint8Array, value: Uint8Array): IndexEntry {
  try {
    return decodeIndexEntry(value);
  } catch (error) {
    if (!(error instanceof UnreadableRecordError)) throw error;
    store.quarantine.copy({ what: 'index', document: name, key, value, reason: error.reason });
    return emptyEntry;
  }
}
