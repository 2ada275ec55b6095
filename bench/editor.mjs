// `npm run bench:editor` at the root ends here. What it imports at once needs no packages: they may not be there yet.
import { parseOptions, usage } from './src/editor/options.mjs';
import { installPackages } from './src/install.mjs';

const options = parseOptions(process.argv.slice(2));
if (options.kind === 'help') {
  console.log(usage);
} else if (options.kind === 'problems') {
  console.error(options.problems.join('\n'));
  console.error(`\n${usage}`);
  process.exitCode = 2;
} else if (process.platform !== 'linux') {
  console.error('The benchmark reads the memory of processes from /proc: it runs on Linux only.');
  process.exitCode = 2;
} else {
  // Our own page needs only what the product has installed.
  if (options.pages.includes('stock')) installPackages();
  const { runBenchmark } = await import('./src/editor/benchmark.mjs');
  process.exitCode = await runBenchmark(options);
}
