const categories = [
  // Events that are handled, frames that are made, messages of sockets.
  'devtools.timeline',
  // The tasks of a thread.
  'disabled-by-default-devtools.timeline',
];
/** Twenty times what a run makes. */
const bufferKib = 400 * 1024;

/**
 * One event of Chromium's trace. Times are microseconds of one clock.
 *
 * @typedef {object} TraceEvent
 * @property {string} name
 * @property {string} ph X: a span
 * @property {number} pid
 * @property {number} tid
 * @property {number} ts
 * @property {number} [dur]
 * @property {number} [tdur] how much of it the thread ran
 * @property {any} [args]
 */

/**
 * Records what the page's process does while something happens.
 *
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} action
 * @returns {Promise<TraceEvent[]>} of all threads, in no order
 */
export async function recordTrace(page, action) {
  const session = await page.context().newCDPSession(page);
  await session.send('Tracing.start', {
    transferMode: 'ReturnAsStream',
    traceConfig: { includedCategories: categories, recordMode: 'recordUntilFull', traceBufferSizeInKb: bufferKib },
  });
  await action();
  const complete = new Promise((/** @type {(event: any) => void} */ resolve) =>
    session.once('Tracing.tracingComplete', resolve),
  );
  await session.send('Tracing.end');
  const { stream, dataLossOccurred } = await complete;
  if (dataLossOccurred) throw new Error('the trace did not fit into its buffer');
  const text = await readStream(session, stream);
  await session.detach();
  return JSON.parse(text).traceEvents;
}

/**
 * @param {import('@playwright/test').CDPSession} session
 * @param {string} handle
 */
async function readStream(session, handle) {
  /** @type {Buffer[]} */
  const parts = [];
  for (;;) {
    const { data, base64Encoded, eof } = await session.send('IO.read', { handle, size: 4 * 1024 * 1024 });
    parts.push(Buffer.from(data, base64Encoded ? 'base64' : 'utf8'));
    if (eof) break;
  }
  await session.send('IO.close', { handle });
  return Buffer.concat(parts).toString('utf8');
}
