const kib = 1024;
const mib = 1024 * kib;

/**
 * One bound of the issue. `value` is null where it could not be measured.
 *
 * @typedef {{ scenario: number, text: string, limit: number, value: number | null, unit: string, verdict: 'met' | 'NOT met' | 'not measured' | 'not judged' }} Bound
 */

/**
 * @param {import('./benchmark.mjs').ScenarioOutcome[]} scenarios
 * @param {boolean} quick a quick run is too short to be judged
 * @returns {Bound[]} those of the scenarios that ran
 */
export function judgeBounds(scenarios, quick) {
  const result = (/** @type {number} */ number, /** @type {string} */ server) => {
    const outcome = scenarios.find((scenario) => scenario.number === number)?.outcomes[server];
    return outcome !== undefined && 'result' in outcome ? outcome.result : null;
  };
  const ratio = (/** @type {number} */ number, /** @type {(result: any) => number} */ figure) => {
    const ours = result(number, 'ours');
    const peer = result(number, 'hocuspocus');
    return ours === null || peer === null ? null : figure(ours) / figure(peer);
  };
  const own = (/** @type {number} */ number, /** @type {(result: any) => number | undefined} */ figure) => {
    const ours = result(number, 'ours');
    return ours === null ? null : (figure(ours) ?? null);
  };
  const bounds = [
    { scenario: 1, text: 'CPU per edit, of Hocuspocus’', limit: 1 / 5, unit: '×', value: ratio(1, cpuMsPerEdit) },
    { scenario: 1, text: 'p95 delivery', limit: 50, unit: 'ms', value: own(1, (r) => r.delivery?.p95) },
    { scenario: 2, text: 'CPU per edit, of Hocuspocus’', limit: 1 / 2, unit: '×', value: ratio(2, cpuMsPerEdit) },
    { scenario: 2, text: 'p50 delivery', limit: 5, unit: 'ms', value: own(2, (r) => r.delivery?.p50) },
    {
      scenario: 3,
      text: 'memory per idle connection',
      limit: 18,
      unit: 'KiB',
      value: own(3, (r) => r.bytesPerConnection / kib),
    },
    {
      scenario: 4,
      text: 'CPU per cold open, of Hocuspocus’',
      limit: 1 / 4,
      unit: '×',
      value: ratio(4, (r) => r.first.cpuMsPerOpen),
    },
    {
      scenario: 4,
      text: 'memory per open document',
      limit: 1,
      unit: 'MiB',
      value: own(4, (r) => r.first.bytesPerOpenDocument / mib),
    },
  ];
  const ran = new Set(scenarios.map(({ number }) => number));
  return bounds
    .filter(({ scenario }) => ran.has(scenario))
    .map((bound) => ({ ...bound, verdict: verdict(bound.value, bound.limit, quick) }));
}

/**
 * CPU from the start of the measured window until everything of it was delivered, by edits sent in the window: a
 * server that falls behind is charged for its backlog too.
 *
 * @param {{ untilDelivered: { serverCpuMs: number }, edits: number }} result
 */
export const cpuMsPerEdit = (result) => result.untilDelivered.serverCpuMs / result.edits;

/**
 * @param {number | null} value
 * @param {number} limit
 * @param {boolean} quick
 * @returns {Bound['verdict']}
 */
function verdict(value, limit, quick) {
  if (value === null || Number.isNaN(value)) return 'not measured';
  if (quick) return 'not judged';
  return value <= limit ? 'met' : 'NOT met';
}
