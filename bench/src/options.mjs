export const serverNames = ['ours', 'hocuspocus', 'y-websocket'];
export const scenarioNumbers = [1, 2, 3, 4, 5];

export const usage = `Usage: node bench/run.mjs [--only 1,3] [--servers ours,hocuspocus] [--quick] [--keep-data]

  --only      scenarios: 1 one room, 2 many rooms, 3 idle connections, 4 cold open, 5 kill -9 (all by default)
  --servers   ${serverNames.join(', ')} (all by default)
  --quick     shorter and smaller; shows that everything runs, its figures are not compared with the bounds
  --keep-data keeps the servers' data folders and logs under bench/.data`;

/**
 * @typedef {{ kind: 'run', only: number[], servers: string[], quick: boolean, keepData: boolean }} RunOptions
 * @typedef {RunOptions | { kind: 'help' } | { kind: 'problems', problems: string[] }} Options
 */

/**
 * @param {string[]} args
 * @returns {Options} every problem at once, never the first alone
 */
export function parseOptions(args) {
  /** @type {RunOptions} */
  const options = { kind: 'run', only: scenarioNumbers, servers: serverNames, quick: false, keepData: false };
  /** @type {string[]} */
  const problems = [];
  const queue = args.flatMap((arg) => {
    const equals = arg.startsWith('--') ? arg.indexOf('=') : -1;
    return equals === -1 ? [arg] : [arg.slice(0, equals), arg.slice(equals + 1)];
  });
  // A flag where a value should be means that the value was forgotten.
  const value = () => (queue[0]?.startsWith('--') ? undefined : queue.shift());
  while (queue.length > 0) {
    const flag = queue.shift();
    if (flag === '--help' || flag === '-h') return { kind: 'help' };
    if (flag === '--quick') options.quick = true;
    else if (flag === '--keep-data') options.keepData = true;
    else if (flag === '--only') options.only = pick(flag, value(), scenarioNumbers.map(String), problems).map(Number);
    else if (flag === '--servers') options.servers = pick(flag, value(), serverNames, problems);
    else problems.push(`Unknown option ${flag}.`);
  }
  return problems.length > 0 ? { kind: 'problems', problems } : options;
}

/**
 * @param {string} flag
 * @param {string | undefined} value a list with commas
 * @param {string[]} allowed
 * @param {string[]} problems gets what is wrong with it
 * @returns {string[]} in the order of `allowed`
 */
export function pick(flag, value, allowed, problems) {
  const wanted = new Set((value ?? '').split(',').filter((part) => part !== ''));
  if (wanted.size === 0) problems.push(`${flag} needs a list out of ${allowed.join(',')}.`);
  for (const part of wanted) {
    if (!allowed.includes(part)) problems.push(`${flag}: ${part} is not one of ${allowed.join(', ')}.`);
  }
  return allowed.filter((name) => wanted.has(name));
}
