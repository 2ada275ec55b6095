import { format, table } from '../markdown-table.mjs';

const mib = 1024 * 1024;

/** @typedef {{ label: string, of: (result: any) => number | null | undefined, digits: number }} Row */

/** @type {(label: string, figure: string) => Row[]} */
const quantiles = (label, figure) =>
  ['p50', 'p95', 'p99'].map((quantile) => ({
    label: `${label}, ${quantile}, ms`,
    of: (result) => result.work[figure]?.[quantile],
    digits: 1,
  }));

/** @type {Row[]} */
const typingRows = [
  ...quantiles('**main-thread work per key**', 'work'),
  { label: '… of it on the processor, p95, ms', of: (r) => r.work.cpu?.p95, digits: 1 },
  { label: '… handling the key, p95, ms', of: (r) => r.work.input?.p95, digits: 1 },
  { label: '… the frame that shows it, p95, ms', of: (r) => r.work.frame?.p95, digits: 1 },
  { label: '… between the two, p95, ms', of: (r) => r.work.between?.p95, digits: 1 },
  { label: 'others’ changes before the frame, not counted above, p95, ms', of: (r) => r.work.remote?.p95, digits: 1 },
  ...quantiles('from the key to the screen, waiting included', 'screen'),
  { label: 'keys measured', of: (r) => r.work.work?.count, digits: 0 },
  { label: 'others’ changes, ms of the main thread per second', of: (r) => r.load.remoteMsPerSecond, digits: 0 },
  { label: '… one of them, p95, ms', of: (r) => r.load.remoteTask?.p95, digits: 1 },
  { label: 'frames, ms of the main thread per second', of: (r) => r.load.frameMsPerSecond, digits: 0 },
  { label: 'main thread busy, %', of: (r) => r.load.busyShare * 100, digits: 0 },
  { label: 'longest task, ms', of: (r) => r.load.longestTaskMs, digits: 0 },
  { label: 'tasks over 50 ms', of: (r) => r.load.tasksOver50Ms, digits: 0 },
  { label: 'script memory after a collection, MiB', of: (r) => r.memory.heapBytes / mib, digits: 0 },
  { label: 'memory of the page’s process, MiB', of: (r) => r.memory.processBytes / mib, digits: 0 },
  {
    label: 'self check: what a listener that is busy for 10 ms adds, p50, ms',
    of: (r) => (r.check.work === null ? null : r.check.work.p50 - r.work.work.p50),
    digits: 1,
  },
];

/** @type {(label: string, of: (result: any) => { p50: number, max: number } | null) => Row[]} */
const medianAndWorst = (label, of) => [
  { label: `${label}, median, ms`, of: (result) => of(result)?.p50, digits: 0 },
  { label: `${label}, worst, ms`, of: (result) => of(result)?.max, digits: 0 },
];

/** @type {Row[]} */
const openingRows = [
  ...medianAndWorst('**open before, of 1,000 words: text on the screen**', (r) => r.cachedUsual.shown),
  ...medianAndWorst('… and can be written in', (r) => r.cachedUsual.writable),
  ...medianAndWorst('**open before, the long one: text on the screen**', (r) => r.cached.shown),
  ...medianAndWorst('… and can be written in', (r) => r.cached.writable),
  ...medianAndWorst('never open here: text on the screen', (r) => r.cold.shown),
  ...medianAndWorst('**never open here: a typed letter on the screen**', (r) => r.cold.typed),
  ...medianAndWorst('… and with somebody else', (r) => r.cold.inDocument),
  { label: 'openings of each kind', of: (r) => r.cold.shown?.count, digits: 0 },
];

const subjects = [
  { name: 'typing', title: 'Typing while others type', rows: typingRows },
  { name: 'opening', title: 'Opening', rows: openingRows },
];

/**
 * The Markdown summary; every figure is in the JSON file.
 *
 * @param {any} report as `runBenchmark` writes it
 */
export function renderReport(report) {
  const { machine, sizes, pages, results } = report;
  return [
    `# Editor benchmark of ${report.date.slice(0, 10)}${report.quick ? ' (quick: indicative only)' : ''}`,
    '',
    `${machine.cores} cores of ${machine.cpu}, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}, ${report.browser} headless without a GPU, commit ${machine.commit}. Load average at the start ${machine.loadAverageAtStart.join(' ')}. ${report.minutes.toFixed(1)} minutes.`,
    '',
    `A document of ${format(sizes.wordCount, 0)} words, ${sizes.people} others who type ${sizes.keysPerSecondOfOthers} keys a second each.`,
    ...subjects.flatMap((subject) => subjectTable(subject, pages, results)),
    '',
    '## Bounds',
    '',
    ...table([
      ['', 'bound', 'measured', ''],
      ...report.bounds.map((/** @type {import('./bounds.mjs').Bound} */ bound) => [
        bound.text,
        `≤ ${format(bound.limitMs, 0)} ms`,
        bound.valueMs === null ? '–' : `${format(bound.valueMs, 1)} ms`,
        bound.verdict,
      ]),
    ]),
  ].join('\n');
}

/**
 * @param {{ name: string, title: string, rows: Row[] }} subject
 * @param {{ name: string, title: string }[]} pages
 * @param {any} results by page and subject
 */
function subjectTable({ name, title, rows }, pages, results) {
  const measured = pages.filter((page) => results[page.name]?.[name] !== undefined);
  if (measured.length === 0) return [];
  const figure = (/** @type {Row} */ row, /** @type {string} */ page) => {
    const result = results[page][name];
    return 'failure' in result ? null : (row.of(result) ?? null);
  };
  const notes = measured.flatMap((page) => {
    const result = results[page.name][name];
    const texts = 'failure' in result ? [`**no figures**. ${result.failure}`] : (result.warnings ?? []);
    return texts.map((/** @type {string} */ text) => `- ${page.title}: ${text}`);
  });
  return [
    '',
    `## ${title}`,
    '',
    ...table([
      ['', ...measured.map((page) => page.title)],
      ...rows.map((row) => [row.label, ...measured.map((page) => format(figure(row, page.name), row.digits))]),
    ]),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ];
}
