/**
 * What a reader must know before believing a figure.
 *
 * @param {any} result of one server in one scenario
 * @returns {string[]}
 */
export function warningsOf(result) {
  /** @type {string[]} */
  const warnings = [];
  const share = (/** @type {number} */ cpuMs, /** @type {number} */ wallMs) => cpuMs / wallMs;
  const percent = (/** @type {number} */ value) => `${Math.round(value * 100)} %`;
  const span = result.window ?? result.opening ?? result.first?.spent;
  if (result.window !== undefined) {
    const generator = share(result.window.generatorCpuMs, result.window.wallMs);
    const late = result.lateness?.p99 ?? 0;
    if (generator > 0.85 || late > 20) {
      warnings.push(
        `the generator could not keep time (${percent(generator)} of a core, p99 ${late.toFixed(0)} ms late): its figures do not count`,
      );
    }
    const server = share(result.window.serverCpuMs, result.window.wallMs);
    if (server > 0.95) warnings.push(`the server was saturated (${percent(server)} of a core) and could not keep up`);
    if (!result.complete) warnings.push(`not everything was delivered (${result.undelivered} deliveries missing)`);
  }
  if (span !== undefined) {
    const others = share(span.othersCpuMs, span.wallMs);
    if (others > 0.15) warnings.push(`noisy: other processes used ${percent(others)} of a core meanwhile`);
  }
  if (result.first?.bytesPerOpenDocument < 0) {
    warnings.push('memory fell while documents were opened: they take less than what start-up left behind');
  }
  if (result.lostConnections > 0) warnings.push(`${result.lostConnections} connections were closed by the server`);
  if (result.loaded?.settled === false) warnings.push('was still working a minute after the paper was written');
  return warnings;
}
