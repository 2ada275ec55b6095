import type { DocumentHandle } from '../client/document-handle.js';
import type { DocumentSearch } from '../client/document-search.js';

/** What the extensions of one editor share. */
export interface EditorContext {
  readonly handle: DocumentHandle;
  /** Finds other documents to mention. Without it only people are suggested. */
  readonly search?: DocumentSearch | undefined;
}

/** Where the API of a document's server is. */
export function serverOrigin({ provider }: DocumentHandle): string {
  return new URL(provider.url.replace(/^ws/, 'http')).origin;
}
