/** How long a name stays beside a caret after it came or moved. */
const nameMs = 2_000;
/** After how long without moving a selection fades. */
const idleMs = 10_000;

interface Activity {
  readonly cursor: string;
  readonly isNamed: boolean;
  readonly nameTimer: ReturnType<typeof setTimeout>;
  readonly idleTimer: ReturnType<typeof setTimeout>;
}

/** What is shown of somebody's activity. */
export interface ActivityListener {
  onNamed(clientId: number, isNamed: boolean): void;
  onIdle(clientId: number, isIdle: boolean): void;
}

/** Knows which remote carets moved lately. */
export class CaretActivity {
  readonly #listener: ActivityListener;
  readonly #clients = new Map<number, Activity>();

  constructor(listener: ActivityListener) {
    this.#listener = listener;
  }

  isNamed(clientId: number): boolean {
    return this.#clients.get(clientId)?.isNamed === true;
  }

  /** @param cursors of everybody who has one, by client id, in any comparable form */
  update(cursors: ReadonlyMap<number, string>): void {
    for (const [clientId, cursor] of cursors) {
      if (this.#clients.get(clientId)?.cursor !== cursor) this.#touch(clientId, cursor);
    }
    for (const clientId of [...this.#clients.keys()]) if (!cursors.has(clientId)) this.#forget(clientId);
  }

  close(): void {
    for (const clientId of [...this.#clients.keys()]) this.#forget(clientId);
  }

  #touch(clientId: number, cursor: string): void {
    this.#clearTimers(clientId);
    const nameTimer = setTimeout(() => {
      const activity = this.#clients.get(clientId);
      if (activity !== undefined) this.#clients.set(clientId, { ...activity, isNamed: false });
      this.#listener.onNamed(clientId, false);
    }, nameMs);
    const idleTimer = setTimeout(() => this.#listener.onIdle(clientId, true), idleMs);
    this.#clients.set(clientId, { cursor, isNamed: true, nameTimer, idleTimer });
    this.#listener.onNamed(clientId, true);
    this.#listener.onIdle(clientId, false);
  }

  #forget(clientId: number): void {
    this.#clearTimers(clientId);
    this.#clients.delete(clientId);
    this.#listener.onIdle(clientId, false);
  }

  #clearTimers(clientId: number): void {
    const activity = this.#clients.get(clientId);
    clearTimeout(activity?.nameTimer);
    clearTimeout(activity?.idleTimer);
  }
}
