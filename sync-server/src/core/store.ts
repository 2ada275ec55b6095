/** One update as it is logged: a Yjs v1 update with who sent it and when the server took it. */
export interface LogRecord {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** The author's user id, or `null` for a guest. */
  readonly userId: string | null;
  readonly update: Uint8Array;
}

/** A document as a room needs it: bytes only, no `Y.Doc`. */
export interface StoredDocument {
  /** The last snapshot, a Yjs v1 update; `null` if nothing was compacted yet. */
  readonly snapshot: Uint8Array | null;
  /** The encoded state vector of `snapshot`, stored with it so that loading need not decode it. */
  readonly snapshotStateVector: Uint8Array | null;
  /** Updates logged since the snapshot, oldest first. */
  readonly tail: readonly Uint8Array[];
}

/** What is known of a document without reading it. */
export type DocumentStatus = 'absent' | 'present' | 'deleted';

export interface DocumentInfo {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Time of the newest update that is durable. */
  readonly updatedAt: number;
  /** Snapshot and log together. */
  readonly bytes: number;
}

export interface ListOptions {
  /** Start after this name (exclusive): the cursor of the previous page. */
  readonly after?: string;
  readonly limit: number;
}

/** One stretch of a document's past: the log records that a compaction folded into the snapshot. */
export interface HistorySegment {
  readonly from: number;
  readonly to: number;
  readonly records: readonly LogRecord[];
}

export interface CompactionResult {
  /** How many log records were folded in; 0 when there was nothing to do. */
  readonly folded: number;
  readonly snapshotBytes: number;
}

/**
 * Durable documents. Every implementation passes `test/contract/document-store.ts`.
 *
 * `append` resolves only when its records would survive a power cut. Appends of one document become durable in the
 * order of the calls; appends of many documents share one write (group commit). While the disk fails, the store keeps
 * what it was given, retries with back-off and reports it through `health()`; it rejects new appends with
 * `StoreUnavailableError` only once its bound on unstored bytes is reached. Records it accepted are never given up
 * before `close()`.
 */
export interface DocumentStore {
  /**
   * Unreadable records are set aside, not served.
   * @throws {StoreUnavailableError} when the database cannot be read. {DocumentDeletedError}
   */
  load(name: string): Promise<StoredDocument>;
  /** Looks at the index only: cheap enough to ask before an upgrade. */
  status(name: string): Promise<DocumentStatus>;
  /** Makes an empty document that `list` shows. Idempotent for a present one. @throws {DocumentDeletedError} */
  create(name: string): Promise<void>;
  append(name: string, records: readonly LogRecord[]): Promise<void>;
  /** Folds the log into the snapshot, in one atomic write that deletes exactly the records it read. */
  compact(name: string): Promise<CompactionResult>;
  /** Removes content and history and leaves a tombstone. Later appends reject with `DocumentDeletedError`. */
  delete(name: string): Promise<void>;
  /** Ordered by name. */
  list(options: ListOptions): Promise<DocumentInfo[]>;
  /** The whole past, oldest first, up to the records still in the log. @throws {DocumentDeletedError} */
  history(name: string): AsyncIterable<HistorySegment>;
  health(): StoreHealth;
  /** Waits for what was accepted to be durable, then closes. Idempotent. */
  close(): Promise<void>;
}

export interface StoreHealth {
  /** False while the newest write failed or is taking longer than it may. */
  readonly ok: boolean;
  /** One sentence for operators; no paths, names or content. */
  readonly reason?: string;
  readonly unstoredBytes: number;
  /** Records set aside as unreadable since start. */
  readonly quarantinedRecords: number;
}

/** Revoked tokens and people. Durable, because a restart must not let them back in. */
export interface RevocationStore {
  add(revocation: Revocation): Promise<void>;
  /** Those that have not expired at `now`; expired ones are removed on the way. */
  list(now: number): Promise<Revocation[]>;
}

export interface Revocation {
  /** A token's `jti`, or every token of a user issued before `revokedAt`. */
  readonly subject:
    | { readonly kind: 'token'; readonly tokenId: string }
    | { readonly kind: 'user'; readonly userId: string };
  readonly revokedAt: number;
  /** When the last token it concerns has expired anyway; milliseconds since the epoch. */
  readonly expiresAt: number;
}
