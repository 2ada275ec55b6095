import { randomInt } from 'node:crypto';

/** Base 58: no two characters that look alike, and a double click selects it all. */
const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** About 128 bits: on an open server, knowing the id is what lets a person in. */
const length = 22;

/** A new document's id, not to be guessed. */
export function newDocumentId(): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
