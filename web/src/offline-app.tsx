import { useEffect } from 'react';

/** Has the browser keep the app on the device. Browsers only do so for https and for localhost. */
export function OfflineApp(): null {
  useEffect(() => {
    if (process.env.NODE_ENV === 'development' || !('serviceWorker' in navigator)) return;
    // Without it everything works as long as the server does: nobody needs to be told.
    navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined);
  }, []);
  return null;
}
