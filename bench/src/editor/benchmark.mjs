import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from '../../../scripts/chromium.mjs';
import { dataFolder, resultsFolder } from '../folders.mjs';
import { describeMachine } from '../machine.mjs';
import { judgeBounds } from './bounds.mjs';
import { writeDocument } from './document/write-document.mjs';
import { measureOpening } from './opening/measure-opening.mjs';
import { ours } from './pages/ours.mjs';
import { stock } from './pages/stock.mjs';
import { renderReport } from './report.mjs';
import { full, quick } from './sizes.mjs';
import { startPlace } from './start-place.mjs';
import { measureTyping } from './typing/measure-typing.mjs';
import { typingWarnings } from './warnings.mjs';

/** @type {import('./pages/page-definition.mjs').PageDefinition[]} */
const definitions = [ours, stock];
const seed = 20_260_101;
/** @type {Record<string, (...args: Parameters<typeof measureTyping>) => Promise<object>>} */
const measures = {
  typing: async (definition, place, markdown, sizes) => {
    const result = await measureTyping(definition, place, markdown, sizes);
    return { ...result, warnings: typingWarnings(result, sizes) };
  },
  opening: measureOpening,
};

/**
 * @param {import('./options.mjs').RunOptions} options
 * @returns {Promise<number>} exit code: 0 when everything that was asked for was measured, met or not
 */
export async function runBenchmark(options) {
  // Leaving through `exit` lets the server be ended; the browser and the typists end when their channels close.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => process.exit(130));
  const startedAt = new Date();
  const name = `editor-${startedAt.toISOString().slice(0, 19).replaceAll(':', '')}${options.quick ? '-quick' : ''}`;
  const runFolder = join(dataFolder, name);
  mkdirSync(runFolder, { recursive: true });
  const machine = describeMachine(runFolder);
  const sizes = options.quick ? quick : full;
  const pages = definitions.filter((definition) => options.pages.includes(definition.name));
  const markdown = writeDocument({ wordCount: sizes.wordCount, seed });
  const place = await startPlace(runFolder, { withStockPage: pages.includes(stock) });
  /** @type {Record<string, Record<string, any>>} */
  const results = {};
  for (const definition of pages) {
    /** @type {Record<string, any>} */
    const ofPage = {};
    results[definition.name] = ofPage;
    for (const subject of options.only) {
      console.error(`${subject}: ${definition.title} …`);
      ofPage[subject] = await attempt(() => measures[subject]?.(definition, place, markdown, sizes));
    }
  }
  await place.stop();
  if (!options.keepData) rmSync(runFolder, { recursive: true, force: true });

  const measured = (/** @type {string} */ subject) => {
    const result = results['ours']?.[subject];
    return result === undefined || 'failure' in result ? undefined : result;
  };
  const report = {
    date: startedAt.toISOString(),
    minutes: (Date.now() - startedAt.getTime()) / 60_000,
    quick: options.quick,
    machine,
    browser: await browserVersion(),
    sizes,
    pages: pages.map(({ name: page, title }) => ({ name: page, title })),
    results,
    bounds: judgeBounds({ typing: measured('typing'), opening: measured('opening') }, options),
  };
  mkdirSync(resultsFolder, { recursive: true });
  const file = join(resultsFolder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(renderReport(report));
  console.error(`All figures: ${file}`);
  return Object.values(results).every((ofPage) => Object.values(ofPage).every((result) => !('failure' in result)))
    ? 0
    : 1;
}

/** @param {() => Promise<object> | undefined} measure */
async function attempt(measure) {
  try {
    return await measure();
  } catch (error) {
    const failure = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
    console.error(`  failed: ${failure}`);
    return { failure };
  }
}

async function browserVersion() {
  return execFileSync(await ensureChromium(), ['--version'], { stdio: 'pipe' })
    .toString()
    .split(' built')[0]
    ?.trim();
}
