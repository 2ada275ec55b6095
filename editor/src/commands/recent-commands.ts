const storageKey = 'manyhands.recentCommands';
const maxRecent = 8;

/** Ids of the commands that were used on this device, the latest first. */
export function recentCommands(): readonly string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string').slice(0, maxRecent) : [];
  } catch {
    // Blocked, or not what we wrote: nothing is recent.
    return [];
  }
}

export function rememberCommand(id: string): void {
  const ids = [id, ...recentCommands().filter((other) => other !== id)].slice(0, maxRecent);
  try {
    localStorage.setItem(storageKey, JSON.stringify(ids));
  } catch {
    // No room, or blocked: the menus still work, in their usual order.
  }
}
