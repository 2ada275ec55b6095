import './require-node.mjs';
import { build } from './build.mjs';
import { ensureInstalled } from './install.mjs';

async function start() {
  try {
    await ensureInstalled();
    await build();
  } catch (error) {
    console.error(`\n${error.message}`);
    process.exit(1);
  }
  // Node cannot exec, so this process becomes the server: no middleman between it and its signals and exit code.
  await import('../sync-server/dist/main.js');
}

await start();
