import { residentBytes } from '../../proc.mjs';

/**
 * What a page keeps, after a garbage collection.
 *
 * @param {import('@playwright/test').Page} page the only one of its browser
 * @returns {Promise<{ heapBytes: number, processBytes: number, nodes: number }>} `processBytes` of the page's process
 */
export async function readMemory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (/** @type {string} */ name) => metrics.find((each) => each.name === name)?.value ?? 0;
  await session.detach();
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser');
  const browserSession = await browser.newBrowserCDPSession();
  const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
  await browserSession.detach();
  // Chromium keeps a spare process for the next page: it is the smaller one.
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentBytes(id));
  return { heapBytes: metric('JSHeapUsedSize'), processBytes: Math.max(...renderers), nodes: metric('Nodes') };
}
