import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { crc32 } from './checksum.js';

/** Why a stored value cannot be used. */
export type UnreadableReason = 'truncated' | 'checksum' | 'version' | 'content';

/** A value in the database that is not what this release wrote, or not any more. */
export class UnreadableRecordError extends Error {
  override readonly name = 'UnreadableRecordError';

  constructor(
    readonly reason: UnreadableReason,
    options?: ErrorOptions,
  ) {
    super(`unreadable record: ${reason}`, options);
  }
}

const headerBytes = 5;

/**
 * Every value is `version (1 byte), CRC-32 (4 bytes, big-endian), payload`. The checksum is taken over the payload and
 * starts from the version, so that a flipped version is corruption and not mistaken for a newer release's record.
 */
export function seal(version: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, version);
  encoding.writeUint32(encoder, 0);
  write(encoder);
  const bytes = encoding.toUint8Array(encoder);
  viewOf(bytes).setUint32(1, crc32(bytes.subarray(headerBytes), version));
  return bytes;
}

/**
 * Checks a sealed value and reads its payload. What `read` returns may share memory with `bytes`.
 *
 * @throws {UnreadableRecordError}
 */
export function unseal<T>(version: number, bytes: Uint8Array, read: (decoder: decoding.Decoder) => T): T {
  if (bytes.byteLength < headerBytes) throw new UnreadableRecordError('truncated');
  const payload = bytes.subarray(headerBytes);
  const found = bytes[0] ?? 0;
  if (viewOf(bytes).getUint32(1) !== crc32(payload, found)) throw new UnreadableRecordError('checksum');
  if (found !== version) throw new UnreadableRecordError('version');
  try {
    return read(decoding.createDecoder(payload));
  } catch (error) {
    throw new UnreadableRecordError('content', { cause: error });
  }
}

/** What is left of the payload, not copied. */
export function readRest(decoder: decoding.Decoder): Uint8Array {
  return decoding.readUint8Array(decoder, decoder.arr.byteLength - decoder.pos);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
