import { bodyField } from '@manyhands/schema';
import { useEffect, useState } from 'react';
import type { DocumentHandle } from '../client/document-handle.js';
import { hasRichNodes } from '../extensions/later/has-rich-nodes.js';
import { loadTextParts, textPartsIfHere } from '../extensions/later/text-parts.js';

/**
 * Begins to load that code at once where the app is kept on this device, while the text is being read. On a first visit it
 * would keep the text waiting.
 */
export function usePreparedParts(): void {
  useEffect(() => {
    if (navigator.serviceWorker?.controller != null) loadTextParts().catch(() => undefined);
  }, []);
}

/**
 * Whether a document's text can be shown now. Plain text can be at once; one with pictures, tables or the like waits for
 * their code, so that nothing in it moves afterwards. If that cannot be loaded, it is shown as plainly as it can be.
 */
export function useIsShowable({ doc }: DocumentHandle): boolean {
  const [isShowable, setIsShowable] = useState(
    () => textPartsIfHere() !== null || !hasRichNodes(doc.getXmlFragment(bodyField)),
  );
  useEffect(() => {
    if (isShowable) return;
    let isWanted = true;
    const show = () => {
      if (isWanted) setIsShowable(true);
    };
    loadTextParts().then(show, show);
    return () => {
      isWanted = false;
    };
  }, [isShowable]);
  return isShowable;
}
