import { summarise } from '../../percentiles.mjs';
import { launchChromium } from '../browser/chromium.mjs';
import { createDocument } from '../document/create-document.mjs';
import { writeDocument } from '../document/write-document.mjs';
import { openCached } from './cached.mjs';
import { openCold } from './cold.mjs';

const usualSeed = 20_260_102;

/**
 * Cold openings of a long document, and cached ones of that and of one of the usual size.
 *
 * @param {import('../pages/page-definition.mjs').PageDefinition} definition
 * @param {import('../pages/page-definition.mjs').Place} place
 * @param {string} markdown
 * @param {import('../sizes.mjs').Sizes} sizes
 */
export async function measureOpening(definition, place, markdown, { openings, usualWordCount }) {
  const id = await createDocument(place.origin, markdown);
  const usualId = await createDocument(place.origin, writeDocument({ wordCount: usualWordCount, seed: usualSeed }));
  const browser = await launchChromium();
  try {
    /** @type {import('./cold.mjs').ColdOpening[]} */
    const cold = [];
    for (let index = 0; index < openings; index += 1) cold.push(await openCold(browser, definition, place, id));
    const openAgain = (/** @type {string} */ document) =>
      definition.keepsDocuments ? openCached(browser, definition, place, document, openings) : [];
    const cached = await openAgain(id);
    const cachedUsual = await openAgain(usualId);
    const of = (/** @type {(number | null)[]} */ values) =>
      summarise(Float64Array.from(values.flatMap((value) => value ?? [])));
    return {
      cold: {
        firstPaint: of(cold.map(({ firstPaint }) => firstPaint)),
        shown: of(cold.map(({ shown }) => shown)),
        typed: of(cold.map(({ typed }) => typed)),
        inDocument: of(cold.map(({ inDocument }) => inDocument)),
      },
      cached: {
        firstPaint: of(cached.map(({ firstPaint }) => firstPaint)),
        shown: of(cached.map(({ shown }) => shown)),
        writable: of(cached.map(({ writable }) => writable)),
      },
      cachedUsual: {
        firstPaint: of(cachedUsual.map(({ firstPaint }) => firstPaint)),
        shown: of(cachedUsual.map(({ shown }) => shown)),
        writable: of(cachedUsual.map(({ writable }) => writable)),
      },
    };
  } finally {
    await browser.close();
  }
}
