import { type ReactElement, useEffect, useState } from 'react';
import { AppHeader } from './app-header';
import { type ListEntry, type ListState, useDocumentList } from './document-list';
import { documentPath } from './document-path';
import { openNewDocument } from './new-document';

/** Why the server's documents are not in the list. */
const notes: Readonly<Partial<Record<ListState, string>>> = {
  unreachable: 'The server cannot be reached.',
  refused: 'The server asks you to sign in to see its documents.',
};

export function DocumentsPage(): ReactElement {
  const { entries, state, loadMore } = useDocumentList();
  const [isCreating, setIsCreating] = useState(false);
  // A page that the browser brings back from its history is shown as it was left.
  useEffect(() => {
    const onShow = () => setIsCreating(false);
    window.addEventListener('pageshow', onShow);
    return () => window.removeEventListener('pageshow', onShow);
  }, []);
  const onCreate = () => {
    setIsCreating(true);
    void openNewDocument();
  };
  return (
    <>
      <AppHeader />
      <main className="documents">
        <div className="documents__head">
          <h1>Documents</h1>
          {(entries.length > 0 || state === 'loading') && <NewButton isCreating={isCreating} onCreate={onCreate} />}
        </div>
        {entries.length > 0 && (
          <>
            {notes[state] !== undefined && (
              <p className="documents__note">{notes[state]} These were opened on this device.</p>
            )}
            <List entries={entries} />
          </>
        )}
        {loadMore !== null && (
          <button type="button" className="mh-button" onClick={loadMore}>
            Show more
          </button>
        )}
        {entries.length === 0 && state !== 'loading' && (
          <div className="empty">
            <p>{notes[state] ?? 'Nothing has been written here yet.'}</p>
            {state === 'refused' ? (
              <p>Open the link that you were sent, or ask whoever runs this server.</p>
            ) : (
              <NewButton isCreating={isCreating} onCreate={onCreate} />
            )}
          </div>
        )}
      </main>
    </>
  );
}

function NewButton({ isCreating, onCreate }: { isCreating: boolean; onCreate: () => void }): ReactElement {
  return (
    <button type="button" className="mh-button mh-button--primary" onClick={onCreate} disabled={isCreating}>
      New document
    </button>
  );
}

function List({ entries }: { entries: readonly ListEntry[] }): ReactElement {
  return (
    <ul className="documents__list">
      {entries.map(({ id, title, time, isOnlyHere }) => (
        <li key={id}>
          <a href={documentPath(id)}>
            <span className="documents__title">{title === '' ? 'Untitled' : title}</span>
            <span className="documents__when">
              {isOnlyHere && 'On this device · '}
              {time !== null && <time dateTime={new Date(time).toISOString()}>{shortDate(time)}</time>}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function shortDate(time: number): string {
  const date = new Date(time);
  const isToday = date.toDateString() === new Date().toDateString();
  if (isToday) return date.toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit' });
  return date.toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
}
