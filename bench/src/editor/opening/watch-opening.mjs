/** The letter that is typed in front of the text as soon as somebody can write. */
export const probe = '~';

/**
 * Milliseconds from the navigation; `null` for what has not happened.
 *
 * @typedef {object} OpeningTimes
 * @property {number | null} shown the text was on the screen
 * @property {number | null} writable the text was on the screen, and it could be written in
 * @property {number | null} typed the probe was on the screen, in front of the text
 * @property {number | null} firstPaint anything was
 * @property {number} origin when the navigation began, milliseconds since the epoch
 */

/**
 * Has a page note when its text is on the screen: in the page itself, so that no way to this process is in the figure.
 * To be called before the page is opened.
 *
 * @param {import('@playwright/test').Page} page
 * @param {{ text: string, words: string }} options `text`: selector of the editable element; `words`: how its text begins
 */
export async function watchOpening(page, options) {
  await page.addInitScript(
    ({ text, words, letter }) => {
      /** @type {Record<'shown' | 'writable' | 'typed', number | null>} */
      const times = { shown: null, writable: null, typed: null };
      Object.assign(window, { benchTimes: times });
      // A message that is sent in an animation frame is handled after that frame was made.
      const noteAfterFrame = (/** @type {'shown' | 'writable' | 'typed'} */ name) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            times[name] = performance.now();
          };
          port2.postMessage(null);
        });
      };
      const noted = new Set();
      const noteOnce = (/** @type {'shown' | 'writable' | 'typed'} */ name) => {
        if (!noted.has(name)) noteAfterFrame(name);
        noted.add(name);
      };
      const observer = new MutationObserver(() => {
        const page = document.querySelector(text);
        const beginning = page?.firstElementChild?.textContent ?? '';
        if (beginning.startsWith(letter + words)) {
          noteOnce('typed');
          observer.disconnect();
        } else if (beginning.startsWith(words)) {
          noteOnce('shown');
          if (page?.getAttribute('contenteditable') === 'true') noteOnce('writable');
        }
      });
      observer.observe(document, { attributes: true, childList: true, subtree: true, characterData: true });
    },
    { ...options, letter: probe },
  );
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {'writable' | 'typed'} name
 * @returns {Promise<OpeningTimes>} once that has happened
 */
export async function untilNoted(page, name) {
  await page.waitForFunction((key) => Reflect.get(window, 'benchTimes')?.[key] != null, name, { timeout: 60_000 });
  return page.evaluate(() => ({
    ...Reflect.get(window, 'benchTimes'),
    firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
    origin: performance.timeOrigin,
  }));
}
