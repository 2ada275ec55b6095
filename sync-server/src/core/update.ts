import type { Decoder } from 'lib0/decoding';
import * as Y from 'yjs';
import { BadFrameError } from './errors.js';
import { readTypedUpdate } from './typed-update.js';
import type { DeletedRanges, UpdateContents } from './update-contents.js';

/** From here on a byte of a variable-length number says that another follows. */
const continuation = 0x80;

/** Remembers where Yjs was in the bytes, the only way to see whether it read to the end, and where what begins. */
class ObservedDecoder extends Y.UpdateDecoderV1 {
  static last: ObservedDecoder | null = null;
  /** Where the last text ended, and the list of deletions of the last client began; -1 for none. */
  textEnd = -1;
  deletionsOfClientAt = -1;
  deletingClients = 0;

  constructor(decoder: Decoder) {
    super(decoder);
    ObservedDecoder.last = this;
  }

  override readString(): string {
    const text = super.readString();
    this.textEnd = this.restDecoder.pos;
    return text;
  }

  /** Yjs calls this before the deletions of each client. */
  override resetDsCurVal(): void {
    this.deletionsOfClientAt = this.restDecoder.pos;
    this.deletingClients += 1;
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
  return readTypedUpdate(update) ?? decodeAndCheck(update);
}

/** The long way of `readUpdate`. @throws {BadFrameError} */
export function decodeAndCheck(update: Uint8Array): UpdateContents {
  const { structs, ds, deletionsAt } = decode(update);
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
  return { inserted, deleted: checkDeleted(ds.clients), deletionsAt };
}

/** Whether an update says nothing at all, as the answer of a client that has nothing to add. */
export function isEmptyUpdate({ inserted, deleted }: UpdateContents): boolean {
  return inserted.length === 0 && deleted.size === 0;
}

type Decoded = ReturnType<typeof Y.decodeUpdateV2> & Pick<UpdateContents, 'deletionsAt'>;

function decode(update: Uint8Array): Decoded {
  let decoded: ReturnType<typeof Y.decodeUpdateV2>;
  try {
    decoded = Y.decodeUpdateV2(update, ObservedDecoder);
  } catch (error) {
    throw new BadFrameError('the update cannot be decoded', { cause: error });
  }
  const decoder = ObservedDecoder.last;
  ObservedDecoder.last = null;
  if (decoder === null || decoder.restDecoder.pos !== update.byteLength) {
    throw new BadFrameError('bytes follow the end of the update');
  }
  return { ...decoded, deletionsAt: deletionsAt(update, decoder) };
}

/**
 * Where the number of clients with deletions stands, if it is 0 or 1 in a single byte. A sender may write a number longer
 * than need be, and the byte before may then belong to it: where that cannot be told, the place is unknown.
 */
function deletionsAt(update: Uint8Array, decoder: ObservedDecoder): number | null {
  const { deletingClients, deletionsOfClientAt, textEnd } = decoder;
  if (deletingClients === 1) return update[deletionsOfClientAt - 1] === 1 ? deletionsOfClientAt - 1 : null;
  if (deletingClients > 1) return null;
  const last = update.byteLength - 1;
  return textEnd === last || (update[last - 1] ?? 0) < continuation ? last : null;
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
