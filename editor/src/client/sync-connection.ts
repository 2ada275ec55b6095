import {
  bearerPrefix,
  type CloseReason,
  closeReasonOf,
  encodeFrame,
  isRetryableCloseCode,
  subprotocol,
} from '@manyhands/protocol';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { ConnectionState, StopReason } from './document-status.js';
import { findRefusal } from './refusal.js';
import { retryDelay } from './retry-delay.js';
import { refreshDelay } from './token.js';
import { withTimeout } from './with-timeout.js';

export interface SyncConnectionOptions {
  readonly provider: WebsocketProvider;
  /** Whether the server speaks `manyhands.v1`. A stock one would refuse a subprotocol that it does not know. */
  readonly speaksManyhands: boolean;
  readonly getToken: (() => Promise<string>) | null;
  /** The document's address in the API, asked for the reason when a handshake was refused. */
  readonly apiUrl: string;
  readonly fetch: typeof fetch;
  readonly random: () => number;
  readonly now: () => number;
  readonly onChange: () => void;
}

/** Longer than any healthy handshake; a stopped server accepts a connection in its backlog and never answers. */
const handshakeTimeoutMs = 10_000;
const tokenTimeoutMs = 15_000;
/** How long a server may take to answer when there is a reason to doubt that it is there. */
const signOfLifeTimeoutMs = 4_000;
/** `setTimeout` wraps around past this. */
const maxTimerMs = 2 ** 31 - 1;

/**
 * Decides when y-websocket's provider connects. The provider has a policy of its own; it is switched off after every
 * close, because ours must fetch a token first, tell a refusal from an outage, and spread its attempts.
 */
export class SyncConnection {
  readonly #options: SyncConnectionOptions;
  readonly #provider: WebsocketProvider;
  #state: ConnectionState = { kind: 'idle' };
  #failures = 0;
  #reason: CloseReason | null = null;
  #token: string | null = null;
  /** A server that refuses a token fetched a moment ago will refuse the next one too. */
  #hasRetriedToken = false;
  #hasOpened = false;
  #attempt = 0;
  #isClosed = false;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #handshakeTimer: ReturnType<typeof setTimeout> | undefined;
  #tokenTimer: ReturnType<typeof setTimeout> | undefined;
  #lifeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SyncConnectionOptions) {
    this.#options = options;
    this.#provider = options.provider;
    this.#provider.on('connection-close', (event) => this.#onClose(event));
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Connects, or tries again at once: after a stop, or instead of waiting for the next attempt. */
  connect(): void {
    const { kind } = this.#state;
    if (this.#isClosed || kind === 'connecting' || kind === 'open' || kind === 'outdated') return;
    if (kind === 'stopped') {
      this.#failures = 0;
      this.#hasRetriedToken = false;
    }
    clearTimeout(this.#retryTimer);
    void this.#connect();
  }

  /** Does not wait for the next attempt, if one is waited for. A session that ended for good stays ended. */
  connectSooner(): void {
    if (this.#state.kind === 'waiting') this.connect();
  }

  /** The server answered in its own language (hello), or in the stock one (a connection without subprotocol). */
  opened(): void {
    clearTimeout(this.#handshakeTimer);
    this.#hasOpened = true;
    this.#hasRetriedToken = false;
    this.#setState({ kind: 'open', acknowledges: this.#options.speaksManyhands });
    this.#scheduleTokenRefresh();
  }

  /** The connection did useful work: the next failure is the first again. */
  synced(): void {
    this.#failures = 0;
    this.#reason = null;
  }

  /** The document needs a newer app. Ends the connection before any of its content arrives. */
  outdated(): void {
    this.#end({ kind: 'outdated' });
  }

  stop(reason: StopReason): void {
    this.#end({ kind: 'stopped', reason });
  }

  /**
   * Asks the server for a sign of life, after sleep or when the browser lost its network: the socket of a dead
   * connection looks open for a long time.
   */
  checkAlive(): void {
    const { ws } = this.#provider;
    if (this.#state.kind !== 'open' || ws === null) return;
    const before = this.#provider.wsLastMessageReceived;
    ws.send(encodeFrame({ type: 'sync-step-1', stateVector: Y.encodeStateVector(this.#provider.doc) }));
    clearTimeout(this.#lifeTimer);
    this.#lifeTimer = setTimeout(() => {
      if (this.#provider.ws === ws && this.#provider.wsLastMessageReceived === before) this.#provider.disconnect();
    }, signOfLifeTimeoutMs);
  }

  close(): void {
    this.#isClosed = true;
    this.#clearTimers();
    this.#attempt++;
  }

  async #connect(): Promise<void> {
    const attempt = ++this.#attempt;
    this.#hasOpened = false;
    this.#setState({ kind: 'connecting', failures: this.#failures, reason: this.#reason });
    const { getToken, speaksManyhands } = this.#options;
    if (getToken !== null) {
      try {
        this.#token = await withTimeout(getToken(), tokenTimeoutMs);
      } catch {
        // The application's own server is not reachable either, most likely. It is an attempt like any other.
        if (attempt === this.#attempt && !this.#isClosed) this.#retryLater(null);
        return;
      }
      if (attempt !== this.#attempt || this.#isClosed) return;
    }
    this.#offer(speaksManyhands);
    this.#handshakeTimer = setTimeout(() => this.#provider.disconnect(), handshakeTimeoutMs);
    try {
      this.#provider.connect();
    } catch {
      // The constructor refuses tokens with characters that a subprotocol cannot have.
      this.#provider.shouldConnect = false;
      this.#onRefused('unauthenticated');
    }
  }

  #offer(speaksManyhands: boolean): void {
    const token = this.#token || null;
    if (speaksManyhands)
      this.#provider.protocols = token === null ? [subprotocol] : [subprotocol, bearerPrefix + token];
    else this.#provider.params = token === null ? {} : { token };
  }

  #onClose(event: CloseEvent | null): void {
    // Before anything else, and while the provider still handles the close: it would reconnect by itself.
    this.#provider.shouldConnect = false;
    this.#clearTimers();
    if (this.#isClosed || this.#state.kind === 'outdated' || this.#state.kind === 'stopped') return;
    const code = event?.code ?? 1006;
    const reason = closeReasonOf(code) ?? null;
    if (reason === 'outdatedSchema') return this.#setState({ kind: 'outdated' });
    if (!isRetryableCloseCode(code)) return this.#onRefused(stopReasonOf(reason));
    if (this.#hasOpened || event === null) return this.#retryLater(reason);
    this.#setState({ kind: 'waiting', failures: this.#failures, reason });
    void this.#findOutWhy();
  }

  async #findOutWhy(): Promise<void> {
    const attempt = this.#attempt;
    const { apiUrl, speaksManyhands } = this.#options;
    const refusal = speaksManyhands ? await findRefusal(apiUrl, this.#token, this.#options.fetch) : null;
    if (attempt !== this.#attempt || this.#isClosed || this.#state.kind !== 'waiting') return;
    if (refusal === null) this.#retryLater(null);
    else this.#onRefused(refusal);
  }

  #onRefused(reason: StopReason): void {
    if (reason !== 'unauthenticated' || this.#options.getToken === null || this.#hasRetriedToken) {
      return this.#setState({ kind: 'stopped', reason });
    }
    this.#hasRetriedToken = true;
    // Not from within the provider's own handling of the close, which is not finished yet.
    this.#setState({ kind: 'waiting', failures: this.#failures, reason: 'unauthenticated' });
    this.#retryTimer = setTimeout(() => void this.#connect(), 0);
  }

  #retryLater(reason: CloseReason | null): void {
    clearTimeout(this.#handshakeTimer);
    this.#failures++;
    this.#reason = reason;
    this.#setState({ kind: 'waiting', failures: this.#failures, reason });
    const delay = retryDelay(this.#failures, reason, this.#options.random());
    this.#retryTimer = setTimeout(() => void this.#connect(), delay);
  }

  #scheduleTokenRefresh(failures = 0): void {
    const { getToken, speaksManyhands, now } = this.#options;
    clearTimeout(this.#tokenTimer);
    if (getToken === null || this.#token === null || !speaksManyhands) return;
    const delay = failures > 0 ? retryDelay(failures, null, this.#options.random()) : refreshDelay(this.#token, now());
    if (delay === null) return;
    this.#tokenTimer = setTimeout(() => void this.#refreshToken(getToken, failures), Math.min(delay, maxTimerMs));
  }

  async #refreshToken(getToken: () => Promise<string>, failures: number): Promise<void> {
    const { ws } = this.#provider;
    let token: string;
    try {
      token = await withTimeout(getToken(), tokenTimeoutMs);
    } catch {
      // Tried again until the server ends the session, which then asks for a token once more.
      if (this.#state.kind === 'open') this.#scheduleTokenRefresh(failures + 1);
      return;
    }
    if (this.#state.kind !== 'open' || ws === null || this.#provider.ws !== ws) return;
    this.#token = token;
    // The server answers with a new hello, from which the next refresh is scheduled.
    ws.send(encodeFrame({ type: 'token', token }));
  }

  #end(state: ConnectionState): void {
    this.#attempt++;
    this.#setState(state);
    this.#clearTimers();
    this.#provider.disconnect();
  }

  #clearTimers(): void {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#handshakeTimer);
    clearTimeout(this.#tokenTimer);
    clearTimeout(this.#lifeTimer);
  }

  #setState(state: ConnectionState): void {
    this.#state = state;
    this.#options.onChange();
  }
}

function stopReasonOf(reason: CloseReason | null): StopReason {
  switch (reason) {
    case 'unauthenticated':
    case 'forbidden':
    case 'deleted':
      return reason;
    case 'tooLarge':
      return 'too-large';
    default:
      return 'bad-frame';
  }
}
