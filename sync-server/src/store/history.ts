import type { HistorySegment, LogRecord } from '../core/store.js';
import { closeQuietly, type ReadView, toUnavailable } from './database.js';
import { UnreadableRecordError } from './envelope.js';
import { decodeSegment, spanOf } from './history-segment.js';
import { readLog } from './log-reader.js';
import { type OpenDocument, openDocument, type StoreContext, setAside } from './store-context.js';

/**
 * A document's whole past from one moment of the database, so that a compaction meanwhile neither hides a record nor
 * shows it twice.
 *
 * @throws {StoreUnavailableError} {DocumentDeletedError}
 */
export async function* readHistory(store: StoreContext, name: string): AsyncGenerator<HistorySegment, void, undefined> {
  const document = openDocument(store, name);
  const view = store.database.view();
  try {
    yield* readSegments(store, view, document);
    for await (const records of readLog(store, view, document, null)) yield segmentOf(records);
  } catch (error) {
    throw toUnavailable(error);
  } finally {
    await closeQuietly(view);
  }
}

async function* readSegments(
  store: StoreContext,
  view: ReadView,
  document: OpenDocument,
): AsyncGenerator<HistorySegment, void, undefined> {
  for await (const entries of view.scan(document.keys.range('history'))) {
    for (const [key, value] of entries) {
      let segment: HistorySegment;
      try {
        segment = await decodeSegment(value);
      } catch (error) {
        if (!(error instanceof UnreadableRecordError)) throw error;
        setAside(store, document, 'history', [{ key, value, reason: error.reason }]);
        continue;
      }
      yield segment;
    }
  }
}

function segmentOf(records: readonly LogRecord[]): HistorySegment {
  return { ...spanOf(records), records };
}
