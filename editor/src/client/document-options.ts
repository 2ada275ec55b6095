/** Who is writing. */
export interface Identity {
  /** Stable for this person; their colour follows from it. */
  readonly id: string;
  readonly name: string;
}

export interface OpenDocumentOptions {
  /** Base URL of the server, `http(s)` or `ws(s)`, e.g. `https://docs.example.org`. `/sync` is added. */
  readonly server: string;
  /** The document's id: any text up to 512 bytes of UTF-8. */
  readonly id: string;
  /** A server that knows its people overrides this with what it knows. */
  readonly user: Identity;
  /**
   * Asked before every connection and before a token ends, with the same person's next token. If it rejects, the
   * attempt counts as failed and is repeated later.
   */
  readonly getToken?: () => Promise<string>;
  /**
   * `stock` for a plain y-websocket server: no acknowledgements, so the status never says "saved", and the token goes
   * into the `token` query parameter.
   * @default 'manyhands'
   */
  readonly speaks?: 'manyhands' | 'stock';
  /**
   * Whether to keep a copy in IndexedDB.
   * @default true where there is a window
   */
  readonly keepOnDevice?: boolean;
  /** The document was made on this device just now, so an empty one is complete as it is. */
  readonly isNew?: boolean;
  /** The WebSocket class; needed in Node 20, which has none. */
  readonly webSocket?: typeof WebSocket;
}

export interface FlushOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds. Without it, `flush` waits for as long as the document is open. */
  readonly timeoutMs?: number;
}
