import { fold } from '../../src/store/fold.js';
import type { Folder } from '../../src/store/fold-pool.js';

/** Folds on the test's own thread: the sources under test, and no thread to start for each store. */
export function createInlineFolder(): Folder {
  return {
    async fold(task, signal) {
      signal.throwIfAborted();
      return fold(task);
    },
    async close() {},
  };
}
