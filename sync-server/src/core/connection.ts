/**
 * One client's pipe, whatever carries it. The core cannot tell transports apart.
 *
 * `send` never throws and never blocks; a frame given to a closed connection is dropped. Frames are immutable once
 * sent: the same bytes go to many connections.
 */
export interface Connection {
  send(frame: Uint8Array): void;
  /** Sends several frames in one go. The same array is given to many connections, so it can be prepared once. */
  sendTogether(frames: readonly Uint8Array[]): void;
  /** Idempotent. The code is one of `closeCodes`; the reason is shown to developers, never content. */
  close(code: number, reason: string): void;
  /** Asks the peer for a sign of life and ends the connection if none comes within the time. */
  probe(timeoutMs: number): void;
  /** Bytes given to `send` that have not left the process. */
  readonly bufferedBytes: number;
  readonly isOpen: boolean;
  /** The peer's address after trusted proxies, for limits. */
  readonly address: string;
}
