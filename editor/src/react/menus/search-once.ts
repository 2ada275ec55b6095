import type { SearchDocuments } from '../../extensions/mentions/mention-suggestions.js';
import type { DocumentSearch, FoundDocument } from './document-search.js';

/** Nobody who types a name waits longer for the server's list. */
const patienceMs = 400;

/** The page's search of documents as mentions want it: one answer, of titles that have the typed text in them. */
export function searchOnce(search: DocumentSearch): SearchDocuments {
  return async (query, signal) => {
    let known: readonly FoundDocument[] = [];
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), patienceMs);
    const isOver = new Promise<void>((resolve) => patience.signal.addEventListener('abort', () => resolve()));
    const found = search.find(
      query,
      (documents) => {
        known = documents;
      },
      AbortSignal.any([signal, patience.signal]),
    );
    // A server that cannot be asked leaves what this device knows.
    await Promise.race([found.catch(() => undefined), isOver]);
    clearTimeout(timer);
    const wanted = query.toLocaleLowerCase();
    return known.filter(({ title }) => title.toLocaleLowerCase().includes(wanted));
  };
}
