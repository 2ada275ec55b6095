// The theme that was chosen on this device, before the first paint. See src/theme.ts.
try {
  const theme = localStorage.getItem('manyhands.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch (_blocked) {
  // Storage is blocked: the system's theme is as good.
}
