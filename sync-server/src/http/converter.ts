import { createRequire } from 'node:module';
import { Piscina } from 'piscina';
import { type Converted, type DocumentDraft, draftDocument, type RenderTask } from './conversions.js';
import { RequestError } from './problem.js';

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
  /** Ends what is under way. Idempotent. */
  close(): Promise<void>;
}

export interface ConverterOptions {
  /** Most time that a conversion takes, waiting included, milliseconds. */
  readonly timeoutMs?: number;
  /** Most conversions that wait. */
  readonly maxQueue?: number;
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
  maxQueue = 32,
  maxHeapMib = 1_024,
  idleTimeoutMs = 30_000,
}: ConverterOptions = {}): Converter {
  let pool: Piscina | null = null;
  let isClosed = false;
  const open = () =>
    new Piscina({
      filename: createRequire(import.meta.url).resolve('#export-worker'),
      minThreads: 0,
      maxThreads: 1,
      maxQueue,
      idleTimeout: idleTimeoutMs,
      // A thread parked in Atomics.wait could not be told to end before the next task.
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMib },
    });

  async function run<T>(name: 'render' | 'draftDocument', task: unknown, bytes: Uint8Array<ArrayBuffer>): Promise<T> {
    if (isClosed) throw new RequestError(503, 'restarting', 'the server is shutting down');
    pool ??= open();
    let converted: Converted<T>;
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      converted = (await pool.run(task, { name, signal, transferList: [bytes.buffer] })) as Converted<T>;
    } catch (error) {
      throw failure(error, isClosed);
    }
    if (!converted.ok) throw new RequestError(converted.status, converted.code, converted.message);
    return converted.value;
  }

  return {
    render: (task) => run('render', task, task.update),
    async draft(body) {
      if (body.length <= smallBodyBytes && !mayHoldContent(body)) {
        const draft = draftDocument(body);
        if (draft.ok) return draft.value;
        throw new RequestError(draft.status, draft.code, draft.message);
      }
      return run('draftDocument', body, body);
    },
    async close() {
      isClosed = true;
      await pool?.destroy();
    },
  };
}

/** By the text alone: whether one of the keys with content is in it. In doubt, yes. */
function mayHoldContent(body: Uint8Array): boolean {
  return /"(?:markdown|json)"|\\u/.test(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1'));
}

/** What piscina rejects with, as what it means to who asked. */
function failure(error: unknown, isClosed: boolean): unknown {
  if (isClosed) return new RequestError(503, 'restarting', 'the server is shutting down');
  if (!(error instanceof Error)) return error;
  if (error.name === 'AbortError') return new RequestError(503, 'conversion-timeout', 'the conversion took too long');
  if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new RequestError(413, 'too-large', 'the document takes too much memory to convert');
  }
  if (/queue/i.test(error.message)) return new RequestError(503, 'conversion-busy', 'too many conversions are waiting');
  return error;
}
