import { createRequire } from 'node:module';
import { Piscina } from 'piscina';
import type { FoldResult, FoldTask } from './fold.js';

/** Where folding happens. */
export interface Folder {
  /** @throws when the task cannot be done; nothing has changed then. An aborted one ends at once. */
  fold(task: FoldTask, signal: AbortSignal): Promise<FoldResult>;
  close(): Promise<void>;
}

/** A moment for the next document that is due; after it the thread is given back, with its memory. */
const idleTimeoutMs = 2_000;

/** A document that takes more than this to fold fails its compaction, not the process. */
const maxHeapMib = 2_048;

/** One worker thread, started when there is something to fold. */
export function createFoldPool(): Folder {
  let pool: Piscina<FoldTask, FoldResult> | null = null;
  const open = (): Piscina<FoldTask, FoldResult> =>
    new Piscina({
      filename: createRequire(import.meta.url).resolve('#compaction-worker'),
      name: 'foldInWorker',
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: idleTimeoutMs,
      // A thread parked in Atomics.wait could not be told to end before the next task.
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMib },
    });
  return {
    fold(task, signal) {
      pool ??= open();
      const { segments, records } = task;
      const transferList = [segments, records].flatMap(({ bytes, lengths }) => [bytes.buffer, lengths.buffer]);
      return pool.run(task, { signal, transferList });
    },
    async close() {
      await pool?.destroy();
    },
  };
}
