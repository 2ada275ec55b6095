import { exceeds } from './limits.js';

/** What arrives before the room is loaded is kept, up to this many frames or one largest frame. */
const maxFrames = 1_000;

/** What a client sent before its room was loaded. */
export class EarlyFrames {
  readonly #maxBytes: number;
  readonly #frames: Uint8Array[] = [];
  #bytes = 0;

  /** @param maxBytes of all frames together, 0 = no limit */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Keeps a copy of a frame; `false`, and nothing is kept, once there are too many. */
  keep(frame: Uint8Array): boolean {
    this.#bytes += frame.byteLength;
    if (this.#frames.length >= maxFrames || exceeds(this.#bytes, this.#maxBytes)) return false;
    this.#frames.push(new Uint8Array(frame));
    return true;
  }

  [Symbol.iterator](): Iterator<Uint8Array> {
    return this.#frames[Symbol.iterator]();
  }
}
