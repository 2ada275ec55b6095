import { describe, expect, it } from 'vitest';
import { tallyPlaywright, tallyVitest } from './tally.mjs';

const file = (status, ...tests) => ({ status, assertionResults: tests.map((test) => ({ status: test })) });

describe('tallyVitest', () => {
  it('counts the tests of all files', () => {
    const report = { testResults: [file('passed', 'passed', 'pending'), file('failed', 'passed', 'failed')] };
    expect(tallyVitest(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 1 });
  });

  it('counts a file that does not load as a failure', () => {
    const report = { testResults: [file('passed', 'passed'), file('failed')] };
    expect(tallyVitest(report, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts an exit code without a failed test as a failure', () => {
    expect(tallyVitest({ testResults: [file('passed', 'passed')] }, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts a missing report and an empty run as failures', () => {
    expect(tallyVitest(undefined, 137)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(tallyVitest({ testResults: [] }, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('tallyPlaywright', () => {
  it('counts its statistics', () => {
    expect(tallyPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 0, skipped: 2 } }, 1)).toEqual({
      passed: 5,
      failed: 1,
      skipped: 2,
    });
  });

  it('counts a flaky test as a failure', () => {
    expect(tallyPlaywright({ stats: { expected: 5, unexpected: 0, flaky: 1, skipped: 0 } }, 0).failed).toBe(1);
  });

  it('counts a missing report and an empty run as failures', () => {
    expect(tallyPlaywright(undefined, 127).failed).toBe(1);
    expect(tallyPlaywright({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 3 } }, 0).failed).toBe(1);
  });
});
