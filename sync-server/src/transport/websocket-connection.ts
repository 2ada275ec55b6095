import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Connection } from '../core/connection.js';
import { toWireBytes } from './wire-frame.js';

/** A close frame holds 125 bytes, two of which are the code. */
const maxReasonBytes = 123;

const frameOptions = { binary: true, fin: true } as const;

/** The batch that was sent last: a room sends the same one to everybody, one connection after the other. */
let prepared: { readonly frames: readonly Uint8Array[]; readonly bytes: Buffer } | null = null;

/**
 * A WebSocket as the core sees it, with the signs by which a dead peer is told from a slow one: anything received, and
 * bytes that the kernel took. A peer that reads slowly cannot answer a ping that waits behind a megabyte, but it moves.
 */
export class WebSocketConnection implements Connection {
  readonly address: string;
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  readonly #now: () => number;
  /** Settled before the connection is open; ws makes a new text of it whenever it is asked. */
  readonly #isCompressed: boolean;
  #aliveAt: number;
  #bytesLeft = 0;
  #probe: NodeJS.Timeout | null = null;

  constructor(options: { webSocket: WebSocket; socket: Socket; address: string; now: () => number }) {
    this.#webSocket = options.webSocket;
    this.#socket = options.socket;
    this.address = options.address;
    this.#isCompressed = options.webSocket.extensions !== '';
    this.#now = options.now;
    this.#aliveAt = options.now();
    options.webSocket.on('pong', () => this.heard());
  }

  get bufferedBytes(): number {
    return this.#webSocket.bufferedAmount;
  }

  get isOpen(): boolean {
    return this.#webSocket.readyState === this.#webSocket.OPEN;
  }

  send(frame: Uint8Array): void {
    if (this.isOpen) this.#webSocket.send(frame, frameOptions);
  }

  sendTogether(frames: readonly Uint8Array[]): void {
    if (!this.isOpen) return;
    if (this.#isCompressed) {
      // Compressed messages depend on those before them on the same connection.
      for (const frame of frames) this.#webSocket.send(frame, frameOptions);
      return;
    }
    if (prepared?.frames !== frames) prepared = { frames, bytes: toWireBytes(frames) };
    this.#socket.write(prepared.bytes);
  }

  close(code: number, reason: string): void {
    this.#clearProbe();
    this.#webSocket.close(code, reasonBytes(reason));
  }

  probe(timeoutMs: number): void {
    if (this.#probe !== null || !this.isOpen) return;
    const askedAt = this.#now();
    this.#noteProgress();
    this.#webSocket.ping();
    this.#probe = setTimeout(() => {
      this.#probe = null;
      if (this.aliveAt() <= askedAt) this.terminate();
    }, timeoutMs);
    this.#probe.unref();
  }

  /** Something arrived: the peer lives. */
  heard(): void {
    this.#aliveAt = this.#now();
    this.#clearProbe();
  }

  /** The last sign of life, milliseconds since the epoch. */
  aliveAt(): number {
    this.#noteProgress();
    return this.#aliveAt;
  }

  ping(): void {
    if (this.isOpen) this.#webSocket.ping();
  }

  /** Ends the connection without a goodbye: the peer is not there to hear it. */
  terminate(): void {
    this.#clearProbe();
    this.#webSocket.terminate();
  }

  #noteProgress(): void {
    const bytesLeft = this.#socket.bytesWritten - this.#socket.writableLength;
    if (bytesLeft > this.#bytesLeft && this.bufferedBytes > 0) this.#aliveAt = this.#now();
    this.#bytesLeft = bytesLeft;
  }

  #clearProbe(): void {
    if (this.#probe !== null) clearTimeout(this.#probe);
    this.#probe = null;
  }
}

/** As much of the reason as fits. It is cut between letters: a peer takes half a letter for a broken frame. */
function reasonBytes(reason: string): Buffer {
  const bytes = Buffer.from(reason);
  let end = Math.min(bytes.length, maxReasonBytes);
  while (end < bytes.length && continuesLetter(bytes[end])) end--;
  return bytes.subarray(0, end);
}

/** In UTF-8 every byte of a letter but the first is 10xxxxxx. */
function continuesLetter(byte = 0): boolean {
  return byte >> 6 === 0b10;
}
