import { move, transferableSymbol, valueSymbol } from 'piscina';
import { type FoldTask, fold } from './fold.js';

/** The whole job of the worker thread: folds, and hands its results over without copying them. */
export async function foldInWorker(task: FoldTask): Promise<unknown> {
  const result = await fold(task);
  const buffers = [result.snapshot, result.segment].flatMap((bytes) => (bytes === null ? [] : [bytes.buffer]));
  return move({
    get [transferableSymbol]() {
      return buffers;
    },
    get [valueSymbol]() {
      return result;
    },
  });
}
