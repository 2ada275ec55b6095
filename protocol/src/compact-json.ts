/** Where in a text of bytes a value stands; `end` is behind its last byte. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What is known of a JSON object without having made it. */
export interface ScannedObject {
  /** The value of the member that was asked for; `null` if the object has none of that name. */
  readonly member: ByteRange | null;
  /** Whether everything outside of that value is ASCII, and so valid UTF-8. */
  readonly isAsciiAround: boolean;
}

const quote = 0x22;
const plus = 0x2b;
const comma = 0x2c;
const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const firstPrintable = 0x20;
const firstBeyondAscii = 0x80;

/** Deeper nesting than this is left to `JSON.parse`. */
const maxDepth = 16;

/** What every reader below returns instead of an end for what is not of the simple kind. */
const failed = -1;

/**
 * Finds a member of a JSON object that is written as `JSON.stringify` writes it: no spaces, and no escapes in the names at
 * the top. `JSON.parse` makes dozens of objects and strings where a server only wants to know that a text is an object
 * and that one member of it is what it was before.
 *
 * What it accepts is always JSON, but for UTF-8: bytes past ASCII are taken as they come, see `isAsciiAround`.
 *
 * @param name of printable ASCII without quotes and backslashes
 * @returns `null` for everything else: perhaps JSON of another kind, perhaps none
 */
export function scanObject(bytes: Uint8Array, name: string): ScannedObject | null {
  if (bytes[0] !== openBrace) return null;
  if (bytes[1] === closeBrace) return bytes.length === 2 ? { member: null, isAsciiAround: true } : null;
  let member: ByteRange | null = null;
  let at = 1;
  for (;;) {
    const nameEnd = stringEnd(bytes, at);
    if (nameEnd === failed || bytes[nameEnd] !== colon || bytes.subarray(at, nameEnd).includes(backslash)) return null;
    const start = nameEnd + 1;
    const end = valueEnd(bytes, start, 1);
    if (end === failed) return null;
    if (isNamed(bytes, at, nameEnd, name)) {
      // Of two members of one name the last counts; hardly anybody writes that.
      if (member !== null) return null;
      member = { start, end };
    }
    if (bytes[end] === closeBrace) {
      return end + 1 === bytes.length ? { member, isAsciiAround: isAsciiAround(bytes, member) } : null;
    }
    if (bytes[end] !== comma) return null;
    at = end + 1;
  }
}

function isNamed(bytes: Uint8Array, start: number, end: number, name: string): boolean {
  if (end - start !== name.length + 2) return false;
  for (let index = 0; index < name.length; index++) {
    if (bytes[start + 1 + index] !== name.charCodeAt(index)) return false;
  }
  return true;
}

function isAsciiAround(bytes: Uint8Array, member: ByteRange | null): boolean {
  const skipped = member ?? { start: bytes.length, end: bytes.length };
  return isAscii(bytes, 0, skipped.start) && isAscii(bytes, skipped.end, bytes.length);
}

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] ?? 0) >= firstBeyondAscii) return false;
  return true;
}

function valueEnd(bytes: Uint8Array, at: number, depth: number): number {
  switch (bytes[at]) {
    case quote:
      return stringEnd(bytes, at);
    case openBrace:
      return listEnd(bytes, at, closeBrace, depth + 1);
    case openBracket:
      return listEnd(bytes, at, closeBracket, depth + 1);
    case 0x74:
      return wordEnd(bytes, at, 'true');
    case 0x66:
      return wordEnd(bytes, at, 'false');
    case 0x6e:
      return wordEnd(bytes, at, 'null');
    default:
      return numberEnd(bytes, at);
  }
}

/** An object's members or an array's values. */
function listEnd(bytes: Uint8Array, start: number, close: number, depth: number): number {
  if (depth > maxDepth) return failed;
  let at = start + 1;
  if (bytes[at] === close) return at + 1;
  for (;;) {
    if (close === closeBrace) {
      at = stringEnd(bytes, at);
      if (at === failed || bytes[at] !== colon) return failed;
      at += 1;
    }
    at = valueEnd(bytes, at, depth);
    if (at === failed) return failed;
    if (bytes[at] === close) return at + 1;
    if (bytes[at] !== comma) return failed;
    at += 1;
  }
}

function stringEnd(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== quote) return failed;
  for (let at = start + 1; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) return at + 1;
    if (byte < firstPrintable) return failed;
    if (byte !== backslash) continue;
    at = escapeEnd(bytes, at + 1) - 1;
    if (at < start) return failed;
  }
  return failed;
}

/** What follows a backslash: one of `"\/bfnrt`, or `u` and four hexadecimal digits. */
function escapeEnd(bytes: Uint8Array, at: number): number {
  const escaped = String.fromCharCode(bytes[at] ?? 0);
  if ('"\\/bfnrt'.includes(escaped)) return at + 1;
  if (escaped !== 'u' || at + 5 > bytes.length) return failed;
  for (let digit = at + 1; digit < at + 5; digit++) {
    if (!/[\da-f]/i.test(String.fromCharCode(bytes[digit] ?? 0))) return failed;
  }
  return at + 5;
}

function wordEnd(bytes: Uint8Array, at: number, word: string): number {
  for (let index = 0; index < word.length; index++) {
    if (bytes[at + index] !== word.charCodeAt(index)) return failed;
  }
  return at + word.length;
}

function numberEnd(bytes: Uint8Array, start: number): number {
  const whole = bytes[start] === minus ? start + 1 : start;
  let at = bytes[whole] === zero ? whole + 1 : digitsEnd(bytes, whole);
  if (at !== failed && bytes[at] === point) at = digitsEnd(bytes, at + 1);
  if (at === failed || (bytes[at] !== 0x65 && bytes[at] !== 0x45)) return at;
  const hasSign = bytes[at + 1] === plus || bytes[at + 1] === minus;
  return digitsEnd(bytes, at + (hasSign ? 2 : 1));
}

/** At least one digit. */
function digitsEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while ((bytes[at] ?? 0) >= zero && (bytes[at] ?? 0) <= nine) at++;
  return at === start ? failed : at;
}
