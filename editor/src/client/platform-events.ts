export interface PlatformEvents {
  /** The network, or the window, is back: whatever was connected may be dead, and waiting makes no sense. */
  readonly onBack: () => void;
  /** The browser says that it has no network. */
  readonly onOffline: () => void;
}

/** Hears of networks that go, and of windows and machines that wake up. Does nothing outside of browsers. */
export function watchPlatform(signal: AbortSignal, { onBack, onOffline }: PlatformEvents): void {
  if (typeof window === 'undefined') return;
  window.addEventListener('online', onBack, { signal });
  window.addEventListener('pageshow', onBack, { signal });
  window.addEventListener('offline', onOffline, { signal });
  const onVisibility = () => {
    if (document.visibilityState === 'visible') onBack();
  };
  document.addEventListener('visibilitychange', onVisibility, { signal });
}
