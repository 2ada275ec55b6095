import { maxRoomNameBytes } from '@manyhands/protocol';
import { BadRoomNameError } from '../core/errors.js';

/** The first byte of every key, so that each kind is one contiguous range. */
const prefixes = {
  file: 'b',
  fileOf: 'u',
  fileUser: 'v',
  format: 'f',
  index: 'd',
  history: 'h',
  log: 'l',
  quarantine: 'q',
  revocation: 'r',
  snapshot: 's',
  tombstone: 't',
} as const;

export type KeyKind = keyof typeof prefixes;

/** `gte` inclusive, `lt` exclusive. */
export interface KeyRange {
  readonly gte: Uint8Array;
  readonly lt: Uint8Array;
}

/** Where the version of the layout is kept. */
export const formatKey: Uint8Array = Buffer.from(prefixes.format);

/** Where a time is kept that no later stamp may come before. */
export const clockKey: Uint8Array = Buffer.from(`${prefixes.format}clock`);

/**
 * A text inside a key: zero bytes become `00 FF`, and `00 01` ends it. Keys thus sort by the UTF-8 bytes of the text,
 * whatever it contains, and no text's keys lie within another's range.
 */
export function encodeKeyText(text: string): Uint8Array {
  const utf8 = Buffer.from(text);
  return Buffer.concat([escapeZeros(utf8), Buffer.of(0, 1)]);
}

/** The text that starts at `offset`, and where it ends. @throws {RangeError} when nothing ends it. */
export function decodeKeyText(key: Uint8Array, offset: number): { text: string; end: number } {
  const bytes: number[] = [];
  for (let at = offset; at < key.byteLength; at++) {
    const byte = key[at] ?? 0;
    if (byte !== 0) {
      bytes.push(byte);
    } else if (key[at + 1] === 1) {
      return { text: Buffer.from(bytes).toString(), end: at + 2 };
    } else {
      bytes.push(0);
      at += 1;
    }
  }
  throw new RangeError('a key holds a text without an end');
}

/** Every key of one kind. */
export function rangeOf(kind: KeyKind): KeyRange {
  return prefixRange(Buffer.from(prefixes[kind]));
}

/** Which document's key this is. @param key an index, snapshot, log, history or tombstone key. */
export function documentOf(key: Uint8Array): string {
  return decodeKeyText(key, 1).text;
}

/** The keys of one document. */
export class DocumentKeys {
  readonly #name: Uint8Array;
  readonly #log: Uint8Array;
  readonly snapshot: Uint8Array;
  readonly tombstone: Uint8Array;

  /** @throws {BadRoomNameError} for an empty name, one that is too long or one that has no UTF-8. */
  constructor(name: string) {
    const bytes = Buffer.byteLength(name);
    if (bytes === 0 || bytes > maxRoomNameBytes) {
      throw new BadRoomNameError(`a document's name takes 1 to ${maxRoomNameBytes} bytes of UTF-8`);
    }
    // Lone surrogates would all become U+FFFD, so that different names shared their keys.
    if (/\p{Surrogate}/u.test(name)) throw new BadRoomNameError("a document's name is not valid Unicode");
    this.#name = encodeKeyText(name);
    this.#log = this.#prefix('log');
    this.snapshot = this.#prefix('snapshot');
    this.tombstone = this.#prefix('tombstone');
  }

  /** One logged update. @param stamp from `KeyClock`. */
  log(stamp: Uint8Array): Uint8Array {
    return join(this.#log, stamp);
  }

  /** One writer's share of what is known of the document; the empty stamp is the share that compaction keeps. */
  index(stamp: Uint8Array): Uint8Array {
    return join(this.#prefix('index'), stamp);
  }

  /** One history segment, named by the stamp of its first record. */
  history(stamp: Uint8Array): Uint8Array {
    return join(this.#prefix('history'), stamp);
  }

  range(kind: 'index' | 'log' | 'history' | 'snapshot'): KeyRange {
    return prefixRange(this.#prefix(kind));
  }

  /** The log after a stamp; all of it for `null`. */
  logAfter(stamp: Uint8Array | null): KeyRange {
    const all = prefixRange(this.#log);
    return stamp === null ? all : { gte: keyAfter(this.log(stamp)), lt: all.lt };
  }

  #prefix(kind: KeyKind): Uint8Array {
    return join(Buffer.from(prefixes[kind]), this.#name);
  }
}

/** The least key greater than this one. */
export function keyAfter(key: Uint8Array): Uint8Array {
  return Buffer.concat([key, Buffer.of(0)]);
}

/** A copy's key: the original one and what tells contents apart, so that a second copy never replaces the first. */
export function quarantineKey(original: Uint8Array, digest: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(prefixes.quarantine), original, digest]);
}

/** The longest time that six bytes hold: the year 10889. */
const maxKeyTime = 2 ** 48 - 1;

/** Everything that a revocation says is in its key, so that adding one never has to read or merge. */
export function revocationKey(kind: 'token' | 'user', id: string, revokedAt: number, expiresAt: number): Uint8Array {
  const times = Buffer.alloc(12);
  times.writeUIntBE(Math.min(revokedAt, maxKeyTime), 0, 6);
  times.writeUIntBE(Math.min(expiresAt, maxKeyTime), 6, 6);
  return Buffer.concat([Buffer.from(prefixes.revocation), Buffer.from(kind[0] ?? ''), encodeKeyText(id), times]);
}

/** @throws {RangeError} when it is not one. */
export function decodeRevocationKey(key: Uint8Array) {
  const { text: id, end } = decodeKeyText(key, 2);
  const times = Buffer.from(key.buffer, key.byteOffset + end, key.byteLength - end);
  const kind = String.fromCharCode(key[1] ?? 0) === 't' ? ('token' as const) : ('user' as const);
  return { kind, id, revokedAt: times.readUIntBE(0, 6), expiresAt: times.readUIntBE(6, 6) };
}

/** What is known of a file. */
export function fileKey(hash: string): Uint8Array {
  return Buffer.concat([Buffer.from(prefixes.file), encodeKeyText(hash)]);
}

/** That a document uses a file, by document: to find what a deletion lets go. */
export function fileOfKey(document: string, hash: string): Uint8Array {
  return Buffer.concat([Buffer.from(prefixes.fileOf), encodeKeyText(document), encodeKeyText(hash)]);
}

/** The same by file: to find who uses it still. */
export function fileUserKey(hash: string, document: string): Uint8Array {
  return Buffer.concat([Buffer.from(prefixes.fileUser), encodeKeyText(hash), encodeKeyText(document)]);
}

/** The keys that begin with one text. */
export function rangeWithin(kind: 'fileOf' | 'fileUser', first: string): KeyRange {
  return prefixRange(Buffer.concat([Buffer.from(prefixes[kind]), encodeKeyText(first)]));
}

/** The two texts of a key that links a file and a document, in its own order. @throws {RangeError} */
export function linkOf(key: Uint8Array): readonly [first: string, second: string] {
  const { text: first, end } = decodeKeyText(key, 1);
  return [first, decodeKeyText(key, end).text];
}

/** @throws {RangeError} when it is not a file's key */
export function hashOf(key: Uint8Array): string {
  return decodeKeyText(key, 1).text;
}

function prefixRange(prefix: Uint8Array): KeyRange {
  const after = Uint8Array.from(prefix);
  // Prefixes end in an ASCII letter or in 01, never in FF, so that this does not overflow.
  after[after.length - 1] = (after[after.length - 1] ?? 0) + 1;
  return { gte: prefix, lt: after };
}

function escapeZeros(bytes: Uint8Array): Uint8Array {
  return bytes.includes(0) ? Uint8Array.from([...bytes].flatMap((byte) => (byte === 0 ? [0, 0xff] : [byte]))) : bytes;
}

function join(prefix: Uint8Array, end: Uint8Array): Uint8Array {
  const key = Buffer.allocUnsafe(prefix.byteLength + end.byteLength);
  key.set(prefix);
  key.set(end, prefix.byteLength);
  return key;
}
