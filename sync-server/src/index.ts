/** What applications that embed the sync server use. Everything else may change without notice. */
export type { AuthConfig } from './config.js';
export type { Authorizer, Credentials, Grant, Principal } from './core/authorizer.js';
export type { Documents } from './core/documents.js';
export {
  AuthUnavailableError,
  DocumentDeletedError,
  DocumentExistsError,
  DocumentNotFoundError,
  ForbiddenError,
  StoreUnavailableError,
  SyncError,
  UnauthenticatedError,
} from './core/errors.js';
export { defaultLimits, type Limits } from './core/limits.js';
export type { DocumentInfo, ListOptions } from './core/store.js';
export type { MetricsAccess } from './http/health.js';
export { createSyncServer, type SyncServer } from './server.js';
export type { CompressionOptions, SyncServerOptions } from './server-options.js';
export {
  StoreCorruptError,
  StoreFormatError,
  StoreInaccessibleError,
  StoreLockedError,
  StoreOpenError,
} from './store/open-errors.js';
export { createLogger, type Logger, type LoggerOptions } from './telemetry/logger.js';
export type { ListenAddress } from './transport/node-server.js';
