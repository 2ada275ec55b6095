/**
 * What a reader must know before believing the figures of typing.
 *
 * @param {any} result of `measureTyping`
 * @param {import('./sizes.mjs').Sizes} sizes
 * @returns {string[]}
 */
export function typingWarnings(result, sizes) {
  /** @type {string[]} */
  const warnings = [];
  if (result.unseen > sizes.keys / 20)
    warnings.push(`${result.unseen} keys had no frame of their own and are left out`);
  if (result.onScreen < Math.floor(sizes.people / 2))
    warnings.push(`only ${result.onScreen} of the others on the screen`);
  if ((result.others.lateness?.p99 ?? 0) > 100) {
    warnings.push(`noisy: the others’ keys were up to ${result.others.lateness.p99.toFixed(0)} ms late (p99)`);
  }
  const { work, cpu } = result.work;
  if (work !== null && cpu !== null && work.p50 > cpu.p50 * 1.25) {
    warnings.push('noisy: the main thread waited for a processor for more than a fifth of the time');
  }
  for (const error of new Set(result.errors)) warnings.push(`the page failed: ${error}`);
  return warnings;
}
