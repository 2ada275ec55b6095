import type { UnreadableReason } from './envelope.js';

/** What operators should read in the log. Errors may name files of the data folder; nothing carries document content. */
export type StoreEvent =
  | { readonly kind: 'write-failed'; readonly attempt: number; readonly reason: string; readonly error: Error }
  | { readonly kind: 'write-slow'; readonly afterMs: number }
  | { readonly kind: 'write-recovered' }
  | {
      readonly kind: 'record-quarantined';
      readonly what: 'log' | 'snapshot' | 'history' | 'index' | 'revocation' | 'file';
      readonly document: string | null;
      readonly reason: UnreadableReason;
    }
  | { readonly kind: 'snapshot-rebuilt'; readonly document: string; readonly fromSegments: number }
  /** LevelDB dropped what follows `offset` in that block of its log; the copy in the data folder has it. */
  | { readonly kind: 'log-file-damaged'; readonly file: string; readonly offset: number; readonly copy: string }
  | { readonly kind: 'purge-failed'; readonly document: string; readonly error: unknown };

export type StoreLog = (event: StoreEvent) => void;
