/**
 * Counts one client's sync step 2 and update messages, so that an acknowledgement can say by one number how many of them,
 * from the first, are on disk.
 */
export class ReceivedMessages {
  #received = 0;
  #durable = 0;
  #acknowledged = 0;
  /** The number of the first message that was refused: what comes after it cannot be acknowledged by a count. */
  #refused: number | null = null;

  get anyRefused(): boolean {
    return this.#refused !== null;
  }

  /** Counts a message. @returns its number; the first is 1 */
  next(): number {
    return ++this.#received;
  }

  /** Nothing of this message will be kept. */
  refuse(sequence: number): void {
    this.#refused ??= sequence;
  }

  /** This message and all before it are on disk. */
  markDurable(sequence: number): void {
    if (this.#refused === null || sequence < this.#refused) this.#durable = Math.max(this.#durable, sequence);
  }

  /** @returns how many to acknowledge, or `null` if the client knows already */
  takeAck(): number | null {
    if (this.#acknowledged === this.#durable) return null;
    this.#acknowledged = this.#durable;
    return this.#durable;
  }
}
