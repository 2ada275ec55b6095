/** Waits that can be cut short together, when the network or the window is back. */
export class Pauses {
  readonly #wakers = new Set<() => void>();

  /**
   * @param isFirm for a wait that the server asked for: `wake` leaves it alone
   * @throws the signal's reason
   */
  wait(ms: number, signal: AbortSignal, { isFirm }: { readonly isFirm: boolean }): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        this.#wakers.delete(wake);
      };
      const wake = () => {
        end();
        resolve();
      };
      const onAbort = () => {
        end();
        reject(signal.reason);
      };
      const timer = setTimeout(wake, ms);
      signal.addEventListener('abort', onAbort);
      if (!isFirm) this.#wakers.add(wake);
    });
  }

  wake(): void {
    for (const wake of [...this.#wakers]) wake();
  }
}
