/** A page that is never idle gets its later parts after this. */
const idleTimeoutMs = 2_000;

/** @returns a function that calls it off */
export function whenIdle(run: () => void): () => void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, idleTimeoutMs / 4);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(run, { timeout: idleTimeoutMs });
  return () => cancelIdleCallback(request);
}
