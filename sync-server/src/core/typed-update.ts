import type { ClockRange, UpdateContents } from './update-contents.js';

/** Bits of an item's first byte in Yjs' v1 format: what the item says about its place, and the kind of its content. */
const hasOrigin = 0x80;
const hasRightOrigin = 0x40;
const contentKind = 0x1f;
const contentString = 4;

/** Numbers of up to 53 bits: seven bits of each byte. */
const maxNumberBytes = 8;

/** The byte of every number below 128, and of every ASCII character. */
const firstOfMany = 0x80;

const nothing: UpdateContents['deleted'] = new Map();

/** One run of ASCII text beside text that was there, and no deletion: what typing makes. */
export interface TypedRun extends ClockRange {
  /** The letter to the left when it was typed. */
  readonly origin: Place | null;
  /** The letter to the right. */
  readonly rightOrigin: Place | null;
  /** Where in the update's bytes the length of the text stands, which the text follows. */
  readonly lengthAt: number;
  readonly textAt: number;
}

/** An operation by its client and clock. */
interface Place {
  readonly client: number;
  readonly clock: number;
}

/**
 * Reads the update that typing makes, without a decoder and its objects: nearly every update that a server sees is one,
 * and decoding was a tenth of its work.
 *
 * @returns `null` for everything else, right or wrong: see `readUpdate`, which says the same about the same bytes
 */
export function readTypedUpdate(update: Uint8Array): UpdateContents | null {
  const run = readTypedRun(update);
  if (run === null) return null;
  const { client, clock, length, textAt } = run;
  return { inserted: [{ client, clock, length }], deleted: nothing, deletionsAt: textAt + length };
}

/** The run that an update consists of; `null` as for `readTypedUpdate`. */
export function readTypedRun(update: Uint8Array): TypedRun | null {
  // One client with one operation; the client's id and clock follow.
  if (update[0] !== 1 || update[1] !== 1) return null;
  const cursor: Cursor = { update, at: 2 };
  const client = readNumber(cursor);
  const clock = readNumber(cursor);
  const info = update[cursor.at++] ?? 0;
  if ((info & contentKind) !== contentString || (info & (hasOrigin | hasRightOrigin)) === 0) return null;
  const origin = (info & hasOrigin) === 0 ? null : readPlace(cursor);
  const rightOrigin = (info & hasRightOrigin) === 0 ? null : readPlace(cursor);
  if (isFuture(origin, client, clock) || isFuture(rightOrigin, client, clock)) return null;
  const lengthAt = cursor.at;
  const length = readNumber(cursor);
  const textAt = cursor.at;
  const deletionsAt = textAt + length;
  // A number that could not be read made this a NaN.
  if (!(length > 0) || deletionsAt !== update.length - 1 || update[deletionsAt] !== 0) return null;
  if (!Number.isSafeInteger(clock + length)) return null;
  for (let at = textAt; at < deletionsAt; at++) if ((update[at] ?? firstOfMany) >= firstOfMany) return null;
  return { client, clock, length, origin, rightOrigin, lengthAt, textAt };
}

function readPlace(cursor: Cursor): Place {
  const client = readNumber(cursor);
  return { client, clock: readNumber(cursor) };
}

function isFuture(place: Place | null, client: number, clock: number): boolean {
  return place !== null && place.client === client && place.clock >= clock;
}

interface Cursor {
  readonly update: Uint8Array;
  at: number;
}

/** A variable-length number; NaN for one that ends too late or is too large, and then for all that follow. */
function readNumber(cursor: Cursor): number {
  let value = 0;
  let factor = 1;
  for (let read = 0; read < maxNumberBytes; read++) {
    const byte = cursor.update[cursor.at++] ?? firstOfMany;
    value += (byte & (firstOfMany - 1)) * factor;
    if (byte < firstOfMany && value <= Number.MAX_SAFE_INTEGER) return value;
    if (byte < firstOfMany) break;
    factor *= firstOfMany;
  }
  cursor.at = Number.NaN;
  return Number.NaN;
}
