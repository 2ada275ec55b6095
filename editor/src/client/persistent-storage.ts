let wasAsked = false;

/**
 * Asks the browser, once in a visit, not to clear what is kept here when the device runs short of room. At a moment when
 * there is something to lose: some browsers ask the person.
 */
export function askForPersistence(): void {
  if (wasAsked || typeof navigator === 'undefined' || navigator.storage?.persist === undefined) return;
  wasAsked = true;
  // A refusal changes nothing: the state chip says what is where.
  navigator.storage.persist().catch(() => undefined);
}
