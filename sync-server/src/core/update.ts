import type { Decoder } from 'lib0/decoding';
import * as Y from 'yjs';
import { BadFrameError } from './errors.js';

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
}

/** Remembers the lib0 decoder that Yjs reads from, the only way to see whether it read to the end. */
class ObservedDecoder extends Y.UpdateDecoderV1 {
  static last: Decoder | null = null;

  constructor(decoder: Decoder) {
    super(decoder);
    ObservedDecoder.last = decoder;
  }
}

/**
 * Reads a Yjs v1 update and refuses what would break a peer: an update that reaches clients is stored and replayed
 * for ever, so one that cannot be integrated would break the document for good.
 *
 * Beyond what Yjs' own decoder checks: bytes after the end, empty operations and deletions, operations that refer to their own
 * future, clocks past the range of exact integers, and clients that are not in the descending order that
 * `Y.mergeUpdates` relies on.
 *
 * @throws {BadFrameError}
 */
export function readUpdate(update: Uint8Array): UpdateContents {
  const { structs, ds } = decode(update);
  const inserted: { client: number; clock: number; length: number }[] = [];
  let last: { client: number; clock: number; length: number } | undefined;
  for (const struct of structs) {
    const { client, clock } = struct.id;
    checkStruct(struct);
    if (last !== undefined && client > last.client)
      throw new BadFrameError('the update lists its clients out of order');
    if (last !== undefined && client === last.client && clock < last.clock + last.length) {
      throw new BadFrameError('the update lists a client twice');
    }
    if (struct instanceof Y.Skip) continue;
    if (last !== undefined && client === last.client && clock === last.clock + last.length) {
      last.length += struct.length;
    } else {
      last = { client, clock, length: struct.length };
      inserted.push(last);
    }
  }
  return { inserted, deleted: checkDeleted(ds.clients) };
}

/** Whether an update says nothing at all, as the answer of a client that has nothing to add. */
export function isEmptyUpdate({ inserted, deleted }: UpdateContents): boolean {
  return inserted.length === 0 && deleted.size === 0;
}

function decode(update: Uint8Array): ReturnType<typeof Y.decodeUpdateV2> {
  let decoded: ReturnType<typeof Y.decodeUpdateV2>;
  try {
    decoded = Y.decodeUpdateV2(update, ObservedDecoder);
  } catch (error) {
    throw new BadFrameError('the update cannot be decoded', { cause: error });
  }
  const decoder = ObservedDecoder.last;
  ObservedDecoder.last = null;
  if (decoder === null || decoder.pos !== decoder.arr.byteLength) {
    throw new BadFrameError('bytes follow the end of the update');
  }
  return decoded;
}

function checkStruct(struct: Y.Item | Y.GC | Y.Skip): void {
  const { clock } = struct.id;
  if (struct.length <= 0) throw new BadFrameError('the update holds an empty operation');
  if (!Number.isSafeInteger(clock + struct.length)) throw new BadFrameError('a clock is out of range');
  if (!(struct instanceof Y.Item)) return;
  refersToPast(struct, struct.origin);
  refersToPast(struct, struct.rightOrigin);
  if (struct.parent instanceof Y.ID) refersToPast(struct, struct.parent);
}

function refersToPast({ id }: Y.Item, reference: Y.ID | null): void {
  if (reference !== null && reference.client === id.client && reference.clock >= id.clock) {
    throw new BadFrameError('an operation refers to its own future');
  }
}

function checkDeleted(clients: Map<number, { clock: number; len: number }[]>): DeletedRanges {
  for (const ranges of clients.values()) {
    for (const { clock, len } of ranges) {
      if (len <= 0) throw new BadFrameError('the update holds an empty deletion');
      if (!Number.isSafeInteger(clock + len)) throw new BadFrameError('a clock is out of range');
    }
  }
  return clients;
}
