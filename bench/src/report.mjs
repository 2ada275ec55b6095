import { cpuMsPerEdit } from './bounds.mjs';
import { format, table } from './markdown-table.mjs';
import { warningsOf } from './warnings.mjs';

const kib = 1024;
const mib = 1024 * kib;

/**
 * @typedef {{ label: string, of: (result: any) => number | null | undefined, digits: number, ratio?: boolean }} Row
 */

/** @type {Row[]} */
const typingRows = [
  { label: 'server CPU per edit, ms', of: cpuMsPerEdit, digits: 3, ratio: true },
  {
    label: '… with what it does afterwards, ms',
    of: (r) => (r.untilDelivered.serverCpuMs + r.afterwardsCpuMs) / r.edits,
    digits: 3,
    ratio: true,
  },
  { label: 'server busy, % of one core', of: (r) => (r.window.serverCpuMs / r.window.wallMs) * 100, digits: 0 },
  { label: 'delivery p50, ms', of: (r) => r.delivery?.p50, digits: 1, ratio: true },
  { label: 'delivery p95, ms', of: (r) => r.delivery?.p95, digits: 1, ratio: true },
  { label: 'delivery p99, ms', of: (r) => r.delivery?.p99, digits: 1, ratio: true },
  { label: 'deliveries measured', of: (r) => r.delivery?.count, digits: 0 },
  { label: 'frames received per edit, all clients', of: (r) => r.framesPerEdit, digits: 1, ratio: true },
  { label: 'KiB received per edit, all clients', of: (r) => r.bytesPerEdit / kib, digits: 1, ratio: true },
  { label: 'memory at the end, MiB', of: (r) => r.residentBytes / mib, digits: 0, ratio: true },
  { label: 'generator busy, % of one core', of: (r) => (r.window.generatorCpuMs / r.window.wallMs) * 100, digits: 0 },
];

/** @param {'first' | 'second'} pass */
const openRows = (pass) => {
  const when = pass === 'first' ? '1st restart' : '2nd restart';
  return [
    {
      label: `CPU per cold open, ms (${when})`,
      of: (/** @type {any} */ r) => r[pass].cpuMsPerOpen,
      digits: 1,
      ratio: true,
    },
    {
      label: `wall per cold open, ms (${when}, median)`,
      of: (/** @type {any} */ r) => r[pass].wallMs,
      digits: 1,
      ratio: true,
    },
    {
      label: `memory per open document, MiB (${when})`,
      of: (/** @type {any} */ r) => r[pass].bytesPerOpenDocument / mib,
      digits: 2,
      ratio: true,
    },
  ];
};

/** @type {Record<number, Row[]>} */
const rows = {
  1: typingRows,
  2: typingRows,
  3: [
    { label: 'memory per connection, KiB', of: (r) => r.bytesPerConnection / kib, digits: 1, ratio: true },
    { label: 'memory before, MiB', of: (r) => r.residentBytesBefore / mib, digits: 0, ratio: true },
    { label: 'memory with all, MiB', of: (r) => r.residentBytesAfter / mib, digits: 0, ratio: true },
    { label: 'CPU per connection opened, ms', of: (r) => r.cpuMsPerConnectionOpened, digits: 2, ratio: true },
    { label: 'CPU while idle, % of one core', of: (r) => r.idleCpuShare * 100, digits: 1 },
  ],
  4: [
    ...openRows('first'),
    ...openRows('second'),
    {
      label: 'CPU to write one copy in packets of 100 edits, s',
      of: (r) => (r.loaded.loading.serverCpuMs + r.loaded.settlingCpuMs) / r.loaded.copies / 1000,
      digits: 2,
      ratio: true,
    },
  ],
  5: [
    { label: 'edits typed', of: (r) => r.edits, digits: 0 },
    { label: 'acknowledged by the server', of: (r) => r.acknowledged, digits: 0 },
    { label: 'seen by the other person', of: (r) => r.seenByOther, digits: 0 },
    { label: 'still there after the restart', of: (r) => r.survived, digits: 0 },
  ],
};

/**
 * The short Markdown summary; every figure is in the JSON file.
 *
 * @param {any} report as `runBenchmark` writes it
 */
export function renderReport(report) {
  const { machine } = report;
  return [
    `# Benchmark of ${report.date.slice(0, 10)}${report.quick ? ' (quick: indicative only)' : ''}`,
    '',
    `${machine.cores} cores of ${machine.cpu}, ${machine.memoryGiB} GiB, ${machine.system}, Linux ${machine.kernel}, data on ${machine.fileSystem}, Node ${machine.node}, commit ${machine.commit}. Load average at the start ${machine.loadAverageAtStart.join(' ')}. ${report.minutes.toFixed(1)} minutes.`,
    '',
    ...report.servers.map(
      (/** @type {any} */ server) =>
        `- **${server.title}**: ${
          Object.entries(server.versions)
            .map(([name, version]) => `${name} ${version}`)
            .join(', ') || 'could not run'
        }. Stores: ${server.storage}. Acknowledges: ${server.acknowledges}.`,
    ),
    '',
    ...report.scenarios.flatMap((/** @type {any} */ scenario) => [...scenarioTable(scenario, report.servers), '']),
    ...boundsTable(report.bounds),
  ].join('\n');
}

/**
 * @param {import('./benchmark.mjs').ScenarioOutcome} scenario
 * @param {{ name: string, title: string }[]} servers
 */
function scenarioTable(scenario, servers) {
  const peers = servers.filter(({ name }) => name !== 'ours');
  const withRatios = peers.length < servers.length;
  const figure = (/** @type {Row} */ row, /** @type {string} */ server) => {
    const outcome = scenario.outcomes[server];
    return outcome !== undefined && 'result' in outcome ? (row.of(outcome.result) ?? null) : null;
  };
  const header = [
    '',
    ...servers.map(({ title }) => title),
    ...(withRatios ? peers.map(({ title }) => `ours / ${title}`) : []),
  ];
  const body = (rows[scenario.number] ?? []).map((row) => [
    row.label,
    ...servers.map(({ name }) => format(figure(row, name), row.digits)),
    ...(withRatios
      ? peers.map(({ name }) => (row.ratio ? format(ratio(figure(row, 'ours'), figure(row, name)), 2) : ''))
      : []),
  ]);
  const notes = servers.flatMap(({ name, title }) => {
    const outcome = scenario.outcomes[name];
    if (outcome === undefined) return [];
    if ('failure' in outcome) return [`- ${title}: **no figures**. ${outcome.failure.split('\n', 1)[0]}`];
    return warningsOf(outcome.result).map((warning) => `- ${title}: ${warning}`);
  });
  return [
    `## ${scenario.number}. ${scenario.title}`,
    '',
    ...table([header, ...body]),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ];
}

/** @param {import('./bounds.mjs').Bound[]} bounds */
function boundsTable(bounds) {
  if (bounds.length === 0) return [];
  const body = bounds.map((bound) => [
    `${bound.scenario}. ${bound.text}`,
    `${bound.text.startsWith('CPU') || bound.unit === 'KiB' ? '≤' : '<'} ${format(bound.limit, bound.unit === '×' ? 2 : 0)} ${bound.unit}`,
    bound.value === null ? '–' : `${format(bound.value, 2)} ${bound.unit}`,
    bound.verdict,
  ]);
  return ['## Bounds', '', ...table([['', 'bound', 'measured', ''], ...body])];
}

/**
 * @param {number | null} ours
 * @param {number | null} peer
 */
function ratio(ours, peer) {
  return ours === null || peer === null || peer === 0 ? null : ours / peer;
}
