import type * as Y from 'yjs';

/** What was deleted, by ranges of ids. */
export type Deletions = Y.Transaction['deleteSet'];
