import './require-node.mjs';
import { build } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './run-command.mjs';

const serverPort = Number(process.env.PORT || 3000);
const webPort = serverPort + 1;
const syncUrl = `http://localhost:${serverPort}`;
const webOrigin = `http://localhost:${webPort}`;

async function dev() {
  try {
    await ensureInstalled();
    // Once before the watchers: both the server and Next.js would start on packages without a dist folder.
    await build('build:libraries');
  } catch (error) {
    console.error(`\n${error.message}`);
    process.exit(1);
  }
  console.log(`\nThe app with hot reload: ${webOrigin} (the sync server is on ${syncUrl})\n`);
  await watch();
}

async function watch() {
  const { concurrently } = await import('concurrently'); // late: it may have been installed only now
  const allowedOrigins = [process.env.ALLOWED_ORIGINS, webOrigin].filter(Boolean).join(',');
  const commands = [
    { name: 'types', command: 'node_modules/.bin/tsc -b --watch --preserveWatchOutput' },
    {
      name: 'server',
      command: 'node --watch --watch-preserve-output sync-server/dist/main.js',
      env: { PORT: String(serverPort), ALLOWED_ORIGINS: allowedOrigins },
    },
    {
      name: 'web',
      command: `node_modules/.bin/next dev web --hostname localhost --port ${webPort}`,
      env: { NEXT_PUBLIC_SYNC_URL: syncUrl, NEXT_TELEMETRY_DISABLED: '1' },
    },
  ];
  const { result } = concurrently(commands, { cwd: root, prefixColors: 'auto', killOthersOn: ['failure', 'success'] });
  await result.catch(() => {}); // each command has said in its own words why it ended
}

await dev();
