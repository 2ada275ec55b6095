/** A document that was opened on this device. */
export interface RecentDocument {
  readonly id: string;
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
}

const key = 'manyhands.recent';
const maxDocuments = 200;

/** Newest first. */
export function recentDocuments(): readonly RecentDocument[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(value) ? value.flatMap(toRecent) : [];
  } catch {
    // Blocked, or not what we wrote: the list begins anew.
    return [];
  }
}

/** The title of a document as this device last saw it. */
export function titleOfRecent(id: string): string | undefined {
  return recentDocuments().find((document) => document.id === id)?.title || undefined;
}

/** Notes that a document is open, so that the list knows it without the server. */
export function rememberDocument(document: RecentDocument): void {
  const others = recentDocuments().filter(({ id }) => id !== document.id);
  write([document, ...others].slice(0, maxDocuments));
}

export function forgetDocument(id: string): void {
  write(recentDocuments().filter((document) => document.id !== id));
}

/** Set where a new id is made, read where it is opened: an empty document is then complete, not still on its way. */
const newKey = 'manyhands.new';

export function markAsNew(id: string): void {
  try {
    sessionStorage.setItem(newKey, id);
  } catch {
    // Then it opens as soon as the server has said that it is empty.
  }
}

export function isNew(id: string): boolean {
  try {
    return sessionStorage.getItem(newKey) === id;
  } catch {
    return false;
  }
}

function write(documents: readonly RecentDocument[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(documents));
  } catch {
    // No room, or blocked: the server's list is still there.
  }
}

function toRecent(value: unknown): RecentDocument[] {
  if (typeof value !== 'object' || value === null) return [];
  const { id, title, openedAt } = value as Partial<Record<keyof RecentDocument, unknown>>;
  if (typeof id !== 'string' || typeof title !== 'string' || typeof openedAt !== 'number') return [];
  return [{ id, title, openedAt }];
}
