import type { UpdateContents } from './update-contents.js';

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

/**
 * Reads the update that typing makes, without a decoder and its objects: one run of ASCII text beside text that was there,
 * and no deletion. That is nearly every update that a server sees, and decoding was a tenth of its work.
 *
 * @returns `null` for everything else, right or wrong: see `readUpdate`, which says the same about the same bytes
 */
export function readTypedUpdate(update: Uint8Array): UpdateContents | null {
  // One client with one operation; the client's id and clock follow.
  if (update[0] !== 1 || update[1] !== 1) return null;
  const cursor: Cursor = { update, at: 2 };
  const client = readNumber(cursor);
  const clock = readNumber(cursor);
  const info = update[cursor.at++] ?? 0;
  if ((info & contentKind) !== contentString || (info & (hasOrigin | hasRightOrigin)) === 0) return null;
  for (const bit of [hasOrigin, hasRightOrigin]) {
    if ((info & bit) === 0) continue;
    const originClient = readNumber(cursor);
    const originClock = readNumber(cursor);
    if (originClient === client && originClock >= clock) return null;
  }
  const length = readNumber(cursor);
  const deletionsAt = cursor.at + length;
  // A number that could not be read made this a NaN.
  if (!(length > 0) || deletionsAt !== update.length - 1 || update[deletionsAt] !== 0) return null;
  if (!Number.isSafeInteger(clock + length)) return null;
  for (let at = cursor.at; at < deletionsAt; at++) if ((update[at] ?? firstOfMany) >= firstOfMany) return null;
  return { inserted: [{ client, clock, length }], deleted: nothing, deletionsAt };
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
