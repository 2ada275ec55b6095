import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { exceeds } from '../core/limits.js';
import type { Telemetry } from '../core/telemetry.js';

/** A client that has not finished its request by then is not a slow person but a slow attack. */
const headersTimeoutMs = 10_000;
const checkEveryMs = 2_000;
const keepAliveTimeoutMs = 10_000;

/** One address may hold this part of all handshakes, so that it cannot take them all. */
const addressShare = 1 / 4;

const busy = 'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** Options for `http.createServer`: how long a client may take to say what it wants. */
export const handshakeTimeouts = {
  headersTimeout: headersTimeoutMs,
  // Node knows one for all requests, and an upload may take longer: see `boundRequests`.
  requestTimeout: 0,
  connectionsCheckingInterval: checkEveryMs,
  keepAliveTimeout: keepAliveTimeoutMs,
} as const;

export interface HandshakeGuardOptions {
  /** `LIMIT_HANDSHAKES`; 0 = none. */
  readonly maxHandshakes: number;
  /** Behind proxies every socket comes from the same few addresses: then only the whole is bounded. */
  readonly trustedHops: number;
  readonly telemetry: Telemetry;
}

/**
 * Bounds the sockets that have connected but are not a session: half-sent requests cost memory before any
 * authorisation can refuse them. A socket stops counting when it is upgraded or closes.
 */
export class HandshakeGuard {
  readonly #options: HandshakeGuardOptions;
  readonly #pending = new Map<Socket, { readonly address: string; readonly onClose: () => void }>();
  readonly #byAddress = new Map<string, number>();

  constructor(options: HandshakeGuardOptions) {
    this.#options = options;
  }

  watch(server: Server): void {
    server.on('connection', (socket: Socket) => this.#admit(socket));
  }

  /** The socket became a session and is counted elsewhere from now on. */
  release(socket: Socket): void {
    const pending = this.#pending.get(socket);
    if (pending === undefined) return;
    const { address, onClose } = pending;
    this.#pending.delete(socket);
    // A session lives long: it should not carry this along.
    socket.off('close', onClose);
    const left = (this.#byAddress.get(address) ?? 0) - 1;
    if (left > 0) this.#byAddress.set(address, left);
    else this.#byAddress.delete(address);
  }

  #admit(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    const fromAddress = (this.#byAddress.get(address) ?? 0) + 1;
    if (this.#isPast(this.#pending.size + 1, fromAddress)) {
      this.#options.telemetry.count('limit-handshakes');
      socket.on('error', () => {});
      socket.end(busy, () => socket.destroy());
      return;
    }
    const onClose = () => this.release(socket);
    this.#pending.set(socket, { address, onClose });
    this.#byAddress.set(address, fromAddress);
    socket.once('close', onClose);
  }

  #isPast(total: number, fromAddress: number): boolean {
    const { maxHandshakes, trustedHops } = this.#options;
    if (exceeds(total, maxHandshakes)) return true;
    return trustedHops === 0 && exceeds(fromAddress, Math.ceil(maxHandshakes * addressShare));
  }
}
