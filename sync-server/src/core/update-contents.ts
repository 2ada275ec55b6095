/** A run of one client's operations without a gap. */
export interface ClockRange {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

/** Deleted runs by client. */
export type DeletedRanges = ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>;

/** What an update brings, without applying it. */
export interface UpdateContents {
  readonly inserted: readonly ClockRange[];
  readonly deleted: DeletedRanges;
  /** Where in the update's bytes its deletions begin; they go on to its end. `null`: not known. */
  readonly deletionsAt: number | null;
}
