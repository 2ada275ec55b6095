import { decodeAwareness, decodeFrame, type Frame } from '@manyhands/protocol';
import type { Connection } from '../../src/core/connection.js';

type FrameOf<T extends Frame['type']> = Extract<Frame, { type: T }>;

/** The server's end of a pipe whose other end a test reads. Frames are delivered at once unless it is `stuck`. */
export class FakeConnection implements Connection {
  readonly address = '192.0.2.1';
  readonly frames: Frame[] = [];
  closed: { code: number; reason: string } | null = null;
  probes = 0;
  bufferedBytes = 0;
  /** A reader that has stopped: what is sent to it stays in the buffer. */
  isStuck = false;
  onFrame: (frame: Uint8Array) => void = () => {};

  get isOpen(): boolean {
    return this.closed === null;
  }

  send(frame: Uint8Array): void {
    if (!this.isOpen) return;
    if (this.isStuck) this.bufferedBytes += frame.byteLength;
    this.frames.push(decodeFrame(frame));
    this.onFrame(frame);
  }

  sendTogether(frames: readonly Uint8Array[]): void {
    for (const frame of frames) this.send(frame);
  }

  close(code: number, reason: string): void {
    this.closed ??= { code, reason };
  }

  probe(): void {
    this.probes++;
  }

  drain(): void {
    this.isStuck = false;
    this.bufferedBytes = 0;
  }

  of<T extends Frame['type']>(type: T): FrameOf<T>[] {
    return this.frames.filter((frame): frame is FrameOf<T> => frame.type === type);
  }

  /** Entries of all awareness messages so far, oldest first. */
  awareness() {
    return this.of('awareness').flatMap(({ entries }) => decodeAwareness(entries));
  }
}
