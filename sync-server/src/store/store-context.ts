import { DocumentDeletedError } from '../core/errors.js';
import type { NamedMutex } from '../core/mutex.js';
import type { Telemetry } from '../core/telemetry.js';
import type { Database } from './database.js';
import type { DocumentIndex } from './document-index.js';
import type { GroupCommit, Job } from './group-commit.js';
import type { KeyClock } from './key-clock.js';
import { DocumentKeys } from './keys.js';
import type { Quarantine } from './quarantine.js';
import type { StoreLog } from './store-event.js';

/** How much a compaction or a rebuild reads at a time. */
export interface FoldChunk {
  readonly records: number;
  readonly bytes: number;
}

/** What the parts of one open store share. */
export interface StoreContext {
  readonly database: Database;
  readonly commit: GroupCommit;
  readonly clock: KeyClock;
  readonly index: DocumentIndex;
  readonly quarantine: Quarantine;
  /** Whoever replaces or removes a document's snapshot or history holds its lock. */
  readonly locks: NamedMutex;
  /** Documents that are deleted or being deleted. */
  readonly deleted: ReadonlySet<string>;
  readonly telemetry: Telemetry;
  readonly log: StoreLog;
  readonly now: () => number;
}

/** A document that may be read and written. */
export interface OpenDocument {
  readonly name: string;
  readonly keys: DocumentKeys;
}

/** @throws {DocumentDeletedError} {BadRoomNameError} */
export function openDocument({ deleted, index }: StoreContext, name: string): OpenDocument {
  if (deleted.has(name)) throw new DocumentDeletedError('the document was deleted');
  return { name, keys: index.peek(name)?.keys ?? new DocumentKeys(name) };
}

/**
 * Submits what belongs to a document. Asked at this moment, because a deletion counts on nothing for its document being
 * queued after it was announced: that would bring the document back.
 *
 * @throws {DocumentDeletedError}
 */
export async function submitFor({ deleted, commit }: StoreContext, { name }: OpenDocument, job: Job): Promise<void> {
  if (deleted.has(name)) throw new DocumentDeletedError('the document was deleted');
  return commit.submit(job);
}

/**
 * Moves unreadable values aside without waiting: reading goes on while the disk fails. If the move is never written,
 * the value stays where it is and is met again after the next start.
 */
export function setAside(
  store: StoreContext,
  document: OpenDocument,
  what: 'log' | 'history',
  unreadable: readonly Omit<Parameters<Quarantine['copy']>[0], 'what' | 'document'>[],
): void {
  if (unreadable.length === 0 || store.deleted.has(document.name)) return;
  const operations = unreadable.flatMap((one) => store.quarantine.move({ ...one, what, document: document.name }));
  if (what === 'history') {
    submitFor(store, document, { operations }).catch(() => undefined);
    return;
  }
  const bytes = unreadable.reduce((sum, { value }) => sum - value.byteLength, 0);
  const growth = { share: store.index.share(document.name), by: { createdAt: store.now(), updatedAt: 0, bytes } };
  submitFor(store, document, { operations, growth }).catch(() => undefined);
}
