import type { ReactElement } from 'react';
import { type ListEntry, useDocumentList } from '../document-list';
import { documentPath } from '../document-path';
import { useStarred } from '../starred-documents';
import { Icon } from '../ui/icon';

export interface SidebarListsProps {
  readonly currentId: string;
  /** As it is now; the server's list is a moment old. */
  readonly currentTitle: string;
}

/** Starred documents, and all of them. */
export function SidebarLists({ currentId, currentTitle }: SidebarListsProps): ReactElement {
  const { entries: listed, state, loadMore } = useDocumentList();
  const entries = withCurrent(listed, currentId, currentTitle);
  const { ids } = useStarred();
  const starred = ids.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
  return (
    <>
      {starred.length > 0 && <Section title="Starred" entries={starred} currentId={currentId} />}
      <Section title={starred.length > 0 ? 'All documents' : 'Documents'} entries={entries} currentId={currentId} />
      {state === 'unreachable' && <p className="sidebar__note">Only documents opened on this device.</p>}
      {loadMore !== null && (
        <button type="button" className="sidebar__more" onClick={loadMore}>
          Show more
        </button>
      )}
    </>
  );
}

/** Pure. The open document is in the list from its first moment, under its present title. */
export function withCurrent(entries: readonly ListEntry[], id: string, title: string): readonly ListEntry[] {
  if (!entries.some((entry) => entry.id === id)) return [{ id, title, time: null, isOnlyHere: true }, ...entries];
  return entries.map((entry) => (entry.id === id ? { ...entry, title } : entry));
}

interface SectionProps {
  readonly title: string;
  readonly entries: readonly ListEntry[];
  readonly currentId: string;
}

function Section({ title, entries, currentId }: SectionProps): ReactElement {
  return (
    <section className="sidebar__section">
      <h2>{title}</h2>
      <ul>
        {entries.map(({ id, title: name }) => (
          <li key={id}>
            <a href={documentPath(id)} aria-current={id === currentId ? 'page' : undefined}>
              <Icon name="document" />
              <span>{name === '' ? 'Untitled' : name}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
