import type { FoundDocument } from '@manyhands/editor/react';
import { ApiError, listDocuments } from './documents-api';
import { recentDocuments } from './recent-documents';

const maxFound = 8;
/** How many pages of the server's list are looked through for a title. */
const maxPages = 5;

/** Documents whose title has a text in it: those of this device first, then the server's, as far as it can be asked. */
export async function searchDocuments(query: string, signal: AbortSignal): Promise<readonly FoundDocument[]> {
  const wanted = query.toLocaleLowerCase();
  const found = new Map<string, FoundDocument>();
  const add = ({ id, title }: FoundDocument) => {
    if (title !== '' && title.toLocaleLowerCase().includes(wanted) && found.size < maxFound) {
      found.set(id, found.get(id) ?? { id, title });
    }
  };
  for (const document of recentDocuments()) add(document);
  try {
    let next: string | null = null;
    for (let page = 0; page < maxPages && found.size < maxFound; page += 1) {
      const list = await listDocuments(next, signal);
      for (const document of list.documents) add(document);
      if (list.next === null) break;
      next = list.next;
    }
  } catch (error) {
    // Offline, or not allowed to see the list: what this device knows is enough.
    if (!(error instanceof ApiError) && !signal.aborted) throw error;
  }
  return [...found.values()];
}

/** The title of a document as this device last saw it. */
export function titleOfDocument(id: string): string | undefined {
  return recentDocuments().find((document) => document.id === id)?.title || undefined;
}
