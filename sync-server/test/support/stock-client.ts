import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider as Provider31 } from 'y-websocket';
import { WebsocketProvider as Provider30 } from 'y-websocket-3.0';
import * as Y from 'yjs';
import { eventually } from './eventually.js';

/** What an application imports: the packages as published. 3.0 has the same interface but for the `closed` event. */
const providers = { '3.1.0': Provider31, '3.0.0': Provider30 as unknown as typeof Provider31 };

// Every provider listens for the end of the process, and there are many here.
process.setMaxListeners(0);

export type StockVersion = keyof typeof providers;

export const stockVersions = Object.keys(providers) as StockVersion[];

export interface StockClientOptions {
  readonly version?: StockVersion;
  readonly room?: string;
  readonly params?: Record<string, string>;
  readonly protocols?: string[];
  /** Default: a random one, as always. */
  readonly clientId?: number;
  /** In place of `ws`. */
  readonly socket?: typeof WebSocket;
}

/** Somebody with y-websocket's own provider, as it is, and a document. */
export class StockClient {
  readonly doc = new Y.Doc();
  readonly provider: Provider31;
  /** Codes of connections that the server ended, or that ended by themselves; 0 without a code. */
  readonly closes: number[] = [];
  readonly connectionErrors: unknown[] = [];

  constructor(syncUrl: string, options: StockClientOptions = {}) {
    const { version = '3.1.0', room = 'room', params, protocols, clientId, socket = WebSocket } = options;
    if (clientId !== undefined) this.doc.clientID = clientId;
    this.provider = new providers[version](syncUrl, room, this.doc, {
      params,
      protocols,
      WebSocketPolyfill: socket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
      maxBackoffTime: 200,
    });
    this.provider.on('connection-close', (event) => this.closes.push(event?.code ?? 0));
    this.provider.on('connection-error', (event) => this.connectionErrors.push(event));
  }

  /** Connects somebody who leaves with the test, and waits for the first sync. */
  static async join(syncUrl: string, options: StockClientOptions = {}): Promise<StockClient> {
    const client = StockClient.open(syncUrl, options);
    await client.synced();
    return client;
  }

  /** The same without waiting. */
  static open(syncUrl: string, options: StockClientOptions = {}): StockClient {
    const client = new StockClient(syncUrl, options);
    onTestFinished(() => client.leave());
    return client;
  }

  get text(): Y.Text {
    return this.doc.getText('t');
  }

  type(text: string): void {
    this.text.insert(this.text.length, text);
  }

  async synced(): Promise<void> {
    if (!this.provider.synced) await new Promise<void>((resolve) => this.provider.once('sync', () => resolve()));
  }

  /** Waits until this client's text passes. */
  async sees(text: string): Promise<void> {
    await eventually(() => {
      if (this.text.toString() !== text) throw new Error(`sees ${quote(this.text.toString())}, not ${quote(text)}`);
    });
  }

  /** The name that each client id shows, of everybody but this client. */
  othersNames(): unknown[] {
    const states = [...this.provider.awareness.getStates()].filter(([id]) => id !== this.doc.clientID);
    return states.map(([, state]) => (state.user as { name?: unknown } | undefined)?.name);
  }

  leave(): void {
    this.provider.destroy();
    this.doc.destroy();
  }
}

function quote(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}… (${text.length})` : text);
}
