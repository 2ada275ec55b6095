const key = 'manyhands.token';

/**
 * The token that this window was opened with, from the fragment of its address (`#token=…`): a fragment is not sent to
 * servers and not written into their logs. It is taken out of the address bar, and lasts as long as the window.
 *
 * @returns `null` if the server was not said to want one
 */
export function sessionToken(): string | null {
  const fromAddress = new URLSearchParams(location.hash.slice(1)).get('token');
  try {
    if (fromAddress === null) return sessionStorage.getItem(key);
    sessionStorage.setItem(key, fromAddress);
  } catch {
    // Without storage the address has to keep it, or a reload would lose it.
    return fromAddress;
  }
  history.replaceState(history.state, '', location.pathname + location.search);
  return fromAddress;
}
