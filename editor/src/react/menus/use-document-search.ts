import { useEffect, useState } from 'react';
import type { DocumentSearch, FoundDocument } from '../../client/document-search.js';

export interface DocumentResults {
  readonly documents: readonly FoundDocument[];
  readonly state: 'searching' | 'complete' | 'failed';
}

/** Nobody reads what is found for a letter in the middle of a word. */
const pauseMs = 120;
const nothing: DocumentResults = { documents: [], state: 'complete' };

/** The documents for a query; what was found before stays until there is something new. */
export function useDocumentSearch(search: DocumentSearch | null, query: string): DocumentResults {
  const [results, setResults] = useState(nothing);
  useEffect(() => {
    if (search === null) return;
    const abort = new AbortController();
    const { signal } = abort;
    const start = () => {
      const onFound = (documents: readonly FoundDocument[]) => {
        if (!signal.aborted) setResults({ documents, state: 'searching' });
      };
      search.find(query, onFound, signal).then(
        () => !signal.aborted && setResults(({ documents }) => ({ documents, state: 'complete' })),
        () => !signal.aborted && setResults(({ documents }) => ({ documents, state: 'failed' })),
      );
    };
    const timer = setTimeout(start, query === '' ? 0 : pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [search, query]);
  return results;
}
