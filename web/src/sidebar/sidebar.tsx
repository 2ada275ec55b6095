import { type CSSProperties, type ReactElement, useState } from 'react';
import { type ListEntry, useDocumentList } from '../document-list';
import { documentPath } from '../document-path';
import { openNewDocument } from '../new-document';
import { useStarred } from '../starred-documents';
import { Icon } from '../ui/icon';
import { ResizeHandle } from './resize-handle';
import type { SidebarState } from './sidebar-state';

export interface SidebarProps {
  readonly currentId: string;
  /** As it is now; the server's list is a moment old. */
  readonly currentTitle: string;
  readonly state: SidebarState;
  readonly onChange: (change: Partial<SidebarState>) => void;
}

/** The documents beside the one that is open. */
export function Sidebar({ currentId, currentTitle, state, onChange }: SidebarProps): ReactElement {
  const { entries: listed, state: listState, loadMore } = useDocumentList();
  const entries = withCurrent(listed, currentId, currentTitle);
  const { ids } = useStarred();
  const [isCreating, setIsCreating] = useState(false);
  const starred = ids.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
  const onCreate = () => {
    setIsCreating(true);
    void openNewDocument();
  };
  return (
    <aside
      className="sidebar"
      aria-label="Documents"
      // Where it lies over the text, a press beside it is on its shade, which is a part of it.
      onClick={({ clientX, currentTarget }) => {
        if (clientX > currentTarget.getBoundingClientRect().right) onChange({ isOpen: false });
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape' && isOverText()) onChange({ isOpen: false });
      }}
      style={{ '--sidebar-width': `${state.width}px` } as CSSProperties}
    >
      <div className="sidebar__head">
        <a href="/" className="sidebar__home">
          Manyhands
        </a>
        <button
          type="button"
          className="icon-button"
          aria-label="New document"
          title="New document"
          onClick={onCreate}
          disabled={isCreating}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          className="icon-button sidebar__close"
          aria-label="Hide sidebar"
          title="Hide sidebar"
          onClick={() => onChange({ isOpen: false })}
        >
          <Icon name="close" />
        </button>
      </div>
      <div className="sidebar__lists">
        {starred.length > 0 && <Section title="Starred" entries={starred} currentId={currentId} />}
        <Section title={starred.length > 0 ? 'All documents' : 'Documents'} entries={entries} currentId={currentId} />
        {listState === 'unreachable' && <p className="sidebar__note">Only documents opened on this device.</p>}
        {loadMore !== null && (
          <button type="button" className="sidebar__more" onClick={loadMore}>
            Show more
          </button>
        )}
      </div>
      <ResizeHandle width={state.width} onWidth={(width) => onChange({ width })} />
    </aside>
  );
}

function isOverText(): boolean {
  return matchMedia('(max-width: 900px)').matches;
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
