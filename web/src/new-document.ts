import { newDocumentId } from '@manyhands/editor/client';
import { documentPath } from './document-path';
import { createDocument } from './documents-api';
import { markAsNew } from './recent-documents';

/** The server's answer is waited for this long before a document is begun on the device alone. */
const createTimeoutMs = 2_000;

/** Without the server, or where it does not let this person create: the id is made here, the document at the first sync. */
export async function openNewDocument(): Promise<void> {
  let id: string;
  try {
    id = await createDocument(AbortSignal.timeout(createTimeoutMs));
  } catch {
    id = newDocumentId();
  }
  markAsNew(id);
  location.assign(documentPath(id));
}
