import { createHmac, timingSafeEqual } from 'node:crypto';

/** Bytes of a key: 2^128 guesses are enough. */
const keyBytes = 16;

/** What is in the address of a file and lets whoever has it read that file. */
export interface FileKeys {
  keyOf(hash: string): string;
  isKeyOf(hash: string, key: string): boolean;
}

/**
 * Keys that only this server can make. A file's hash alone would not do: whoever has a file's content knows it, and could
 * ask whether the server has it too.
 */
export function createFileKeys(secret: Uint8Array): FileKeys {
  function bytesOf(hash: string): Buffer {
    return createHmac('sha256', secret).update(`file:${hash}`).digest().subarray(0, keyBytes);
  }
  return {
    keyOf: (hash) => bytesOf(hash).toString('base64url'),
    isKeyOf(hash, key) {
      const given = Buffer.from(key, 'base64url');
      return given.byteLength === keyBytes && timingSafeEqual(given, bytesOf(hash));
    },
  };
}
