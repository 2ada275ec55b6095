/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/**
 * Counts Vitest's JSON report. A file that could not even be loaded is one failure, for it has no tests to count.
 *
 * @param {any} report `undefined` when the runner wrote none.
 * @param {number} exitCode
 * @returns {Tally}
 */
export function tallyVitest(report, exitCode) {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed').length;
  const brokenFiles = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  const passed = tests.filter(({ status }) => status === 'passed').length;
  return settle({ passed, failed: failed + brokenFiles, skipped: tests.length - passed - failed }, exitCode);
}

/**
 * Counts Playwright's JSON report.
 *
 * @param {any} report `undefined` when the runner wrote none.
 * @param {number} exitCode
 * @returns {Tally}
 */
export function tallyPlaywright(report, exitCode) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  return settle({ passed: expected, failed: unexpected + flaky, skipped }, exitCode);
}

/**
 * A runner that fails without a failed test (an unhandled error, a crash, a timeout), or that ran nothing at all, must
 * not look like a success in the sum.
 */
function settle(tally, exitCode) {
  const isBad = exitCode !== 0 || tally.passed === 0;
  return isBad && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
