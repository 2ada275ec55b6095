import { viewport } from '../browser/chromium.mjs';
import { openStockClient } from '../document/stock-client.mjs';
import { beginningOf } from './cold.mjs';
import { untilNoted, watchOpening } from './watch-opening.mjs';

/**
 * Milliseconds from the navigation.
 *
 * @typedef {object} CachedOpening
 * @property {number | null} firstPaint
 * @property {number | null} shown
 * @property {number | null} writable the same text, now the editor's
 */

/**
 * Opens our document again and again in a browser that has had it open before: the app comes from the service worker
 * and the HTTP cache, the text from IndexedDB.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {import('../pages/page-definition.mjs').PageDefinition} definition
 * @param {import('../pages/page-definition.mjs').Place} place
 * @param {string} id of a document that begins with a line of text
 * @param {number} openings
 * @returns {Promise<CachedOpening[]>} milliseconds from the navigation
 */
export async function openCached(browser, definition, place, id, openings) {
  const watcher = await openStockClient(place.sockets, id);
  const words = beginningOf(watcher);
  watcher.close();
  const context = await browser.newContext({ viewport });
  const visit = async () => {
    const page = await context.newPage();
    await watchOpening(page, { text: definition.text, words });
    await page.goto(definition.address(place, id), { waitUntil: 'commit' });
    const { firstPaint, shown, writable } = await untilNoted(page, 'writable');
    // Everything that a visit leaves on the device has been written.
    await page.getByRole('group', { name: 'Document state' }).getByText('Saved').waitFor();
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.close();
    return { firstPaint, shown, writable };
  };
  try {
    await visit();
    /** @type {CachedOpening[]} */
    const visits = [];
    for (let index = 0; index < openings; index += 1) visits.push(await visit());
    return visits;
  } finally {
    await context.close();
  }
}
