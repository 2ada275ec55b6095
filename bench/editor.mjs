// `npm run bench:editor` at the root ends here. What it imports at once needs no packages: they may not be there yet.
import { parseOptions, usage } from './src/editor/options.mjs';
import { installPackages } from './src/install.mjs';
import { runTool } from './src/run-tool.mjs';

await runTool({
  options: parseOptions(process.argv.slice(2)),
  usage,
  reads: 'the memory of processes',
  run: async (options) => {
    // Our own page needs only what the product has installed.
    if (options.pages.includes('stock')) installPackages();
    const { runBenchmark } = await import('./src/editor/benchmark.mjs');
    return runBenchmark(options);
  },
});
