// `npm run bench` at the root ends here. Imports nothing from node_modules: bench's own packages may not be there yet.
import { installPackages } from './src/install.mjs';
import { parseOptions, usage } from './src/options.mjs';
import { runTool } from './src/run-tool.mjs';

await runTool({
  options: parseOptions(process.argv.slice(2)),
  usage,
  reads: 'CPU time and memory of the servers',
  run: async (options) => {
    installPackages();
    const { runBenchmark } = await import('./src/benchmark.mjs');
    return runBenchmark(options);
  },
});
