/**
 * What both benchmarks do with their arguments. Imports nothing from node_modules: bench's own packages may not be there yet.
 *
 * @template {{ kind: 'run' }} RunOptions
 * @param {object} tool
 * @param {RunOptions | { kind: 'help' } | { kind: 'problems', problems: string[] }} tool.options
 * @param {string} tool.usage
 * @param {string} tool.reads what is read from /proc
 * @param {(options: RunOptions) => Promise<number>} tool.run resolves to the exit code
 */
export async function runTool({ options, usage, reads, run }) {
  if (options.kind === 'help') {
    console.log(usage);
  } else if (options.kind === 'problems') {
    console.error(options.problems.join('\n'));
    console.error(`\n${usage}`);
    process.exitCode = 2;
  } else if (process.platform !== 'linux') {
    console.error(`The benchmark reads ${reads} from /proc: it runs on Linux only.`);
    process.exitCode = 2;
  } else {
    process.exitCode = await run(options);
  }
}
