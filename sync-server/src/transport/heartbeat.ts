import type { Telemetry } from '../core/telemetry.js';
import type { WebSocketConnection } from './websocket-connection.js';

const pingEveryMs = 30_000;

/** Two pings without any sign of life. */
const deadAfterMs = 70_000;

/** Pings every connection and removes those whose peer is gone without a word, such as a laptop that fell asleep. */
export class Heartbeat {
  readonly #connections = new Set<WebSocketConnection>();
  readonly #telemetry: Telemetry;
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;

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

  close(): void {
    clearInterval(this.#timer);
  }
}
