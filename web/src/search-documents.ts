import type { DocumentSearch, FoundDocument } from '@manyhands/editor/react';
import { type ListEntry, mergeLists } from './document-list';
import { documentPath } from './document-path';
import { type ListedDocument, listDocuments } from './documents-api';
import { recentDocuments } from './recent-documents';

/** Pages of the server's list that one search reads at most. */
const maxPages = 5;

/** Finds documents by their titles: those opened on this device at once, then the server's. */
export const searchDocuments: DocumentSearch = {
  async find(_query, onFound, signal) {
    const recent = recentDocuments();
    onFound(toFound(mergeLists([], recent)));
    const listed: ListedDocument[] = [];
    let after: string | null = null;
    for (let page = 0; page < maxPages; page++) {
      const { documents, next } = await listDocuments(after, signal);
      listed.push(...documents);
      onFound(toFound(mergeLists(listed, recent)));
      if (next === null) return;
      after = next;
    }
  },
  open: ({ id }) => location.assign(documentPath(id)),
};

function toFound(entries: readonly ListEntry[]): FoundDocument[] {
  return entries.map(({ id, title, isOnlyHere }) => ({
    id,
    title: title === '' ? 'Untitled' : title,
    ...(isOnlyHere ? { detail: 'On this device' } : {}),
  }));
}
