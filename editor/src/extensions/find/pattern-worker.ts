import { type FindLine, type FindMatch, maxMatches } from './find-matches.js';

/** A pattern that needs longer is stopped. */
const maxSearchMs = 1500;

/** Runs in the worker, which knows nothing of this page. */
const program = `onmessage = ({ data: { lines, source, flags, max } }) => {
  const pattern = new RegExp(source, flags);
  const found = [];
  for (const { start, text } of lines) {
    for (const match of text.matchAll(pattern)) {
      if (match[0] !== '') found.push(start + match.index, start + match.index + match[0].length);
      if (found.length >= 2 * max) break;
    }
  }
  postMessage(found);
};`;

export class PatternTimeoutError extends Error {
  readonly code = 'pattern-timeout';
  override readonly name = 'PatternTimeoutError';
}

export interface PatternSearch {
  readonly source: string;
  readonly flags: string;
  readonly signal: AbortSignal;
}

/**
 * Searches with a pattern that somebody typed. In a worker, because one like `(a+)+$` can take years and nothing stops a
 * regular expression but the end of its thread.
 *
 * @throws {PatternTimeoutError} it took too long
 * @throws the signal's reason
 */
export function searchPattern(
  lines: readonly FindLine[],
  { source, flags, signal }: PatternSearch,
): Promise<FindMatch[]> {
  return new Promise((resolve, reject) => {
    const url = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
    const worker = new Worker(url);
    const end = () => {
      clearTimeout(timer);
      worker.terminate();
      URL.revokeObjectURL(url);
      signal.removeEventListener('abort', onAbort);
    };
    const onAbort = () => {
      end();
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      end();
      reject(new PatternTimeoutError('the pattern takes too long'));
    }, maxSearchMs);
    worker.onmessage = ({ data }: MessageEvent<number[]>) => {
      end();
      const matches: FindMatch[] = [];
      for (let at = 0; at + 1 < data.length; at += 2) matches.push({ from: data[at] ?? 0, to: data[at + 1] ?? 0 });
      resolve(matches);
    };
    worker.onerror = (event) => {
      end();
      reject(new Error(event.message));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    worker.postMessage({ lines, source, flags, max: maxMatches });
  });
}
