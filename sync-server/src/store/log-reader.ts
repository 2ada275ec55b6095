import type { LogRecord } from '../core/store.js';
import type { Entry, ReadView } from './database.js';
import { type UnreadableReason, UnreadableRecordError } from './envelope.js';
import type { KeyRange } from './keys.js';
import { decodeLogRecord } from './record.js';
import { type OpenDocument, type StoreContext, setAside } from './store-context.js';

/** The readable records of a document's log, oldest first, a step at a time; the others are set aside on the way. */
export async function* readLog(
  store: StoreContext,
  view: ReadView,
  document: OpenDocument,
  foldedUntil: Uint8Array | null,
): AsyncGenerator<LogRecord[], void, undefined> {
  for await (const entries of view.scan(document.keys.logAfter(foldedUntil))) {
    const records: LogRecord[] = [];
    const unreadable: { key: Uint8Array; value: Uint8Array; reason: UnreadableReason }[] = [];
    for (const [key, value] of entries) {
      try {
        records.push(decodeLogRecord(value));
      } catch (error) {
        if (!(error instanceof UnreadableRecordError)) throw error;
        unreadable.push({ key, value, reason: error.reason });
      }
      // What is appended from now on sorts after what was read, also when the machine's clock was set back.
      store.clock.witness(key);
    }
    setAside(store, document, 'log', unreadable);
    if (records.length > 0) yield records;
  }
}

/** Stored values in order, until there are too many for one fold. */
export async function readChunk(
  view: ReadView,
  range: KeyRange,
  limit: { readonly records: number; readonly bytes: number },
): Promise<{ entries: Entry[]; isLast: boolean }> {
  const entries: Entry[] = [];
  let bytes = 0;
  for await (const step of view.scan(range)) {
    for (const entry of step) {
      const size = entry[1].byteLength;
      const isFull = entries.length >= limit.records || bytes + size > limit.bytes;
      // One record is always taken, however large it is: otherwise nothing would ever be folded.
      if (entries.length > 0 && isFull) return { entries, isLast: false };
      entries.push(entry);
      bytes += size;
    }
  }
  return { entries, isLast: true };
}
