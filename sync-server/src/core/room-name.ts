import { maxRoomNameBytes } from '@manyhands/protocol';
import { encodeUtf8 } from 'lib0/string';
import { BadRoomNameError } from './errors.js';

declare const brand: unique symbol;

/** A room's name that was checked: safe to use in keys, logs and token patterns. */
export type RoomName = string & { readonly [brand]: 'RoomName' };

/** Controls and line separators would forge log lines; lone surrogates have no UTF-8, so two names could share a key. */
const forbiddenCharacter = /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}]/u;

/** Encoded, each byte of a name takes at most the three characters of `%xx`. */
const maxEncodedLength = 3 * maxRoomNameBytes;

/**
 * Reads a room's name from a URL: decodes percent-encoding exactly once and checks the result with `checkRoomName`.
 * An encoded slash separates segments like a plain one; `+` stays `+`; characters that need no encoding pass as they are.
 *
 * @throws {BadRoomNameError} for malformed percent-encoding and for every name that `checkRoomName` refuses.
 */
export function parseRoomName(percentEncoded: string): RoomName {
  if (percentEncoded.length > maxEncodedLength) throw tooLong();
  let name: string;
  try {
    name = decodeURIComponent(percentEncoded);
  } catch {
    throw new BadRoomNameError('the room name has malformed percent-encoding');
  }
  return checkRoomName(name);
}

/**
 * Checks a name that is already plain text, such as one from a JSON body.
 *
 * All of Unicode may be used. Names are compared by their code points and are not normalised: `é` as one code point and
 * as two are different rooms, because changing what a stock client asked for would put it into a room that it did not name.
 * `*` is refused, because token patterns give it a meaning: a room's own name is thus always a pattern for that room alone.
 *
 * @throws {BadRoomNameError} empty or longer than `maxRoomNameBytes` in UTF-8; control characters, line separators, lone
 *   surrogates or `*`; a slash at either end; an empty, `.` or `..` segment, which URL parsers along the way would resolve.
 */
export function checkRoomName(name: string): RoomName {
  if (name === '') throw new BadRoomNameError('the room name is empty');
  // A UTF-16 unit takes at least one byte, so this bounds the work below.
  if (name.length > maxRoomNameBytes) throw tooLong();
  if (forbiddenCharacter.test(name)) throw new BadRoomNameError('the room name has a character that is not allowed');
  if (name.includes('*')) throw new BadRoomNameError('the room name has a "*", which token patterns give a meaning');
  if (encodeUtf8(name).byteLength > maxRoomNameBytes) throw tooLong();
  for (const segment of name.split('/')) {
    if (segment === '') throw new BadRoomNameError('the room name has an empty segment, or a slash at an end');
    if (segment === '.' || segment === '..') throw new BadRoomNameError(`the room name has a "${segment}" segment`);
  }
  return name as RoomName;
}

function tooLong(): BadRoomNameError {
  return new BadRoomNameError(`the room name is longer than ${maxRoomNameBytes} bytes`);
}
