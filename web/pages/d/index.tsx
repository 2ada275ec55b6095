import type { ReactElement } from 'react';
import { DocumentPage } from '../../src/document-page';

/** Every document's page: the server answers `/d/<id>` with this one, which reads the id from its address. */
export default function Page(): ReactElement {
  return <DocumentPage />;
}
