import { summarise } from '../../percentiles.mjs';
import { launchChromium, viewport } from '../browser/chromium.mjs';
import { readMemory } from '../browser/memory.mjs';
import { recordTrace } from '../browser/trace.mjs';
import { createDocument } from '../document/create-document.mjs';
import { choosePlaces } from '../document/places.mjs';
import { openStockClient } from '../document/stock-client.mjs';
import { startTypists } from '../typists/start-typists.mjs';
import { readKeyWork } from './key-work.mjs';
import { typeKeys } from './type-keys.mjs';

/** How long the listener of the self check keeps the main thread busy for each key. */
export const busyLoopMs = 10;

/**
 * Somebody writes in the middle of a document while others write in it too.
 *
 * @param {import('../pages/page-definition.mjs').PageDefinition} definition
 * @param {import('../pages/page-definition.mjs').Place} place
 * @param {string} markdown
 * @param {import('../sizes.mjs').Sizes} sizes
 */
export async function measureTyping(definition, place, markdown, sizes) {
  const id = await createDocument(place.origin, markdown);
  const watcher = await openStockClient(place.sockets, id);
  const browser = await launchChromium();
  try {
    const places = choosePlaces(watcher.body, sizes.people);
    const blocks = [...places.near, ...places.far];
    const page = await (await browser.newContext({ viewport })).newPage();
    /** @type {string[]} */
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(definition.address(place, id));
    await page.locator(`${definition.text} > *`).nth(places.own).waitFor();
    await definition.arrive?.(page);
    const onScreen = await settle(page, definition, places);

    const crowd = await startTypists({ url: place.sockets, id, blocks, keysPerSecond: sizes.keysPerSecondOfOthers });
    const { keysPerSecond } = sizes;
    await typeKeys(page, { keys: sizes.warmUpKeys, keysPerSecond });
    const first = sizes.warmUpKeys;
    const trace = await recordTrace(page, () => typeKeys(page, { keys: sizes.keys, keysPerSecond, first }));
    const memory = await readMemory(page);
    const checked = await selfCheck(page, sizes);
    const others = await crowd.stop();

    const { keys, unseen, load } = readKeyWork(trace);
    const written = watcher.body.get(places.own);
    return {
      work: summariseEach(keys),
      unseen,
      load,
      memory,
      others,
      onScreen,
      errors,
      check: { busyLoopMs, work: summariseEach(checked).work },
      paragraph: String(written).slice(0, 2_000),
    };
  } finally {
    await browser.close();
    watcher.close();
  }
}

/**
 * Brings the paragraph into the middle of the screen and puts the caret into the middle of its text.
 *
 * @param {import('@playwright/test').Page} page
 * @param {import('../pages/page-definition.mjs').PageDefinition} definition
 * @param {import('../document/places.mjs').Places} places
 * @returns {Promise<number>} how many of the others write in paragraphs on the same screen
 */
async function settle(page, { text }, { own, near, far }) {
  const block = page.locator(`${text} > *`).nth(own);
  await block.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await block.click();
  return page.locator(text).evaluate(
    (element, indices) =>
      indices.filter((index) => {
        const { top, bottom } = element.children[index]?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
        return bottom > 0 && top < window.innerHeight;
      }).length,
    [...near, ...far],
  );
}

/**
 * Shows that the figure means what it says: a listener that keeps the thread busy must be in it.
 *
 * @param {import('@playwright/test').Page} page
 * @param {import('../sizes.mjs').Sizes} sizes
 */
async function selfCheck(page, { checkKeys, keysPerSecond }) {
  await page.evaluate((ms) => {
    window.addEventListener('keydown', () => {
      const end = performance.now() + ms;
      while (performance.now() < end);
    });
  }, busyLoopMs);
  const trace = await recordTrace(page, () => typeKeys(page, { keys: checkKeys, keysPerSecond, first: 1_000 }));
  return readKeyWork(trace).keys;
}

/** @param {import('./key-work.mjs').KeyWork[]} keys */
function summariseEach(keys) {
  const of = (/** @type {keyof import('./key-work.mjs').KeyWork} */ name) =>
    summarise(Float64Array.from(keys.flatMap((key) => key[name] ?? [])));
  return {
    work: of('work'),
    cpu: of('cpu'),
    input: of('input'),
    frame: of('frame'),
    between: of('between'),
    remote: of('remote'),
    screen: of('screen'),
  };
}
