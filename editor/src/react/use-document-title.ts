import { titleField } from '@manyhands/schema';
import { useCallback, useSyncExternalStore } from 'react';
import * as Y from 'yjs';
import type { DocumentHandle } from '../client/document-handle.js';

/** The title as plain text, as it changes. */
export function useDocumentTitle({ doc }: DocumentHandle): string {
  const subscribe = useCallback(
    (listener: () => void) => {
      const fragment = doc.getXmlFragment(titleField);
      fragment.observeDeep(listener);
      return () => fragment.unobserveDeep(listener);
    },
    [doc],
  );
  const read = useCallback(() => textOf(doc.getXmlFragment(titleField)), [doc]);
  return useSyncExternalStore(subscribe, read, () => '');
}

function textOf(fragment: Y.XmlFragment): string {
  return fragment
    .toArray()
    .map((child) =>
      child instanceof Y.XmlText ? plainText(child) : child instanceof Y.XmlElement ? textOf(child) : '',
    )
    .join(' ')
    .trim();
}

/** `toString` would write marks as tags. */
function plainText(text: Y.XmlText): string {
  return (text.toDelta() as { insert?: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
    .join('');
}
