import { RequestError } from './problem.js';

/** How slow an upload may be, milliseconds and bytes. */
export interface UploadPace {
  /** How long nothing may come. */
  readonly idleMs: number;
  /** After this time an upload must have been at least so fast. */
  readonly graceMs: number;
  readonly bytesPerSecond: number;
}

/** Slower than any line that people work on, and bounded: the largest file takes an hour, not for ever. */
export const defaultPace: UploadPace = { idleMs: 30_000, graceMs: 60_000, bytesPerSecond: 8 * 1024 };

/** Of a refused upload; only until its connection is ended. */
const maxDiscardedBytes = 64 * 1024 * 1024;

export interface UploadBodyOptions {
  readonly stream: ReadableStream<Uint8Array>;
  /** From Content-Length; `null` without one. */
  readonly declaredBytes: number | null;
  readonly pace: UploadPace;
  /** Milliseconds from any start. */
  readonly now: () => number;
  /** The client went away, stood still or was too slow. */
  readonly onBrokenOff: () => void;
}

/**
 * The bytes of an upload as they come, in a bounded time.
 *
 * @throws {RequestError} 408 too slow; 400 it ended before its end
 */
export async function* uploadBody(options: UploadBodyOptions): AsyncGenerator<Uint8Array, void, undefined> {
  const { stream, declaredBytes, pace, now, onBrokenOff } = options;
  const reader = stream.getReader();
  const startedAt = now();
  let received = 0;
  let isWhole = false;
  try {
    for (;;) {
      const { done, value } = await within(pace.idleMs, reader.read());
      if (done) break;
      received += value.byteLength;
      const elapsed = now() - startedAt;
      if (elapsed > pace.graceMs && received < (elapsed / 1000) * pace.bytesPerSecond) throw tooSlow();
      yield value;
    }
    if (declaredBytes !== null && received !== declaredBytes) throw brokenOff();
    isWhole = true;
  } catch (error) {
    if (!isWhole) onBrokenOff();
    // Whatever else a stream throws means that its other end is gone.
    throw error instanceof RequestError ? error : brokenOff();
  } finally {
    // Not awaited: the client should hear at once. Whoever refuses and hangs up while the client still sends is not heard.
    if (!isWhole) void discard(reader);
  }
}

/** Takes, and forgets, what a client sends before it has read its answer. The server ends the connection soon after. */
async function discard(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    for (let bytes = 0; bytes < maxDiscardedBytes; ) {
      const { done, value } = await reader.read();
      if (done) return;
      bytes += value.byteLength;
    }
    await reader.cancel();
  } catch {
    // The connection is over: so is this.
  }
}

async function within<T>(timeoutMs: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow()), timeoutMs);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function tooSlow(): RequestError {
  return new RequestError(408, 'too-slow', 'the upload stood still or was too slow', { Connection: 'close' });
}

function brokenOff(): RequestError {
  return new RequestError(400, 'broken-off', 'the upload ended before its end');
}
