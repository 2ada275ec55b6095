import type { Telemetry } from '../core/telemetry.js';
import type { WebSocketConnection } from './websocket-connection.js';

const pingEveryMs = 30_000;

/** Two pings without any sign of life. */
const deadAfterMs = 70_000;

/** How long a peer may take to answer a close frame when the server stops. */
const goodbyeMs = 1_000;

/** Pings every connection and removes those whose peer is gone without a word, such as a laptop that fell asleep. */
export class Heartbeat {
  readonly #connections = new Set<WebSocketConnection>();
  readonly #telemetry: Telemetry;
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;
  #onLastGone: () => void = () => {};

  constructor(telemetry: Telemetry, now: () => number) {
    this.#telemetry = telemetry;
    this.#now = now;
    this.#timer = setInterval(() => this.beat(), pingEveryMs);
    this.#timer.unref();
  }

  add(connection: WebSocketConnection): void {
    this.#connections.add(connection);
  }

  delete(connection: WebSocketConnection): void {
    this.#connections.delete(connection);
    if (this.#connections.size === 0) this.#onLastGone();
  }

  /** One round; called by the timer, and by tests. */
  beat(): void {
    const now = this.#now();
    for (const connection of this.#connections) {
      if (now - connection.aliveAt() > deadAfterMs) {
        this.#telemetry.count('dead-peers');
        connection.terminate();
      } else {
        connection.ping();
      }
    }
  }

  /**
   * Stops, and cuts the connections that have not ended by themselves a moment after they were told to: a peer that is
   * gone or does not read never answers a close frame.
   */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    if (this.#connections.size === 0) return;
    await new Promise<void>((resolve) => {
      // Else the timer would keep a process that is done alive.
      const timer = setTimeout(resolve, goodbyeMs);
      this.#onLastGone = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    for (const connection of this.#connections) connection.terminate();
  }
}
