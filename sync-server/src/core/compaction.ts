/** How much of a document is snapshot and how much is log. */
export interface LogSize {
  readonly snapshotBytes: number;
  readonly logBytes: number;
  readonly logRecords: number;
}

/** Below this a log is cheap to read whole, however small the snapshot is. */
const freeLogBytes = 64 * 1024;

/** A log of this many records is slow to load even if they are tiny: each is decoded once. */
const maxLogRecords = 4_000;

/** What a room that is let go may leave for the next load. */
const settledLogRecords = 50;

/** Whether the log has outgrown the snapshot, so that folding costs less than carrying it on. */
export function hasOutgrown({ snapshotBytes, logBytes, logRecords }: LogSize): boolean {
  return logRecords >= maxLogRecords || logBytes > Math.max(snapshotBytes, freeLogBytes);
}

/** Whether a room that nobody is in should be folded, so that its next visitor gets stored bytes as they are. */
export function isWorthSettling({ logRecords }: LogSize): boolean {
  return logRecords >= settledLogRecords;
}
