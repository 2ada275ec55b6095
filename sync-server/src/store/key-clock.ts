import { randomBytes } from 'node:crypto';

const timeBytes = 6;
const counterBytes = 4;
const writerBytes = 6;
const maxCounter = 2 ** 32 - 1;

/** A stamp's length: time, counter and writer. */
export const stampBytes = timeBytes + counterBytes + writerBytes;

/**
 * Makes the sortable, unique ends of append keys without reading anything: milliseconds, then a counter, then a random
 * id of this writer. Two writers can never make the same stamp, and one writer's stamps only ever rise, also when the
 * machine's clock is set back.
 *
 * It is a hybrid logical clock: `witness` takes in the stamps that are already stored, so that what is appended after
 * reading a document sorts after what was read. (Kulkarni et al., "Logical Physical Clocks", 2014.)
 */
export class KeyClock {
  readonly #now: () => number;
  readonly #writer: Uint8Array;
  #time = 0;
  #counter = 0;

  /** @param start no stamp is earlier than this, whatever the machine's clock says. */
  constructor(now: () => number, start = 0, writer: Uint8Array = randomBytes(writerBytes)) {
    this.#now = now;
    this.#time = start;
    this.#writer = writer;
  }

  /** A stamp greater than every one made or witnessed before. */
  next(): Uint8Array {
    const now = Math.floor(this.#now());
    if (now > this.#time) {
      this.#time = now;
      this.#counter = 0;
    } else if (this.#counter === maxCounter) {
      this.#time += 1;
      this.#counter = 0;
    } else {
      this.#counter += 1;
    }
    const stamp = Buffer.allocUnsafe(stampBytes);
    stamp.writeUIntBE(this.#time, 0, timeBytes);
    stamp.writeUInt32BE(this.#counter, timeBytes);
    stamp.set(this.#writer, timeBytes + counterBytes);
    return stamp;
  }

  /** What `startClock` reads at the next opening. */
  encodeFloor(): Uint8Array {
    return Buffer.from(String(this.#time));
  }

  /** @param key any key that ends in a stamp. */
  witness(key: Uint8Array): void {
    const stamp = Buffer.from(key.buffer, key.byteOffset + key.byteLength - stampBytes, stampBytes);
    const time = stamp.readUIntBE(0, timeBytes);
    const counter = stamp.readUInt32BE(timeBytes);
    if (time < this.#time || (time === this.#time && counter <= this.#counter)) return;
    this.#time = time;
    this.#counter = counter;
  }
}
