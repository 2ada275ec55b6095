/**
 * Runs `task` while no other window of this browser does so for the same upload; waits for its turn. Where there are no
 * Web Locks (pages over plain http) it runs at once: a file that goes up twice is stored once.
 *
 * @throws the signal's reason, while it waits
 */
export async function withUploadLock(id: string, signal: AbortSignal, task: () => Promise<void>): Promise<void> {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
  if (locks === undefined) return task();
  await locks.request(`manyhands-upload:${id}`, { signal }, task);
}
