import type { AuthConfig } from './config.js';
import type { Authorizer } from './core/authorizer.js';
import type { Limits } from './core/limits.js';
import type { MetricsAccess } from './http/health.js';
import type { LevelStoreOptions, OpenedStore } from './store/level-store.js';
import type { Logger } from './telemetry/logger.js';

/** What an embedding application chooses. `parseConfig` makes the same from environment variables. */
export interface SyncServerOptions {
  /** Folder of the data; made if it is missing. One process at a time can have it open. */
  readonly dataDir: string;
  /** Who may do what: the built-in modes, or an authoriser of your own. Default: open, everybody may edit. */
  readonly auth?: AuthConfig | Authorizer;
  /** Other web origins whose pages may connect. Default: none but the server's own. */
  readonly allowedOrigins?: readonly string[];
  /** The name that the server listens on, which an open server accepts as its own. Default `127.0.0.1`. */
  readonly host?: string;
  /** How many proxies in front write X-Forwarded-For. Default 0. */
  readonly trustedProxyHops?: number;
  readonly limits?: Partial<Limits>;
  /** Kinds of files that may be uploaded, such as `image/*`; `*` for all. Default `defaultUploadTypes`. */
  readonly uploadTypes?: readonly string[];
  /** Whether pages that people link to are fetched for their titles. Default false: those sites see the server. */
  readonly linkPreviews?: boolean;
  /** Folder of the exported web app to serve. Default: none. */
  readonly webRoot?: string | null;
  /** Compression of WebSocket frames, as ws takes it. Default off: it costs CPU and memory for each connection. */
  readonly perMessageDeflate?: boolean | CompressionOptions;
  /** Who may read `/metrics`; see `MetricsAccess`. Default `admin` with tokens, `anyone` without. */
  readonly metricsAccess?: MetricsAccess;
  /** Opens the documents' store. Default: LevelDB in `dataDir`. Tests give one that fails. */
  readonly openStore?: (options: LevelStoreOptions) => Promise<OpenedStore>;
  /** Default: says nothing. */
  readonly logger?: Logger;
  /** How long sessions are sent away at shutdown, milliseconds. Default 500. */
  readonly drainSpreadMs?: number;
  /**
   * How long `close` waits for a failing disk before it gives up, milliseconds: for the open documents, and as long
   * again for what the database has begun. Default: for ever.
   */
  readonly closeTimeoutMs?: number;
}

/** Those of ws that a server is likely to want; named here so that its types are not needed by who embeds this. */
export interface CompressionOptions {
  /** Messages of fewer bytes are sent as they are. Default 1024. */
  readonly threshold?: number;
  /** How many messages are compressed at a time. Default 10. */
  readonly concurrencyLimit?: number;
  /** Whether each message is compressed by itself, which costs less memory for each connection. Default false. */
  readonly serverNoContextTakeover?: boolean;
}
