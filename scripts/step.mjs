/**
 * Says what begins, how it ended and how long it took.
 *
 * @param {string} title
 * @param {() => Promise<number>} work Resolves to an exit code.
 * @returns {Promise<number>} That exit code.
 */
export async function step(title, work) {
  const startedAt = performance.now();
  console.log(`▸ ${title}…`);
  const exitCode = await work();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(exitCode === 0 ? `✔ ${title}: ${seconds} s` : `✘ ${title}: exit code ${exitCode} after ${seconds} s`);
  return exitCode;
}
