import { titleField } from '@manyhands/schema';
import { useCallback, useSyncExternalStore } from 'react';
import type { DocumentHandle } from '../client/document-handle.js';
import { documentTitle } from '../client/document-title.js';
import { useDocumentValue } from './use-document.js';

/** The title as plain text, as it changes; what it was when the document was last open here, until it is here. */
export function useDocumentTitle(handle: DocumentHandle): string {
  const { doc } = handle;
  const subscribe = useCallback(
    (listener: () => void) => {
      const fragment = doc.getXmlFragment(titleField);
      fragment.observeDeep(listener);
      return () => fragment.unobserveDeep(listener);
    },
    [doc],
  );
  const read = useCallback(() => documentTitle(doc), [doc]);
  const title = useSyncExternalStore(subscribe, read, () => '');
  const glimpsed = useDocumentValue(handle, ({ isReady, glimpse }) => (isReady ? undefined : glimpse?.title));
  return glimpsed ?? title;
}
