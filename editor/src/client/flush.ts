import type { DocumentHandle } from './document-handle.js';
import type { FlushOptions } from './document-options.js';
import type { DocumentStatus } from './document-status.js';
import { FlushError, type FlushErrorCode } from './flush-error.js';

/**
 * Waits until `isDurable`, or until it is known that it will not be.
 *
 * @param closed aborts when the handle closes
 */
export function waitForFlush(
  handle: Pick<DocumentHandle, 'subscribe' | 'getSnapshot'>,
  isDurable: () => boolean,
  closed: AbortSignal,
  { signal, timeoutMs }: FlushOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const status = () => handle.getSnapshot().status;
    const done = new AbortController();
    const settle = (act: () => void) => {
      done.abort();
      unsubscribe();
      clearTimeout(timer);
      act();
    };
    const fail = (code: FlushErrorCode) => settle(() => reject(new FlushError(code, status())));
    const check = () => {
      if (isDurable()) return settle(resolve);
      const code = closed.aborted ? 'closed' : hopelessCode(status());
      if (code !== null) fail(code);
    };
    const unsubscribe = handle.subscribe(check);
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => fail('timeout'), timeoutMs);
    closed.addEventListener('abort', check, { signal: done.signal });
    signal?.addEventListener('abort', () => settle(() => reject(signal.reason)), { signal: done.signal });
    if (signal?.aborted) settle(() => reject(signal.reason));
    else check();
  });
}

/** Being offline is not hopeless. */
function hopelessCode(status: DocumentStatus): FlushErrorCode | null {
  switch (status.kind) {
    case 'read-only':
      return 'read-only';
    case 'stopped':
    case 'update-needed':
      return 'stopped';
    case 'sent':
      return 'no-acknowledgements';
    default:
      return null;
  }
}
