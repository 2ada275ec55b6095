import type { DocumentInfo, ListOptions } from './store.js';

/** Documents as the HTTP API needs them. */
export interface Documents {
  /** Ordered by name. */
  list(options: ListOptions): Promise<DocumentInfo[]>;
  /**
   * Makes a document, with an initial Yjs v1 update if one is given. Resolves when it is on disk.
   *
   * @throws {DocumentExistsError} also for the name of a deleted document
   */
  create(name: string, initial?: Uint8Array): Promise<void>;
  /**
   * The current state as one Yjs v1 update, with what is not on disk yet. Shared: do not change it.
   *
   * @throws {DocumentNotFoundError | DocumentDeletedError | StoreUnavailableError}
   */
  read(name: string): Promise<Uint8Array>;
  /** Sends everybody away who has it open. @throws {DocumentNotFoundError | DocumentDeletedError} */
  delete(name: string): Promise<void>;
}
