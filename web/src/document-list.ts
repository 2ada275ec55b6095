import { useCallback, useEffect, useState } from 'react';
import { ApiError, type ListedDocument, listDocuments } from './documents-api';
import { type RecentDocument, recentDocuments } from './recent-documents';

export interface ListEntry {
  readonly id: string;
  readonly title: string;
  /** Last change or, for one only known here, last opened; milliseconds since the epoch. */
  readonly time: number | null;
  /** The server did not list it: it is not there yet, or cannot be asked. */
  readonly isOnlyHere: boolean;
}

/** `unreachable`: no answer; `refused`: an answer, and it was no. */
export type ListState = 'loading' | 'complete' | 'unreachable' | 'refused';

export interface DocumentList {
  readonly entries: readonly ListEntry[];
  readonly state: ListState;
  /** `null` when there is no more. */
  readonly loadMore: (() => void) | null;
}

/** The server's documents together with those opened on this device, newest first. */
export function useDocumentList(): DocumentList {
  const [listed, setListed] = useState<readonly ListedDocument[]>([]);
  const [recent, setRecent] = useState<readonly RecentDocument[]>([]);
  const [state, setState] = useState<ListState>('loading');
  const [next, setNext] = useState<string | null>(null);
  const load = useCallback(async (cursor: string | null, signal: AbortSignal) => {
    try {
      const page = await listDocuments(cursor, signal);
      setListed((before) => (cursor === null ? page.documents : [...before, ...page.documents]));
      setNext(page.next);
      setState('complete');
    } catch (error) {
      if (signal.aborted) return;
      const wasRefused = error instanceof ApiError && (error.status === 401 || error.status === 403);
      setState(wasRefused ? 'refused' : 'unreachable');
    }
  }, []);
  useEffect(() => {
    const abort = new AbortController();
    setRecent(recentDocuments());
    void load(null, abort.signal);
    return () => abort.abort();
  }, [load]);
  const loadMore = next === null ? null : () => void load(next, new AbortController().signal);
  return { entries: mergeLists(listed, recent), state, loadMore };
}

/** Pure. A document in both is the server's, with the title of whichever has one. */
export function mergeLists(listed: readonly ListedDocument[], recent: readonly RecentDocument[]): ListEntry[] {
  const entries = new Map<string, ListEntry>();
  for (const { id, title, openedAt } of recent) entries.set(id, { id, title, time: openedAt, isOnlyHere: true });
  for (const { id, title, updatedAt } of listed) {
    const time = updatedAt === '' ? null : Date.parse(updatedAt);
    entries.set(id, { id, title: title || (entries.get(id)?.title ?? ''), time, isOnlyHere: false });
  }
  return [...entries.values()].sort((a, b) => (b.time ?? 0) - (a.time ?? 0));
}
