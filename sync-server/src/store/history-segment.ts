import { promisify } from 'node:util';
import { deflateRawSync, inflateRaw } from 'node:zlib';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { HistorySegment, LogRecord } from '../core/store.js';
import { readRest, seal, UnreadableRecordError, unseal } from './envelope.js';

const segmentVersion = 1;

const inflate = promisify(inflateRaw);

/**
 * Log records packed for keeping: authors once, times as differences, and the whole deflated. Compresses on the calling
 * thread, which is the compaction worker's.
 */
export function encodeSegment(records: readonly LogRecord[]): Uint8Array {
  const packed = packRecords(records);
  const { from, to } = spanOf(records);
  return seal(segmentVersion, (encoder) => {
    encoding.writeVarUint(encoder, from);
    encoding.writeVarUint(encoder, to);
    encoding.writeVarUint(encoder, packed.byteLength);
    encoding.writeUint8Array(encoder, deflateRawSync(packed));
  });
}

/** Inflates on a thread of libuv's pool. @throws {UnreadableRecordError} (as a rejection) */
export async function decodeSegment(bytes: Uint8Array): Promise<HistorySegment> {
  const { from, to, packedBytes, deflated } = unseal(segmentVersion, bytes, (decoder) => ({
    from: decoding.readVarUint(decoder),
    to: decoding.readVarUint(decoder),
    packedBytes: decoding.readVarUint(decoder),
    deflated: readRest(decoder),
  }));
  try {
    // The bound keeps a damaged length from taking all memory.
    const packed = await inflate(deflated, { maxOutputLength: Math.max(packedBytes, 1) });
    return { from, to, records: unpackRecords(packed) };
  } catch (error) {
    throw new UnreadableRecordError('content', { cause: error });
  }
}

/** Earliest and latest time; clocks may have been set back between records. */
export function spanOf(records: readonly LogRecord[]): { from: number; to: number } {
  let from = Number.MAX_SAFE_INTEGER;
  let to = 0;
  for (const { time } of records) {
    from = Math.min(from, time);
    to = Math.max(to, time);
  }
  return { from: Math.min(from, to), to };
}

function packRecords(records: readonly LogRecord[]): Uint8Array {
  const users = Array.from(new Set(records.flatMap(({ userId }) => userId ?? [])));
  const indexOf = new Map(users.map((user, index) => [user, index + 1]));
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, users.length);
  for (const user of users) encoding.writeVarString(encoder, user);
  encoding.writeVarUint(encoder, records.length);
  let last = 0;
  for (const { time, userId, update } of records) {
    encoding.writeVarInt(encoder, time - last);
    last = time;
    encoding.writeVarUint(encoder, userId === null ? 0 : (indexOf.get(userId) ?? 0));
    encoding.writeVarUint8Array(encoder, update);
  }
  return encoding.toUint8Array(encoder);
}

function unpackRecords(packed: Uint8Array): LogRecord[] {
  const decoder = decoding.createDecoder(packed);
  const users = readMany(decoder, () => decoding.readVarString(decoder));
  let time = 0;
  return readMany(decoder, () => {
    time += decoding.readVarInt(decoder);
    const user = decoding.readVarUint(decoder);
    const userId = user === 0 ? null : users[user - 1];
    if (userId === undefined) throw new RangeError('a record names an author that the segment does not list');
    return { time, userId, update: decoding.readVarUint8Array(decoder) };
  });
}

function readMany<T>(decoder: decoding.Decoder, read: () => T): T[] {
  const count = decoding.readVarUint(decoder);
  const items: T[] = [];
  for (let index = 0; index < count; index++) items.push(read());
  return items;
}
