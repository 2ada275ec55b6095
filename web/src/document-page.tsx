import { type DocumentHandle, guestIdentity, rememberGuestName } from '@manyhands/editor/client';
import {
  CollabEditor,
  DocumentNotice,
  NamePrompt,
  PresenceAvatars,
  StateChip,
  useDocument,
  useDocumentTitle,
  useDocumentValue,
  useLeaveGuard,
} from '@manyhands/editor/react';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { AppHeader } from './app-header';
import { documentIdIn } from './document-path';
import { documentSearch } from './document-search';
import { forgetDocument, isNew, rememberDocument, titleOfRecent } from './recent-documents';
import { sessionToken } from './session-token';
import { serverUrl } from './sync-server';

export function DocumentPage(): ReactElement {
  const [id, setId] = useState<string | null | undefined>(undefined);
  // The exported page is the same for every document: which one it is, is in the address.
  useEffect(() => setId(documentIdIn(location.pathname)), []);
  if (id === undefined) return <AppHeader title="" />;
  return id === null ? <NoDocument /> : <OpenedDocument id={id} />;
}

function NoDocument(): ReactElement {
  return (
    <>
      <AppHeader />
      <main className="empty">
        <h1>There is no document here</h1>
        <p>The address may be mistyped.</p>
      </main>
    </>
  );
}

function OpenedDocument({ id }: { id: string }): ReactElement {
  const handle = useDocument(id, () => {
    const token = sessionToken();
    return {
      server: serverUrl(),
      id,
      user: guestIdentity(),
      isNew: isNew(id),
      ...(token === null ? {} : { getToken: async () => token }),
    };
  });
  useLeaveGuard(handle);
  return handle === null ? <AppHeader title="" /> : <Workspace handle={handle} />;
}

function Workspace({ handle }: { handle: DocumentHandle }): ReactElement {
  const self = useDocumentValue(handle, (snapshot) => snapshot.self);
  const isReady = useDocumentValue(handle, (snapshot) => snapshot.isReady);
  const isEditable = useDocumentValue(handle, (snapshot) => snapshot.isEditable);
  const isDeleted = useDocumentValue(handle, ({ status }) => status.kind === 'stopped' && status.reason === 'deleted');
  const title = useDocumentTitle(handle);
  const search = useMemo(() => documentSearch(handle.id), [handle]);
  const [prompt, setPrompt] = useState<'offered' | 'asked-for' | 'closed'>('offered');
  useEffect(() => {
    document.title = `${title || 'Untitled'} – Manyhands`;
    if (isDeleted) forgetDocument(handle.id);
    else if (isReady) rememberDocument({ id: handle.id, title, openedAt: Date.now() });
  }, [handle, title, isReady, isDeleted]);
  const isAsking = prompt === 'asked-for' || (prompt === 'offered' && isEditable && self.name === '');
  const onName = (name: string) => {
    handle.setName(rememberGuestName(name));
    setPrompt('closed');
  };
  // Somebody the server knows has their name from there.
  const isGuest = self.id === guestIdentity().id;
  return (
    <>
      <AppHeader title={title}>
        <StateChip handle={handle} />
        <PresenceAvatars handle={handle} {...(isGuest ? { onSelf: () => setPrompt('asked-for') } : {})} />
      </AppHeader>
      <main className="document">
        <DocumentNotice handle={handle} />
        <CollabEditor handle={handle} search={search} titleOfDocument={titleOfRecent} />
      </main>
      {isAsking && (
        <div className="name-corner">
          <NamePrompt
            key={prompt}
            name={self.name}
            wasAskedFor={prompt === 'asked-for'}
            onName={onName}
            onDismiss={() => setPrompt('closed')}
          />
        </div>
      )}
    </>
  );
}
