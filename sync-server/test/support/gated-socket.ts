import { decodeFrame } from '@manyhands/protocol';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

interface Held {
  readonly deliver: () => void;
  /** The clock of the watched client after this frame, if it says something of them. */
  readonly clock: number;
}

/**
 * Holds back what others write until a test lets it through, so that a client sees exactly as much of them as the
 * person whose typing it repeats had seen. Frames keep their order.
 */
export class Gate {
  readonly #watched: number;
  readonly #own: number;
  readonly #held: Held[] = [];
  #allowed = 0;
  #delivered = 0;
  #ownArrived = 0;
  #wake: () => void = () => {};

  /** @param watched the client whose operations are counted @param own the client behind the gate */
  constructor(watched: number, own: number) {
    this.#watched = watched;
    this.#own = own;
  }

  /** A socket for a provider; each of its messages goes through this gate. */
  get socket(): typeof WebSocket {
    const gate = this;
    return class extends WebSocket {
      override emit(event: string | symbol, ...args: unknown[]): boolean {
        if (event !== 'message') return super.emit(event, ...args);
        gate.#arrive(new Uint8Array(args[0] as ArrayBuffer), () => super.emit(event, ...args));
        return true;
      }
    };
  }

  /** Lets through what the watched client wrote up to this clock, and waits until it has come. */
  async passUpTo(clock: number): Promise<void> {
    this.#allowed = Math.max(this.#allowed, clock);
    this.#release();
    await this.#until(() => this.#delivered >= clock);
    if (this.#delivered > clock) throw new Error('a frame held more than was asked for');
  }

  /** Waits until the server has sent back what the client itself wrote up to this clock. */
  async ownReturned(clock: number): Promise<void> {
    await this.#until(() => this.#ownArrived >= clock);
  }

  open(): void {
    this.#allowed = Number.POSITIVE_INFINITY;
    this.#release();
  }

  #arrive(bytes: Uint8Array, deliver: () => void): void {
    const frame = decodeFrame(bytes);
    let clock = 0;
    if (frame.type === 'update' || frame.type === 'sync-step-2') {
      const ends = Y.parseUpdateMeta(frame.update).to;
      clock = ends.get(this.#watched) ?? 0;
      this.#ownArrived = Math.max(this.#ownArrived, ends.get(this.#own) ?? 0);
    }
    this.#held.push({ deliver, clock });
    this.#release();
    this.#wake();
  }

  #release(): void {
    for (let next = this.#held[0]; next !== undefined && next.clock <= this.#allowed; next = this.#held[0]) {
      this.#held.shift();
      this.#delivered = Math.max(this.#delivered, next.clock);
      next.deliver();
    }
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => (this.#wake = resolve));
  }
}
