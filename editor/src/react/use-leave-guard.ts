import { useEffect } from 'react';
import type { DocumentHandle } from '../client/document-handle.js';

/**
 * Has the browser ask before the page is left, but only when something would really be lost: a change or a file that
 * is neither on the server nor kept on this device.
 */
export function useLeaveGuard(handle: DocumentHandle | null): void {
  useEffect(() => {
    if (handle === null) return;
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      if (!handle.getSnapshot().unacknowledged.keptOnDevice) event.preventDefault();
    };
    window.addEventListener('beforeunload', onBeforeUnload);
    return () => window.removeEventListener('beforeunload', onBeforeUnload);
  }, [handle]);
}
