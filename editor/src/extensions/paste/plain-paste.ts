const plain = new WeakSet<Event>();

/** Notes that a person asked for the words only. */
export function markPlainPaste(event: ClipboardEvent): void {
  plain.add(event);
}

export function isPlainPaste(event: ClipboardEvent): boolean {
  return plain.has(event);
}
