import type { StoredDocument } from '../core/store.js';
import type { ReadView } from './database.js';
import type { Folder } from './fold-pool.js';
import { readLog } from './log-reader.js';
import { type CurrentSnapshot, readOrRebuildSnapshot, readSnapshot } from './snapshot-reader.js';
import { type FoldChunk, type OpenDocument, openDocument, type StoreContext, submitFor } from './store-context.js';

/**
 * A document as one moment of the database shows it. Unreadable records are set aside; an unreadable snapshot is made
 * again from history.
 *
 * @throws {StoreUnavailableError} {DocumentDeletedError}
 */
export async function loadDocument(
  store: StoreContext,
  name: string,
  rebuilding: { folder: Folder; chunk: FoldChunk; signal: AbortSignal },
): Promise<StoredDocument> {
  const document = openDocument(store, name);
  const loaded = await store.database.read(async (view) => {
    const snapshot = await readSnapshot(view, document);
    return snapshot === null ? null : withTail(store, view, document, snapshot);
  });
  if (loaded !== null) return loaded;
  return store.locks.run(name, () =>
    store.database.read(async (view) => {
      const snapshot = await readOrRebuildSnapshot(store, view, openDocument(store, name), rebuilding);
      // Not awaited: the document can be served while the disk cannot be written. It is submitted under the lock, so
      // that a compaction that starts from here on is written after it.
      if (snapshot.repair.length > 0) {
        submitFor(store, document, { operations: snapshot.repair }).catch(() => undefined);
      }
      return withTail(store, view, document, snapshot);
    }),
  );
}

async function withTail(
  store: StoreContext,
  view: ReadView,
  document: OpenDocument,
  { snapshot }: CurrentSnapshot,
): Promise<StoredDocument> {
  const tail: Uint8Array[] = [];
  if (snapshot?.foldedUntil) store.clock.witness(snapshot.foldedUntil);
  for await (const records of readLog(store, view, document, snapshot?.foldedUntil ?? null)) {
    for (const { update } of records) tail.push(update);
  }
  return { snapshot: snapshot?.update ?? null, snapshotStateVector: snapshot?.stateVector ?? null, tail };
}
