import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { DocumentInfo } from '../core/store.js';
import { seal, unseal } from './envelope.js';

const indexEntryVersion = 1;

/**
 * One share of what is known of a document. The document's own figures are the earliest `createdAt`, the latest
 * `updatedAt` and the sum of `bytes`, which may be negative in one share.
 */
export interface IndexEntry {
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** 0 when the share saw no update. */
  readonly updatedAt: number;
  /** Stored size of the snapshot and of the log records, as a difference. */
  readonly bytes: number;
}

/** What no share at all would say. */
export const emptyEntry: IndexEntry = { createdAt: Number.MAX_SAFE_INTEGER, updatedAt: 0, bytes: 0 };

export function addEntries(a: IndexEntry, b: IndexEntry): IndexEntry {
  return {
    createdAt: Math.min(a.createdAt, b.createdAt),
    updatedAt: Math.max(a.updatedAt, b.updatedAt),
    bytes: a.bytes + b.bytes,
  };
}

export function encodeIndexEntry({ createdAt, updatedAt, bytes }: IndexEntry): Uint8Array {
  return seal(indexEntryVersion, (encoder) => {
    encoding.writeVarUint(encoder, createdAt);
    encoding.writeVarUint(encoder, updatedAt);
    encoding.writeVarInt(encoder, bytes);
  });
}

/** @throws {UnreadableRecordError} */
export function decodeIndexEntry(bytes: Uint8Array): IndexEntry {
  return unseal(indexEntryVersion, bytes, (decoder) => ({
    createdAt: decoding.readVarUint(decoder),
    updatedAt: decoding.readVarUint(decoder),
    bytes: decoding.readVarInt(decoder),
  }));
}

/** The sum of a document's shares as `list` shows it. Unreadable shares leave 0 where nothing is known. */
export function describe(name: string, total: IndexEntry): DocumentInfo {
  const createdAt = total.createdAt === emptyEntry.createdAt ? total.updatedAt : total.createdAt;
  return { name, createdAt, updatedAt: Math.max(total.updatedAt, createdAt), bytes: Math.max(total.bytes, 0) };
}
