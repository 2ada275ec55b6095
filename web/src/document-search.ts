import type { DocumentSearch, FoundDocument } from '@manyhands/editor/react';
import { mergeLists } from './document-list';
import { documentPath } from './document-path';
import { type ListedDocument, listDocuments } from './documents-api';
import { recentDocuments } from './recent-documents';

/** The server lists by time and cannot search yet: so many pages are looked through. */
const maxPages = 10;

/** Other documents than the one that is open: those of this device at once, then the server's. */
export function documentSearch(openId: string): DocumentSearch {
  return {
    find: async (query, onFound, signal) => {
      const recent = recentDocuments();
      const listed: ListedDocument[] = [];
      const show = () => onFound(foundIn(mergeLists(listed, recent), openId));
      show();
      let next: string | null = null;
      for (let page = 0; page < (query === '' ? 1 : maxPages); page++) {
        const answer = await listDocuments(next, signal);
        listed.push(...answer.documents);
        show();
        next = answer.next;
        if (next === null) return;
      }
    },
    open: ({ id }) => location.assign(documentPath(id)),
    titleOf: (id) => recentDocuments().find((document) => document.id === id)?.title || undefined,
  };
}

function foundIn(entries: ReturnType<typeof mergeLists>, openId: string): FoundDocument[] {
  return entries
    .filter(({ id }) => id !== openId)
    .map(({ id, title, isOnlyHere }) => ({
      id,
      title: title === '' ? 'Untitled' : title,
      ...(isOnlyHere ? { detail: 'On this device' } : {}),
    }));
}
