/** What a connection sent that the server counts: its whole state (sync step 2) or one update. */
export type SentKind = 'state' | 'update';

/**
 * Knows which local changes are on the server's disk.
 *
 * Local changes are numbered by a revision. The server acknowledges the count of sync step 2 and update messages of
 * the current connection that are durable, so each such message is noted with the revision it covers. An update says
 * nothing about changes made before its connection existed: those are covered by the connection's first step 2, and
 * until that one is acknowledged nothing is.
 */
export class AckTracker {
  #revision = 0;
  #durable = 0;
  #handedOver = 0;
  #acknowledges = false;
  /** Revisions of the messages that are sent but not acknowledged, oldest first. */
  #inFlight: number[] = [];
  #acknowledged = 0;
  /** Ordinal, from 1, of the first step 2 of this connection. */
  #stateOrdinal: number | null = null;

  /** Number of the newest local change. */
  get revision(): number {
    return this.#revision;
  }

  /** Every change up to this one is on the server's disk. */
  get durableRevision(): number {
    return this.#durable;
  }

  /** Local changes that the server has not acknowledged. */
  get pending(): number {
    return this.#revision - this.#durable;
  }

  /** Whether this connection's first step 2 is durable, so that both sides are known to have the same past. */
  get isStateDurable(): boolean {
    return this.#stateOrdinal !== null && this.#acknowledged >= this.#stateOrdinal;
  }

  /** Whether everything was given to the socket of this connection: all that can be said of a server without acks. */
  get isHandedOver(): boolean {
    return this.#stateOrdinal !== null && this.#handedOver === this.#revision;
  }

  /** Changes that an earlier visit left unacknowledged on this device. */
  inherit(changes: number): void {
    this.#revision += changes;
  }

  localChange(): void {
    this.#revision++;
  }

  /** A new socket: what was in flight on the last one will be sent again, in a step 2. */
  connectionOpened(options: { acknowledges: boolean }): void {
    this.#acknowledges = options.acknowledges;
    this.#inFlight = [];
    this.#acknowledged = 0;
    this.#stateOrdinal = null;
  }

  sent(kind: SentKind): void {
    this.#handedOver = this.#revision;
    if (!this.#acknowledges) {
      // Nothing will ever take messages off the list: keep only that the state went out.
      if (kind === 'state') this.#stateOrdinal ??= 1;
      return;
    }
    this.#inFlight.push(this.#revision);
    if (kind === 'state') this.#stateOrdinal ??= this.#acknowledged + this.#inFlight.length;
  }

  /**
   * @param durable how many messages of this connection are durable, as the server counts. Claims beyond what was sent
   * are cut: a server cannot have stored what it never got.
   */
  acknowledged(durable: number): void {
    const fresh = Math.min(durable - this.#acknowledged, this.#inFlight.length);
    if (fresh <= 0) return;
    const covered = this.#inFlight.splice(0, fresh).at(-1) ?? 0;
    this.#acknowledged += fresh;
    if (this.isStateDurable) this.#durable = Math.max(this.#durable, covered);
  }
}
