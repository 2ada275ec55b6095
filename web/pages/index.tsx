import type { ReactElement } from 'react';
import { DocumentsPage } from '../src/documents-page';

export default function Page(): ReactElement {
  return <DocumentsPage />;
}
