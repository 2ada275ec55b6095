const patienceMs = 3_000;

/**
 * Loads the newest app. Changes that are not sent wait in the copy on this device; if they are not kept there, the
 * browser asks before it leaves the page.
 */
export async function reloadApp(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    // The page itself comes from the network; this is for the next start without one.
    await Promise.race([registration?.update(), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  } catch {
    // Without the server there is nothing newer to get; the reload shows that.
  }
  location.reload();
}
