import { exceeds } from './limits.js';

/** How much of a document is snapshot and how much is log. */
export interface LogSize {
  readonly snapshotBytes: number;
  readonly logBytes: number;
  readonly logRecords: number;
}

/** Below this a log is cheap to read whole, however small the snapshot is. */
const freeLogBytes = 512 * 1024;

/** A log of this many records is slow to load even if they are tiny: each is decoded once. */
const maxLogRecords = 10_000;

/** What a quiet room may leave for the next load. */
const settledLogRecords = 50;

/**
 * Whether the log has outgrown the snapshot, so that folding costs less than carrying it on, or takes the document past
 * its limit (bytes, 0 = none), so that only a fold can tell how large it really is.
 */
export function hasOutgrown({ snapshotBytes, logBytes, logRecords }: LogSize, documentBytes: number): boolean {
  if (logRecords >= maxLogRecords || logBytes > Math.max(snapshotBytes, freeLogBytes)) return true;
  return exceeds(snapshotBytes + logBytes, documentBytes) && logBytes * 8 >= documentBytes;
}

/** Whether a quiet room should be folded, so that its next visitor gets stored bytes as they are. */
export function isWorthSettling({ logRecords }: LogSize): boolean {
  return logRecords >= settledLogRecords;
}
