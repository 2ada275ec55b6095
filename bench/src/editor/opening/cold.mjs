import { viewport } from '../browser/chromium.mjs';
import { textOf } from '../document/places.mjs';
import { openStockClient } from '../document/stock-client.mjs';
import { probe, untilNoted, watchOpening } from './watch-opening.mjs';

/**
 * Milliseconds from the navigation.
 *
 * @typedef {object} ColdOpening
 * @property {number | null} firstPaint
 * @property {number | null} shown
 * @property {number | null} typed a letter that was typed as soon as that could be done was on the screen
 * @property {number} inDocument somebody else had that letter
 */

/**
 * Opens a document in a browser that has never seen the app, clicks in front of its text as soon as that can be written,
 * and types a letter.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {import('../pages/page-definition.mjs').PageDefinition} definition
 * @param {import('../pages/page-definition.mjs').Place} place
 * @param {string} id of a document that begins with a line of text
 * @returns {Promise<ColdOpening>}
 */
export async function openCold(browser, definition, place, id) {
  const watcher = await openStockClient(place.sockets, id);
  const context = await browser.newContext({ viewport });
  try {
    const words = beginningOf(watcher);
    const arrived = new Promise((/** @type {(at: number) => void} */ resolve) => {
      watcher.doc.on('update', () => {
        if (beginningOf(watcher).startsWith(probe + words.slice(0, -1))) {
          resolve(performance.timeOrigin + performance.now());
        }
      });
    });
    const page = await context.newPage();
    await watchOpening(page, { text: definition.text, words });
    await page.goto(definition.address(place, id), { waitUntil: 'commit' });
    const first = await page.waitForFunction(
      ({ selector, text }) => {
        const block = document.querySelector(selector);
        // The stock page can be written in before its text is there.
        return block?.textContent?.startsWith(text) === true && block.getBoundingClientRect().toJSON();
      },
      { selector: `${definition.text}[contenteditable="true"] > :first-child`, text: words },
    );
    const { left, top } = await first.jsonValue();
    await page.mouse.click(left + 1, top + 12);
    await page.keyboard.press(probe);
    const { firstPaint, shown, typed, origin } = await untilNoted(page, 'typed');
    return { firstPaint, shown, typed, inDocument: (await arrived) - origin };
  } finally {
    await context.close();
    watcher.close();
  }
}

/** Enough to know it again. @param {import('../document/stock-client.mjs').StockClient} client */
export function beginningOf({ body }) {
  return String(textOf(body.get(0)) ?? '').slice(0, 20);
}
