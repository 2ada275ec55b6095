import './require-node.mjs';
import { ensureInstalled } from './install.mjs';
import { npm } from './run-command.mjs';
import { step } from './step.mjs';

async function check() {
  await ensureInstalled();
  // All findings at once, instead of those of whatever failed first.
  const env = { WIREIT_FAILURES: 'continue' };
  process.exitCode = await step('Checking', () => npm(['run', '--silent', 'check:all'], { env }));
}

await check().catch((error) => {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
