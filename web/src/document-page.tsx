import { guestIdentity } from '@manyhands/editor/client';
import { useDocument, useLeaveGuard } from '@manyhands/editor/react';
import { type ReactElement, useLayoutEffect, useState } from 'react';
import { AppHeader } from './app-header';
import { Workspace } from './document/workspace';
import { documentIdIn } from './document-path';
import { isNew } from './recent-documents';
import { sessionToken } from './session-token';
import { serverUrl } from './sync-server';

export function DocumentPage(): ReactElement {
  const [id, setId] = useState<string | null | undefined>(undefined);
  // The exported page is the same for every document: which one it is, is in the address.
  useLayoutEffect(() => setId(documentIdIn(location.pathname)), []);
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
