import { exceeds } from './limits.js';

/** How much of a document is snapshot and how much is log. */
export interface LogSize {
  readonly snapshotBytes: number;
  readonly logBytes: number;
  readonly logRecords: number;
}

/** Below this a log is cheap to read whole, however small the snapshot is. */
const freeLogBytes = 1024 * 1024;

/** A log of this many records is slow to load even if they are tiny: each is decoded once. */
const maxLogRecords = 20_000;

/**
 * What a quiet room may leave unfolded: it loads in a few milliseconds. A fold has a thread started for it, which costs as
 * much as relaying some hundred edits, and people who write pause all the time.
 */
const settledLog = { records: 1_000, bytes: 64 * 1024 };

/** What a room may leave unfolded when it is let go: once for each time that people come together. */
const abandonedLogRecords = 50;

/**
 * Whether the log has outgrown the snapshot, so that folding costs less than carrying it on, or takes the document past
 * its limit (bytes, 0 = none), so that only a fold can tell how large it really is.
 */
export function hasOutgrown({ snapshotBytes, logBytes, logRecords }: LogSize, documentBytes: number): boolean {
  if (logRecords >= maxLogRecords || logBytes > Math.max(snapshotBytes, freeLogBytes)) return true;
  return exceeds(snapshotBytes + logBytes, documentBytes) && logBytes * 8 >= documentBytes;
}

/** Whether a room in which nobody writes just now should be folded. */
export function isWorthSettling({ logRecords, logBytes }: LogSize): boolean {
  return logRecords >= settledLog.records || logBytes >= settledLog.bytes;
}

/** Whether a room that everybody has left should be folded, so that its next visitor gets stored bytes as they are. */
export function isWorthFoldingAtLast({ logRecords }: LogSize): boolean {
  return logRecords >= abandonedLogRecords;
}
