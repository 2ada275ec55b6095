import { createRequire } from 'node:module';
import { Piscina } from 'piscina';
import type { DocumentDraft, RenderTask } from './conversions.js';
import type { Converted } from './converted.js';
import { RequestError } from './problem.js';
import { readDraft } from './read-draft.js';

/** Conversions between documents and what the API speaks. */
export interface Converter {
  /**
   * Takes the bytes of `update` for itself: they may be gone afterwards.
   *
   * @throws {RequestError} the document cannot be converted, or not now
   */
  render(task: RenderTask): Promise<string>;
  /** Reads the body of a request to create a document, and takes its bytes as `render` does. @throws {RequestError} */
  draft(body: Uint8Array<ArrayBuffer>): Promise<DocumentDraft>;
  /** The titles of documents, in order. Takes the bytes as `render` does. @throws {RequestError} */
  titles(updates: readonly Uint8Array<ArrayBuffer>[]): Promise<string[]>;
  /** Ends what is under way. Idempotent. */
  close(): Promise<void>;
}

export interface ConverterOptions {
  /** Most time that a conversion takes, waiting included, milliseconds. */
  readonly timeoutMs?: number;
  /** Most conversions at a time, the one under way and those that wait. */
  readonly maxPending?: number;
  /** Most bytes that they hold together. One that is larger by itself still gets its turn. */
  readonly maxPendingBytes?: number;
  /** Most memory of the worker, MiB. */
  readonly maxHeapMib?: number;
  /** How long an unused worker is kept, milliseconds. */
  readonly idleTimeoutMs?: number;
}

/** Up to this size a body without content to convert is read at once: starting a worker takes longer. */
const smallBodyBytes = 16 * 1024;

/**
 * Converts in a worker thread, so that a large document never holds up the relay and a hostile one can be stopped. The
 * thread is started when it is needed and ended when it is idle.
 */
export function createConverter({
  timeoutMs = 15_000,
  maxPending = 32,
  maxPendingBytes = 128 * 1024 * 1024,
  maxHeapMib = 1_024,
  idleTimeoutMs = 30_000,
}: ConverterOptions = {}): Converter {
  let pool: Piscina | null = null;
  let isClosed = false;
  // Counted here: piscina does not apply its own bound to tasks that can be aborted.
  let pending = 0;
  let pendingBytes = 0;
  const open = () =>
    new Piscina({
      filename: createRequire(import.meta.url).resolve('#export-worker'),
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: idleTimeoutMs,
      // A thread parked in Atomics.wait could not be told to end before the next task.
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMib },
    });

  async function run<T>(
    name: 'render' | 'draftDocument' | 'titlesOf',
    task: unknown,
    bytes: readonly Uint8Array<ArrayBuffer>[],
  ): Promise<T> {
    if (isClosed) throw new RequestError(503, 'restarting', 'the server is shutting down');
    const size = bytes.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (pending >= maxPending || (pending > 0 && pendingBytes + size > maxPendingBytes)) {
      throw new RequestError(503, 'conversion-busy', 'too many conversions are waiting');
    }
    pool ??= open();
    pending++;
    pendingBytes += size;
    let converted: Converted<T>;
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      converted = (await pool.run(task, {
        name,
        signal,
        transferList: bytes.map(({ buffer }) => buffer),
      })) as Converted<T>;
    } catch (error) {
      throw failure(error, isClosed);
    } finally {
      pending--;
      pendingBytes -= size;
    }
    if (!converted.ok) throw new RequestError(converted.status, converted.code, converted.message);
    return converted.value;
  }

  return {
    render: (task) => run('render', task, [task.update]),
    titles: (updates) => run('titlesOf', updates, updates),
    async draft(body) {
      if (body.length <= smallBodyBytes && !mayHoldContent(body)) {
        const draft = readDraft(body);
        if (!draft.ok) throw new RequestError(draft.status, draft.code, draft.message);
        return { id: draft.value.id, update: null };
      }
      return run('draftDocument', body, [body]);
    },
    async close() {
      isClosed = true;
      await pool?.destroy();
    },
  };
}

/**
 * By the text alone: whether one of the keys with content is in it. In doubt, yes. What converts is loaded in the worker
 * only: it is 15 MiB that most servers never need.
 */
function mayHoldContent(body: Uint8Array): boolean {
  return /"(?:title|markdown|html|json)"|\\u/.test(
    Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1'),
  );
}

/** What piscina rejects with, as what it means to who asked. */
function failure(error: unknown, isClosed: boolean): unknown {
  if (isClosed) return new RequestError(503, 'restarting', 'the server is shutting down');
  if (!(error instanceof Error)) return error;
  if (error.name === 'AbortError') return new RequestError(503, 'conversion-timeout', 'the conversion took too long');
  if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new RequestError(413, 'too-large', 'the document takes too much memory to convert');
  }
  return error;
}
