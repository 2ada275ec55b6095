import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { LogRecord } from '../core/store.js';
import { readUpdate } from '../core/update.js';
import { readRest, seal, UnreadableRecordError, unseal } from './envelope.js';

const logRecordVersion = 1;
const snapshotVersion = 1;

/** A log record as it is stored: `time, author, update`. Copies the update. @throws {RangeError} for a time before 1970. */
export function encodeLogRecord({ time, userId, update }: LogRecord): Uint8Array {
  if (!Number.isSafeInteger(time) || time < 0) throw new RangeError('a record needs a time in whole milliseconds');
  return seal(logRecordVersion, (encoder) => {
    encoding.writeVarUint(encoder, time);
    writeUserId(encoder, userId);
    encoding.writeUint8Array(encoder, update);
  });
}

/** The update shares memory with `bytes`. @throws {UnreadableRecordError} also when Yjs could not take the update. */
export function decodeLogRecord(bytes: Uint8Array): LogRecord {
  const record = unseal(logRecordVersion, bytes, (decoder) => ({
    time: decoding.readVarUint(decoder),
    userId: readUserId(decoder),
    update: readRest(decoder),
  }));
  try {
    readUpdate(record.update);
  } catch (error) {
    throw new UnreadableRecordError('content', { cause: error });
  }
  return record;
}

/** A folded document and its state vector. */
export interface Snapshot {
  readonly stateVector: Uint8Array;
  /** A Yjs v1 update. */
  readonly update: Uint8Array;
  /**
   * The stamp of the newest log record folded in, or `null` if that is not known. The log is read from there on: LevelDB
   * would otherwise step over every record that was deleted before it.
   */
  readonly foldedUntil: Uint8Array | null;
}

/** One value for both, so that they can never disagree. */
export function encodeSnapshot({ stateVector, update, foldedUntil }: Snapshot): Uint8Array {
  return seal(snapshotVersion, (encoder) => {
    encoding.writeVarUint8Array(encoder, foldedUntil ?? new Uint8Array());
    encoding.writeVarUint8Array(encoder, stateVector);
    encoding.writeUint8Array(encoder, update);
  });
}

/** Shares memory with `bytes`. @throws {UnreadableRecordError} */
export function decodeSnapshot(bytes: Uint8Array): Snapshot {
  return unseal(snapshotVersion, bytes, (decoder) => {
    const foldedUntil = decoding.readVarUint8Array(decoder);
    return {
      foldedUntil: foldedUntil.byteLength === 0 ? null : foldedUntil,
      stateVector: decoding.readVarUint8Array(decoder),
      update: readRest(decoder),
    };
  });
}

/** `null` for a guest is the empty marker 0; an id is marked by 1, so that an empty id stays one. */
function writeUserId(encoder: encoding.Encoder, userId: string | null): void {
  encoding.writeUint8(encoder, userId === null ? 0 : 1);
  if (userId !== null) encoding.writeVarString(encoder, userId);
}

function readUserId(decoder: decoding.Decoder): string | null {
  return decoding.readUint8(decoder) === 0 ? null : decoding.readVarString(decoder);
}
