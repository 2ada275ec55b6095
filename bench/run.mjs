// `npm run bench` at the root ends here. Imports nothing from node_modules: bench's own packages may not be there yet.
import { installPackages } from './src/install.mjs';
import { parseOptions, usage } from './src/options.mjs';

const options = parseOptions(process.argv.slice(2));
if (options.kind === 'help') {
  console.log(usage);
} else if (options.kind === 'problems') {
  console.error(options.problems.join('\n'));
  console.error(`\n${usage}`);
  process.exitCode = 2;
} else if (process.platform !== 'linux') {
  console.error('The benchmark reads CPU time and memory of the servers from /proc: it runs on Linux only.');
  process.exitCode = 2;
} else {
  installPackages();
  const { runBenchmark } = await import('./src/benchmark.mjs');
  process.exitCode = await runBenchmark(options);
}
