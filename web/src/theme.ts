export type Theme = 'system' | 'light' | 'dark';

const key = 'manyhands.theme';
const order: readonly Theme[] = ['system', 'light', 'dark'];

/** What was chosen on this device. `public/theme.js` applies it before the first paint. */
export function chosenTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Calls back when it is chosen anew in this window. */
export function onTheme(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => event.key === key && listener();
  window.addEventListener('storage', onStorage);
  return () => window.removeEventListener('storage', onStorage);
}

export function nextTheme(theme: Theme): Theme {
  return order[(order.indexOf(theme) + 1) % order.length] ?? 'system';
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  try {
    if (theme === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // It lasts for this page then.
  }
  window.dispatchEvent(new StorageEvent('storage', { key }));
}
